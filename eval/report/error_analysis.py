"""Which questions went wrong, the worst first. Pure.

A quote that does not stand in its article is worst, then wrong answers by their confidence, then
false refusals, the surest first, then questions whose relevant articles were ranked low.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from eval.metrics.result import QuestionResult

MAX_SHOWN = 20


class FailureKind(IntEnum):
    """What is wrong, worst first; wrong answers of either kind are of one weight."""

    UNFOUNDED = 0
    FALSE_ANSWER = 1
    WRONG_ANSWER = 2
    FALSE_REFUSAL = 3
    LOW_RANK = 4

    @property
    def description(self) -> str:
        """What is wrong, in a few words."""
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
    """A question that went wrong."""

    row: QuestionResult
    kind: FailureKind


def find_failures(rows: Iterable[QuestionResult]) -> list[Failure]:
    """The questions that went wrong, the worst first; those of one weight in order of their ids."""
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
    """The question's nDCG, 1 where no article is judged."""
    return next((value for name, value in row.values.items() if name.startswith("nDCG@")), 1.0)


# Wrong answers of both kinds are mixed.
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
