"""The golden questions kind by kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from eval.datasets.registry import read
from eval.golden.kinds import format_table, main, read_kinds
from tests.eval.rows import report, row

KINDS = {"q001": "wrong-date", "q002": "wrong-date", "q003": "who", "q004": "who", "q005": "who"}


def test_every_golden_question_has_its_kind() -> None:
    found = read_kinds()
    assert set(found) == {query.id for query in read("golden").queries}
    # A trap has no answer, and a kind of trap is of traps alone.
    answerable = {found[query.id] for query in read("golden").queries if query.answerable}
    traps = {found[query.id] for query in read("golden").queries if not query.answerable}
    assert traps
    assert not traps & answerable
    assert min(Counter(found.values()).values()) > 0


def test_traps_and_questions_are_counted_apart_for_each_way() -> None:
    none, right = (
        {"answer_in_first": 0.0, "answer_in_cited": 1.0},
        {
            "answer_in_first": 1.0,
            "answer_in_cited": 1.0,
        },
    )
    refused = {"answer_in_first": 0.0, "answer_in_cited": 0.0}
    by_features = report(
        [
            row(1, answerable=False),
            row(2, answerable=False, answered=False),
            row(3, none),
            row(4, right),
            row(5, refused, answered=False),
        ]
    )
    by_reader = report(
        [
            row(1, answerable=False, answered=False),
            row(2, answerable=False, answered=False),
            row(3, right),
            row(4, right),
            row(5, none),
        ]
    )
    assert list(format_table({"none": by_features, "reader": by_reader}, KINDS)) == [
        "unanswerable | questions | answered (none) | answered (reader)",
        "wrong-date | 2 | 1 | 0",
        "answerable | questions | first right, any right, refused (none)"
        " | first right, any right, refused (reader)",
        "who | 3 | 1, 2, 1 | 2, 3, 0",
    ]


def test_a_reader_that_is_not_there_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--reader", str(tmp_path / "nothing"), "--cache", str(tmp_path / "cache")]) == 1
    assert "nothing" in capsys.readouterr().err
    assert not (tmp_path / "cache").exists()
