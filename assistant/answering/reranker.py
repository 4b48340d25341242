"""The protocol of rerankers, and the text that they read for a sentence.

Pure. The cross-encoder is in `assistant.answering.cross_encoder`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.answering.candidate import SentenceCandidate
from index.language.en.sentence_form import get_sentence, needs_previous

Scores = NDArray[np.float32]

# Separates a sentence from its context: one word piece that is rare in sentences.
SEPARATOR = " | "
# The most characters of a sentence, the one before it and the title: bounds the cost of long ones.
_SENTENCE, _BEFORE, _TITLE = 600, 150, 100


class Basis(StrEnum):
    """The set of weights for ranking and answerability: without a reranker, or with one."""

    SIGNALS = "signals"
    MODEL = "model"


class Reranker(Protocol):
    """Scores how well sentences answer a question. Safe to use from several threads."""

    @property
    def basis(self) -> Basis:
        """The set of weights that was learned with these scores."""

    def score(self, question: str, candidates: Sequence[SentenceCandidate]) -> Scores:
        """The model's score per candidate, on its own scale; float32 of shape (len(candidates),).

        The candidates come best first by their features.
        """

    def warm_up(self) -> None:
        """Load the model now rather than at the first question. Raises DatelineError if it cannot
        be loaded."""


class NoReranker:
    """Adds nothing to the features, and needs no model."""

    basis = Basis.SIGNALS

    def score(self, question: str, candidates: Sequence[SentenceCandidate]) -> Scores:
        """All zeros."""
        return np.zeros(len(candidates), dtype=np.float32)

    def warm_up(self) -> None:
        """Do nothing."""


def format_for_reranker(candidate: SentenceCandidate) -> str:
    """Join a sentence, the one before it if it depends on that, and the title.

    The title comes last, because a model truncates long texts at the end.
    """
    text, number = candidate.text, candidate.number
    before = get_sentence(candidate.hit, number - 1) if number and needs_previous(text) else ""
    parts = (
        _take_start(text, _SENTENCE),
        _take_end(before, _BEFORE),
        _take_start(candidate.hit.title, _TITLE),
    )
    return SEPARATOR.join(part for part in parts if part)


def _take_start(text: str, length: int) -> str:
    return " ".join(text[: 2 * length].split())[:length]


def _take_end(text: str, length: int) -> str:
    return " ".join(text[-2 * length :].split())[-length:]
