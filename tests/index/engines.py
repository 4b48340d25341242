"""Engines that record their input, over the default model's own tokenizer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

import numpy as np

from index.embedding.embedder import Embedder
from index.embedding.engine import EmbeddingSpec, Engine, Vectors


class FakeEngine:
    """Derives a vector from each text alone; calls `before` with the texts first."""

    backend = "made"
    spec = EmbeddingSpec(dimension=32, length=256)

    def __init__(self, before: Callable[[Sequence[str]], None] = lambda texts: None) -> None:
        self._before = before
        self.read: list[str] = []
        self.asked: list[str] = []

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors that depend on the texts alone."""
        self._before(texts)
        self.read += texts
        return _make_vectors(texts)

    def embed_queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """The same for queries."""
        self.asked += texts
        return _make_vectors(texts)


def _make_vectors(texts: Sequence[str]) -> Vectors:
    rows = [np.frombuffer(sha256(text.encode()).digest(), dtype=np.uint8) for text in texts]
    vectors = np.asarray(rows, dtype=np.float32) - 127.5
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


class CountingEngine:
    """Wraps another engine and records its input."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.backend = engine.backend
        self.spec = engine.spec
        self.read: list[str] = []
        self.asked: list[str] = []

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """The engine's vectors of texts."""
        self.read += texts
        return self._engine.embed_documents(texts)

    def embed_queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """The engine's vectors of queries."""
        self.asked += texts
        return self._engine.embed_queries(texts, multiple)


class FakeEmbedder(Embedder):
    """The default model's name, weights and tokenizer; vectors from the given engine."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._loaded = engine
