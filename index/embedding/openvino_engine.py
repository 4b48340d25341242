"""Embeds texts with a converted model in OpenVINO. Converts nothing; `conversion` does."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.embedding.compiled_model import Inputs
from index.embedding.engine import EmbeddingSpec, Precision, Vectors
from index.embedding.openvino_model import OpenVinoModel


class OpenVinoEngine:
    """A converted embedding model, with its properties and its tokenizer's file."""

    def __init__(
        self,
        model: Path,
        spec: EmbeddingSpec,
        tokenizer: Path,
        precision: Precision = Precision.F32,
    ) -> None:
        self.spec = spec
        self._model = OpenVinoModel(model, tokenizer, spec.length, precision)

    @property
    def backend(self) -> str:
        """The name of the library and the precision."""
        return self._model.backend

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        prompted = [self.spec.document_prompt + text for text in texts]
        return self._model.compute(prompted, self.spec.dimension)

    def embed_queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        prompted = [self.spec.query_prompt + text for text in texts]
        return self._model.compute(prompted, self.spec.dimension, multiple)

    def encode(self, texts: Sequence[str]) -> Inputs:
        """The model's inputs by name, int64 of shape (texts, pieces)."""
        return self._model.encode(texts)
