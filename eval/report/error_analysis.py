"""Error analysis: classifies and orders the questions that failed, worst first. Pure.

Order: quotes that are not verbatim, then wrong answers by confidence, then false refusals by
certainty, then questions whose relevant articles rank low.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from eval.metrics.result import QuestionResult

MAX_SHOWN = 20


class FailureKind(IntEnum):
    """The kind of a failure, worst first; both kinds of wrong answers weigh the same."""

    UNFOUNDED = 0
    FALSE_ANSWER = 1
    WRONG_ANSWER = 2
    FALSE_REFUSAL = 3
    LOW_RANK = 4

    @property
    def description(self) -> str:
        """The failure in a few words."""
        return _DESCRIPTIONS[self]


_DESCRIPTIONS = {
    FailureKind.UNFOUNDED: "a quote does not stand in its article",
    FailureKind.FALSE_ANSWER: "answered, though there is no answer",
    FailureKind.WRONG_ANSWER: "answered without the labelled answer",
    FailureKind.FALSE_REFUSAL: "refused, though there is an answer",
    FailureKind.LOW_RANK: "relevant articles ranked low",
}


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed question and the kind of its failure."""

    row: QuestionResult
    kind: FailureKind


def find_failures(rows: Iterable[QuestionResult]) -> list[Failure]:
    """Find the failed questions, worst first; equal weights are in order of id."""
    failures = [Failure(row, kind) for row in rows if (kind := _classify(row)) is not None]
    return sorted(failures, key=lambda failure: (*_sort_key(failure), failure.row.id))


def _classify(row: QuestionResult) -> FailureKind | None:
    values = row.values
    checks: tuple[tuple[FailureKind, bool], ...] = (
        (FailureKind.UNFOUNDED, values.get("quotes_verbatim", 1.0) < 1),
        (FailureKind.FALSE_ANSWER, row.answered and not row.answerable),
        (FailureKind.WRONG_ANSWER, row.answered and values.get("answer_in_cited", 1.0) < 1),
        (FailureKind.FALSE_REFUSAL, row.answerable and not row.answered),
        (FailureKind.LOW_RANK, get_ndcg(row) < 1),
    )
    return next((kind for kind, holds in checks if holds), None)


def get_ndcg(row: QuestionResult) -> float:
    """The nDCG of the question; 1 without qrels."""
    return next((value for name, value in row.values.items() if name.startswith("nDCG@")), 1.0)


# Both kinds of wrong answers share a group.
_WEIGHTS: dict[FailureKind, tuple[int, Callable[[QuestionResult], float]]] = {
    FailureKind.UNFOUNDED: (0, lambda row: -row.confidence),
    FailureKind.FALSE_ANSWER: (1, lambda row: -row.confidence),
    FailureKind.WRONG_ANSWER: (1, lambda row: -row.confidence),
    FailureKind.FALSE_REFUSAL: (2, lambda row: row.confidence),
    FailureKind.LOW_RANK: (3, get_ndcg),
}


def _sort_key(failure: Failure) -> tuple[int, float]:
    group, of = _WEIGHTS[failure.kind]
    return group, of(failure.row)
