"""A reader over an engine that records what it computes, with the tokenizer of the real one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assistant.answering.reader.adapter import Adapter
from assistant.answering.reader.reader import PassageReader
from assistant.core.answer_options import READ_PASSAGES
from index.embedding.compiled_model import Inputs
from index.embedding.engine import Vectors

Score = Callable[[list[int]], float]


class FakeWindows:
    """Gives every word piece of a window the score that `score` derives from the window's word
    pieces, and "none" the same number each time."""

    backend = "made"

    def __init__(self, score: Score, none: float = 0.0) -> None:
        self._score, self._none = score, none
        self.read: list[list[int]] = []

    def compute(self, inputs: Inputs) -> Vectors:
        """Float32 of shape (windows, pieces)."""
        rows = []
        for ids, mask in zip(inputs["input_ids"], inputs["attention_mask"], strict=True):
            pieces = ids[: mask.sum()].tolist()
            self.read.append(pieces)
            rows.append(np.full(len(ids), self._score(pieces), np.float32))
            rows[-1][0] = self._none
        return np.stack(rows)


class FakeReader(PassageReader):
    """A passage reader over such an engine; it loads no model."""

    def __init__(
        self,
        engine: FakeWindows,
        *,
        slope: float = 1.0,
        shift: float = 0.0,
        most: int = READ_PASSAGES,
    ) -> None:
        super().__init__("made up", most=most)
        self._loaded = engine
        self.__dict__["adapter"] = Adapter({}, 1.0, slope, shift, "")
