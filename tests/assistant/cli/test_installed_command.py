"""The command that pip installs starts the program."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution, version
from pathlib import Path

import pytest


def test_every_entry_point_can_be_loaded() -> None:
    points = distribution("dateline").entry_points
    assert {point.name for point in points} == {"dateline"}
    assert all(callable(point.load()) for point in points)


@pytest.mark.slow
def test_the_command_beside_python_runs() -> None:
    command = Path(sys.executable).with_name("dateline")
    ran = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert version("dateline") in ran.stdout
