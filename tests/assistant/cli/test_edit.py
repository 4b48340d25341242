"""`dateline edit`: what a person sets is shown as set, is in the log, and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.assistant.conftest import Run


def show(run: Run, home: Path, article_id: str) -> Any:
    ran = run("--home", home, "show", article_id, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_an_edit_is_shown_as_one_and_taken_back(run: Run, filled: Path) -> None:
    before = show(run, filled, "rain")
    assert before["edits"] == {}
    ran = run(
        "--home", filled, "edit", "rain", "hail", "--source", "Marlow Post",
        "--published", "2025-03-17", "--author", "Ada Holm", "--author", "Bo Lind",
    )  # fmt: skip
    assert ran == (0, "edited 2 articles\n", "")
    after = show(run, filled, "rain")
    assert (after["source"], after["published"]) == ("Marlow Post", "2025-03-17")
    assert after["authors"] == ["Ada Holm", "Bo Lind"]
    assert after["edits"]["source"] == {"edited": "Marlow Post", "stated": before["source"]}
    assert after["edits"]["published"] == {"edited": "2025-03-17", "stated": before["published"]}
    shown = run("--home", filled, "show", "rain").out
    assert "edited: source: nothing → Marlow Post; published: nothing → 2025-03-17" in shown
    assert run("--home", filled, "list", "--source", "marlow post").out.count("\n") == 2
    (row,) = json.loads(
        run("--home", filled, "log", "--action", "edited", "--article", "rain", "--json").out
    )
    assert (row["process"], row["detail"][:28]) == ("edit", "source: nothing → Marlow Pos")

    assert run("--home", filled, "edit", "rain", "--undo") == (0, "restored 1 article\n", "")
    assert show(run, filled, "rain") == before
    assert "edited" not in run("--home", filled, "show", "rain").out
    assert show(run, filled, "hail")["source"] == "Marlow Post"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("rain",), "Nothing says what to change"),
        (("rain", "--undo", "--title", "x"), "Nothing says what to change"),
        (("rain", "--undo"), "Nobody edited 'rain'"),
        (("rain", "snow", "--title", "x"), "no article 'snow'"),
        (("rain", "--published", "2025-02-30"), "'2025-02-30' is no date"),
        (("rain", "--published", "17.3.2025"), "'17.3.2025' is no date"),
    ],
)
def test_what_cannot_be_edited(
    arguments: tuple[str, ...], said: str, run: Run, filled: Path
) -> None:
    before = show(run, filled, "rain")
    ran = run("--home", filled, "edit", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert show(run, filled, "rain") == before


def test_an_escape_sequence_in_an_edit_does_not_reach_the_terminal(run: Run, filled: Path) -> None:
    run("--home", filled, "edit", "rain", "--title", "Storm\x1b]0;owned\x07 and\nrain")
    for command in (("show", "rain"), ("list",), ("log",)):
        assert not set(run("--home", filled, *command).out) & set("\x1b\x07")
    assert show(run, filled, "rain")["title"] == "Storm ]0;owned and rain"
