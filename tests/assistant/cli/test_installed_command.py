"""The command that pip installs starts the program."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution, version
from pathlib import Path

import pytest

from tests import CHECKOUT


def test_every_entry_point_can_be_loaded() -> None:
    points = distribution("dateline").entry_points
    assert {point.name for point in points} == {"dateline"}
    assert all(callable(point.load()) for point in points)


@pytest.mark.parametrize("name", ["assistant", "index", "eval"])
@pytest.mark.parametrize("form", ["{}.py", "{}/__init__.py"])
def test_a_foreign_module_that_hides_a_package_is_named(
    tmp_path: Path, name: str, form: str
) -> None:
    foreign = tmp_path / form.format(name)
    foreign.parent.mkdir(exist_ok=True)
    foreign.write_text("raise RuntimeError('it is not imported')\n")
    # As in a wheel.
    shutil.copy(CHECKOUT / "assistant" / "cli" / "dateline_start.py", tmp_path)
    ran = subprocess.run(
        [sys.executable, "-c", "import dateline_start as it; raise SystemExit(it.main())"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith(f"dateline: {foreign} hides Dateline's own package '{name}'. ")
    assert ran.stderr.count("\n") == 1


def test_a_folder_that_only_has_the_name_hides_nothing(tmp_path: Path) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "notes.txt").write_text("Rain.")
    ran = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "--version"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert version("dateline") in ran.stdout


@pytest.mark.slow
def test_the_command_beside_python_runs() -> None:
    command = Path(sys.executable).with_name("dateline")
    ran = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert version("dateline") in ran.stdout
