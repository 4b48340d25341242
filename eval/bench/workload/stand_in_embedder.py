"""A very cheap embedder, for archives that are measured by size and not by quality.

The vector of a text is the sum of fixed random vectors of its words, so texts with common words are
similar, as with a real model. The real model's tokenizer splits the passages, so their number and
length are realistic.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from eval.bench.workload.product import Embedder
from index.embedding.model_files import DEFAULT_MODEL, ModelFiles, locate_model

NAME = "stand-in"
NOTE = (
    "Vectors were made by a stand-in that costs next to nothing (hashed words, 384 dimensions), not"
    " by the model: rates say what all but embedding costs, and memory is without the model."
)
_DIMENSION = 384
# Word pieces that the real model reads, without its two special tokens.
_ROOM = 254
_ROWS = 1 << 13
# Words per batch of sums: 100 MB.
_WORDS = 1 << 16
_WORD = re.compile(r"\w+")

Vectors = NDArray[np.float32]


class StandInEmbedder(Embedder):
    """Embeds by hashed words; otherwise the same as the default model."""

    def __init__(self) -> None:
        super().__init__(DEFAULT_MODEL)
        self.name = NAME

    @cached_property
    def files(self) -> ModelFiles:
        """The default model's folder, under another name and hash."""
        return ModelFiles(NAME, locate_model(DEFAULT_MODEL).folder, f"{NAME}-1")

    @property
    def backend(self) -> str:
        """What computes the vectors."""
        return NAME

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return _DIMENSION

    @property
    def room(self) -> int:
        """Word pieces of content in a passage."""
        return _ROOM

    def embed_query(self, text: str) -> Vectors:
        """The unit vector of a query."""
        vector: Vectors = self.embed_passages([text])[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), 384)."""
        vectors: Vectors = np.empty((len(texts), _DIMENSION), dtype=np.float32)
        rows = [self._hash_words(text) for text in texts]
        start = 0
        while start < len(texts):
            end, words = start, 0
            while end < len(texts) and (end == start or words + len(rows[end]) <= _WORDS):
                words += len(rows[end])
                end += 1
            vectors[start:end] = self._sum_vectors(rows[start:end])
            start = end
        return vectors

    def _sum_vectors(self, rows: Sequence[list[int]]) -> Vectors:
        starts = np.cumsum([0, *(len(one) for one in rows[:-1])])
        words = self._table[np.concatenate([np.asarray(one) for one in rows])]
        sums: Vectors = np.add.reduceat(words, starts, axis=0)
        sums /= np.linalg.norm(sums, axis=1, keepdims=True)
        return sums

    def _hash_words(self, text: str) -> list[int]:
        cache = self._row_cache
        rows = []
        for word in _WORD.findall(text.lower()):
            if (row := cache.get(word)) is None:
                row = cache[word] = zlib.crc32(word.encode()) % _ROWS
            rows.append(row)
        return rows or [0]

    @cached_property
    def _row_cache(self) -> dict[str, int]:
        return {}

    @cached_property
    def _table(self) -> Vectors:
        return np.random.default_rng(1).standard_normal((_ROWS, _DIMENSION), dtype=np.float32)
