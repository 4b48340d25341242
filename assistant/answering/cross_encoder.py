"""A cross-encoder as the reranker: the model reads question and sentence together.

The model loads at first use. It reads only the best candidates, each text once. Training is in
`eval.training.reranker`.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from assistant.answering.bundled_reranker import find_reranker_files
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.reranker import Basis, Scores, format_for_reranker
from assistant.core.answer_options import RERANK_DEPTH
from index.embedding.engine import DEFAULT_PRECISION, PairEngine, Precision
from index.embedding.model_files import ModelFiles


class CrossEncoder:
    """A reranker by its name, as `assistant.answering.bundled_reranker` finds it."""

    basis = Basis.MODEL

    def __init__(
        self,
        name: str,
        *,
        precision: Precision | None = DEFAULT_PRECISION,
        cache: Path | None = None,
        depth: int = RERANK_DEPTH,
    ) -> None:
        self.name = name
        self._precision = precision
        self._cache = cache
        self._depth = depth
        self._loading = threading.Lock()
        self._loaded: PairEngine | None = None

    @cached_property
    def files(self) -> ModelFiles:
        """The model's files. Raises DatelineError if they are missing or have another checksum."""
        return find_reranker_files(self.name)

    def score(self, question: str, candidates: Sequence[SentenceCandidate]) -> Scores:
        """The model's output per candidate. Candidates beyond the depth get the lowest output, or
        that of a candidate with the same text."""
        firsts: dict[str, SentenceCandidate] = {}
        for candidate in candidates:
            if len(firsts) < self._depth:
                firsts.setdefault(candidate.text, candidate)
        if not firsts:
            return np.zeros(len(candidates), dtype=np.float32)
        outputs = self.engine.score(
            [(question, format_for_reranker(each)) for each in firsts.values()]
        )
        score_by_text = dict(zip(firsts, outputs, strict=True))
        least = outputs.min()
        return np.array(
            [score_by_text.get(each.text, least) for each in candidates], dtype=np.float32
        )

    def warm_up(self) -> None:
        """Load the model now rather than at the first question."""
        self.engine.score([("warm up", "warm up")])

    @property
    def engine(self) -> PairEngine:
        """The engine that computes the scores; it loads at first use."""
        with self._loading:
            if self._loaded is None:
                from index.embedding.cross_encoders import load_pair_engine

                self._loaded = load_pair_engine(self.files, self._cache, self._precision)
            return self._loaded
