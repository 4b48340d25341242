"""A converted model of texts' vectors, computed by OpenVINO."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embedding.compiled_model import CompiledModel
from index.embedding.engine import Card, Precision, Vectors


class OpenVinoEngine:
    """A converted model, with its card and the file of its tokenizer."""

    def __init__(
        self, model: Path, card: Card, tokenizer: Path, precision: Precision = Precision.F32
    ) -> None:
        self.card = card
        self._model = CompiledModel(model, tokenizer, card.length, precision)

    @property
    def backend(self) -> str:
        """What computes, and in what numbers."""
        return self._model.backend

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""
        prompted = [self.card.document_prompt + text for text in texts]
        return self._model.outputs(prompted, self.card.dimension)

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""
        prompted = [self.card.query_prompt + text for text in texts]
        return self._model.outputs(prompted, self.card.dimension, multiple)

    def read(self, texts: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        """What the model reads of texts, its inputs by name, each of shape (texts, pieces)."""
        return self._model.read(texts)
