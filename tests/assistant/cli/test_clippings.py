"""`clippings`: kept by words, listed, noted, removed and restored, exported."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.assistant.conftest import Run

KREMLIN = "2025-03-17-kremlin-european-troops"
WORDS = "The Kremlin was not the only voice from Moscow."


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples_home, tmp_path / "own"))


def test_a_clipping_from_the_beginning_to_the_end(run: Run, home: Path) -> None:
    def do(*arguments: str, err: str = "") -> str:
        ran = run("--home", home, "clippings", *arguments)
        assert (ran.code, ran.err) == (0, err)
        return ran.out

    kept = do("add", KREMLIN, WORDS, "--note", "Who?", "--collection", "Moscow")
    assert kept == "kept clipping 1\n"
    (listed,) = json.loads(do("list", "--json"))
    assert (listed["quote"], listed["note"], listed["collection"]) == (WORDS, "Who?", "Moscow")
    assert f"“{WORDS}”\n\tNote: Who?\n\tIn: Moscow\n" in do("list", "--collection", "moscow")
    assert do("list", "--grep", "nobody") == ""
    edited = do("note", "1", "Ask Grushko", err="dateline: the note before: Who?\n")
    assert edited == "edited clipping 1\n"
    do("note", "1", "--collection", "")
    (row,) = csv.DictReader(io.StringIO(do("export", "--format", "csv", "--collection", "")))
    assert (row["quotation"], row["note"]) == (WORDS, "Ask Grushko")
    assert do("export", "--format", "ris").startswith("TY  - NEWS\n")
    assert do("remove", "1").startswith("removed clipping 1; ")
    assert do("list") == ""
    assert do("restore", "1") == "restored clipping 1\n"


def test_hidden_ones_are_counted(run: Run, home: Path) -> None:
    run("--home", home, "clippings", "add", KREMLIN, WORDS)
    run("--home", home, "remove", KREMLIN)
    ran = run("--home", home, "clippings", "list")
    assert ran.out == ""
    assert ran.err == "dateline: 1 clipping is not shown: 1 of removed articles\n"


@pytest.mark.parametrize("arguments", [
    ("add", KREMLIN, "Nobody said this."), ("add", "no-such-article", WORDS), ("remove", "9"),
    ("add", KREMLIN, WORDS, "--note", "n" * 5001), ("note", "9", "x"), ("restore", "9"),
    ("note", "1"), ("list", "-n", "0"), ("add", KREMLIN, "  "), ("remove", "-5"),
])  # fmt: skip
def test_what_is_wrong_is_one_line(run: Run, home: Path, arguments: tuple[str, ...]) -> None:
    ran = run("--home", home, "clippings", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("dateline: ")
    assert ran.err.count("\n") == 1
