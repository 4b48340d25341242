from __future__ import annotations

import random

from eval.report.error_analysis import FailureKind, find_failures
from tests.eval.rows import row


def test_the_worst_come_first() -> None:
    rows = [
        row(1, {"nDCG@10": 0.2}),
        row(2, {"nDCG@10": 0.1, "answer_in_cited": 1.0}),
        row(3, {}, answered=False, confidence=0.4),
        row(4, {}, answered=False, confidence=0.1),
        row(5, {"answer_in_cited": 0.0}, confidence=0.6),
        row(6, {}, answerable=False, confidence=0.9),
        row(7, {"answer_in_cited": 0.0, "nDCG@10": 0.0}, confidence=0.95),
        row(8, {"quotes_verbatim": 0.0}, confidence=0.1),
        # Nothing is wrong with these.
        row(9, {"nDCG@10": 1.0, "answer_in_cited": 1.0, "quotes_verbatim": 1.0}),
        row(10, {}),
        row(11, {"answer_in_first": 0.0}, answerable=False, answered=False),
    ]
    random.Random(2).shuffle(rows)
    assert [(fault.row.id, fault.kind) for fault in find_failures(rows)] == [
        ("q008", FailureKind.UNFOUNDED),
        ("q007", FailureKind.WRONG_ANSWER),
        ("q006", FailureKind.FALSE_ANSWER),
        ("q005", FailureKind.WRONG_ANSWER),
        ("q004", FailureKind.FALSE_REFUSAL),
        ("q003", FailureKind.FALSE_REFUSAL),
        ("q002", FailureKind.LOW_RANK),
        ("q001", FailureKind.LOW_RANK),
    ]


def test_every_kind_is_told_in_words() -> None:
    assert len({kind.description for kind in FailureKind}) == len(FailureKind)
