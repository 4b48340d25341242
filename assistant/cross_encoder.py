"""A cross-encoder as the scorer of sentences: the model reads question and sentence together.

The model loads at first use. Only the candidates that look best are read, each text once.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.candidate import Candidate
from assistant.own_scorer import scorer_weights
from assistant.scorer import Basis, Scores, as_read
from index.models.engine import DEFAULT_PRECISION, PairEngine, Precision
from index.weights import Weights

# Candidates that are read for a question; sixteen cost half as much again, for next to nothing.
READ = 8


class CrossEncoder:
    """A model by name, as `assistant.own_scorer` finds it."""

    basis = Basis.MODEL

    def __init__(
        self,
        name: str,
        *,
        precision: Precision | None = DEFAULT_PRECISION,
        cache: Path | None = None,
        read: int = READ,
    ) -> None:
        self.name = name
        self._precision = precision
        self._cache = cache
        self._read = read
        self._loading = threading.Lock()
        self._loaded: PairEngine | None = None

    @cached_property
    def weights(self) -> Weights:
        """The model's files. Raises DatelineError where they are missing or not the right ones."""
        return scorer_weights(self.name)

    def score(self, question: str, candidates: Sequence[Candidate]) -> Scores:
        """The model's output for each candidate; those that are not read have the least that one
        that is read has, but for copies of such a one, which have its own."""
        firsts: dict[str, Candidate] = {}
        for candidate in candidates:
            if len(firsts) < self._read:
                firsts.setdefault(candidate.text, candidate)
        if not firsts:
            return np.zeros(len(candidates), dtype=np.float32)
        outputs = self.engine.scores([(question, as_read(each)) for each in firsts.values()])
        known = dict(zip(firsts, outputs, strict=True))
        least = outputs.min()
        return np.array([known.get(each.text, least) for each in candidates], dtype=np.float32)

    def warm_up(self) -> None:
        """Load the model now rather than with the first question."""
        self.engine.scores([("warm up", "warm up")])

    @property
    def engine(self) -> PairEngine:
        """What computes; loaded at the first use."""
        with self._loading:
            if self._loaded is None:
                from index.models.pairs import pair_engine

                self._loaded = pair_engine(self.weights, self._cache, self._precision)
            return self._loaded
