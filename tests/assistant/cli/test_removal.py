"""`remove`, `removed` and `restore`, as people and scripts use them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.assistant.conftest import Run

KREMLIN = "2025-03-17-kremlin-european-troops"


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples_home, tmp_path / "own"))


@pytest.mark.usefixtures("no_model")
def test_a_removal_is_undone(run: Run, home: Path) -> None:
    before = run("--home", home, "list").out
    ran = run("--home", home, "remove", KREMLIN)
    assert ran == (0, "removed 1; to undo it within 30 days: dateline restore ID\n", "")
    (listed,) = json.loads(run("--home", home, "removed", "--json").out)
    assert listed["article_id"] == KREMLIN
    assert listed["removed"] < listed["goes"]
    assert listed["goes"].endswith("T00:00:00+00:00")
    line = run("--home", home, "removed").out
    assert line.startswith(f"{KREMLIN}\tuntil {listed['goes'][:10]} 00:00 UTC\t")
    assert run("--home", home, "restore", KREMLIN) == (0, "restored 1 article\n", "")
    assert run("--home", home, "list").out == before
    assert run("--home", home, "removed").out == ""
    actions = [line.split("\t")[3] for line in run("--home", home, "log").out.splitlines()]
    assert actions[-2:] == ["removed", "restored"]


@pytest.mark.usefixtures("no_model")
def test_what_is_removed_for_good_cannot_be_restored(run: Run, home: Path) -> None:
    other = run("--home", home, "list").out.split("\t")[0]
    run("--home", home, "remove", other)
    ran = run("--home", home, "remove", "--for-good", KREMLIN, other)
    assert ran == (0, "removed 2 for good\n", "")
    for article_id in (KREMLIN, other):
        ran = run("--home", home, "restore", article_id)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "can be restored" in ran.err
    assert run("--home", home, "removed", "--purge").out == "removed 0 for good\n"
    assert run("--home", home, "doctor").code == 0


@pytest.mark.usefixtures("no_model")
def test_a_setting_keeps_nothing(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_KEEP_REMOVED_DAYS", "0")
    assert run("--home", home, "remove", KREMLIN).out == "removed 1 for good\n"
    assert run("--home", home, "removed").out == ""
    monkeypatch.setenv("DATELINE_KEEP_REMOVED_DAYS", "-1")
    assert run("--home", home, "removed").code == 2


@pytest.mark.usefixtures("no_model")
def test_an_id_is_no_file_and_a_file_is_no_id(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / KREMLIN).write_text("no backup")
    run("--home", home, "remove", KREMLIN)
    # The article is meant, since there is one of this id.
    assert run("--home", home, "restore", KREMLIN).code == 0
    assert "no backup of Dateline" in run("--home", home, "restore", KREMLIN).err
    for arguments in (("a", "b", "--replace"), ("none",), ("none", KREMLIN)):
        ran = run("--home", home, "restore", *arguments)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert run("--home", home, "removed", "-n", "0").code == 2
