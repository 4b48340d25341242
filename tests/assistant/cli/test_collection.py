"""`collection`: made by ids or filters, chosen as a filter, with one line for what is wrong."""

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


def test_a_collection_from_the_beginning_to_the_end(run: Run, home: Path) -> None:
    def do(*arguments: str) -> str:
        ran = run("--home", home, *arguments)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    assert do("collection", "add", "Troops", KREMLIN) == "added 1 article\n"
    assert do("collection", "add", "Wire", "--source", "meridian wire").startswith("added 6 ")
    listed = json.loads(do("collection", "list", "--json"))
    assert [(each["name"], each["articles"]) for each in listed] == [("Troops", 1), ("Wire", 6)]
    found = json.loads(do("search", "troops", "--collection", "TROOPS", "--json"))
    assert {hit["article_id"] for hit in found["hits"]} == {KREMLIN}
    answer = json.loads(
        do("ask", "What did the Kremlin say about troops?", "--collection", "troops", "--json")
    )
    assert {each["article_id"] for each in answer["citations"]} == {KREMLIN}
    assert len(do("list", "--collection", "troops", "--collection", "wire").splitlines()) == 6
    do("collection", "rename", "Troops", "Soldiers")
    assert do("collection", "remove", "soldiers", KREMLIN) == "took out 1 article\n"
    do("collection", "delete", "Soldiers")
    assert do("collection", "list") == "6\tWire\n"


@pytest.mark.parametrize("arguments", [
    ("add", "Troops"), ("add", "Troops", KREMLIN, "--source", "x"), ("add", "\x1b[2J", KREMLIN),
    ("add", "x" * 101, KREMLIN), ("add", "Troops", "no-such-article"), ("delete", "Nobody's"),
    ("rename", "Nobody's", "Ours"), ("remove", "Nobody's", KREMLIN),
])  # fmt: skip
def test_what_is_wrong_is_one_line(run: Run, home: Path, arguments: tuple[str, ...]) -> None:
    ran = run("--home", home, "collection", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("dateline: ")
    assert ran.err.count("\n") == 1
    assert "\x1b" not in ran.err
    assert run("--home", home, "collection", "list").out == ""


def test_an_empty_filter_says_so(run: Run, home: Path) -> None:
    ran = run("--home", home, "list", "--collection", "Nobody's")
    assert ran.out == ""
    assert "No article is in the collection “Nobody's”" in ran.err
