"""The seam between the sentences that may answer a question and whatever scores them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.candidate import Candidate
from assistant.sentence import points_back, sentence_of

Scores = NDArray[np.float32]

# Between a sentence and its surroundings: one word piece, which hardly any sentence has.
BETWEEN = " | "
# Characters of a sentence and of what stands around it: bounds what a title or a sentence of any
# length can cost.
_SENTENCE, _BEFORE, _TITLE = 600, 150, 100


class Basis(StrEnum):
    """What choosing and refusing go by; the weights for each were learned apart."""

    SIGNALS = "signals"
    MODEL = "model"


class Scorer(Protocol):
    """Tells how well sentences answer a question. Any number of threads may use it."""

    @property
    def basis(self) -> Basis:
        """Which weights go with its scores."""

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        """What more than the signals speaks for each candidate, in units of the scorer's own, to be
        weighed and added to their score; float32 of shape (len(candidates),). The candidates come
        best first by their signals."""

    def warm_up(self) -> None:
        """Load what it needs now rather than with the first question. Raises DatelineError where
        that cannot be loaded."""


class BySignals:
    """Has nothing to say beyond the signals, and needs no model."""

    basis = Basis.SIGNALS

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        """Zeros."""
        return np.zeros(len(candidates), dtype=np.float32)

    def warm_up(self) -> None:
        """Nothing."""


def as_read(candidate: Candidate) -> str:
    """A sentence as models read it: first itself, then the one before it, if it cannot be
    understood without, then its title.

    What stands last is lost first where a model reads no further.
    """
    text, number = candidate.text, candidate.number
    before = sentence_of(candidate.hit, number - 1) if number and points_back(text) else ""
    parts = (_start(text, _SENTENCE), _end(before, _BEFORE), _start(candidate.hit.title, _TITLE))
    return BETWEEN.join(part for part in parts if part)


def _start(text: str, length: int) -> str:
    return " ".join(text[: 2 * length].split())[:length]


def _end(text: str, length: int) -> str:
    return " ".join(text[-2 * length :].split())[-length:]
