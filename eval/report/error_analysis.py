"""Which questions went wrong, the worst first. Pure.

A quote that does not stand in its article is worst, then wrong answers by their confidence, then
false refusals, the surest first, then questions whose relevant articles were ranked low.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from eval.metrics.result import Row

SHOWN = 20


class Kind(IntEnum):
    """What is wrong, worst first; wrong answers of either kind are of one weight."""

    UNFOUNDED = 0
    FALSE_ANSWER = 1
    WRONG_ANSWER = 2
    FALSE_REFUSAL = 3
    LOW_RANK = 4

    @property
    def told(self) -> str:
        """What is wrong, in a few words."""
        return _TOLD[self]


_TOLD = {
    Kind.UNFOUNDED: "a quote does not stand in its article",
    Kind.FALSE_ANSWER: "answered, though there is no answer",
    Kind.WRONG_ANSWER: "answered without the labelled answer",
    Kind.FALSE_REFUSAL: "refused, though there is an answer",
    Kind.LOW_RANK: "relevant articles ranked low",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A question that went wrong."""

    row: Row
    kind: Kind


def faults(rows: Iterable[Row]) -> list[Fault]:
    """The questions that went wrong, the worst first; those of one weight in order of their ids."""
    found = [Fault(row, kind) for row in rows if (kind := _kind(row)) is not None]
    return sorted(found, key=lambda fault: (*_weight(fault), fault.row.id))


def _kind(row: Row) -> Kind | None:
    values = row.values
    checks: tuple[tuple[Kind, bool], ...] = (
        (Kind.UNFOUNDED, values.get("quotes_verbatim", 1.0) < 1),
        (Kind.FALSE_ANSWER, row.answered and not row.answerable),
        (Kind.WRONG_ANSWER, row.answered and values.get("answer_in_cited", 1.0) < 1),
        (Kind.FALSE_REFUSAL, row.answerable and not row.answered),
        (Kind.LOW_RANK, rank_quality(row) < 1),
    )
    return next((kind for kind, holds in checks if holds), None)


def rank_quality(row: Row) -> float:
    """The question's nDCG, 1 where no article is judged."""
    return next((value for name, value in row.values.items() if name.startswith("nDCG@")), 1.0)


# Wrong answers of both kinds are mixed.
_WEIGHTS: dict[Kind, tuple[int, Callable[[Row], float]]] = {
    Kind.UNFOUNDED: (0, lambda row: -row.confidence),
    Kind.FALSE_ANSWER: (1, lambda row: -row.confidence),
    Kind.WRONG_ANSWER: (1, lambda row: -row.confidence),
    Kind.FALSE_REFUSAL: (2, lambda row: row.confidence),
    Kind.LOW_RANK: (3, rank_quality),
}


def _weight(fault: Fault) -> tuple[int, float]:
    group, of = _WEIGHTS[fault.kind]
    return group, of(fault.row)
