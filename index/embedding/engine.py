"""The seam between texts and whatever computes their vectors. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Precision(StrEnum):
    """In what numbers a model is multiplied. Whatever a processor, or a model, cannot do well is
    done in the next finer one."""

    INT8 = "int8"
    BF16 = "bf16"
    F32 = "f32"


DEFAULT_PRECISION = Precision.INT8


@dataclass(frozen=True, slots=True)
class Card:
    """What a model is like: length of its vectors, how many word pieces it reads at once (special
    ones included), and what is put before a query and before a document."""

    dimension: int
    length: int
    query_prompt: str = ""
    document_prompt: str = ""


class Engine(Protocol):
    """A loaded model. Any number of threads may use it, and none keeps another waiting for long."""

    @property
    def backend(self) -> str:
        """What computes, for people to read."""

    @property
    def card(self) -> Card:
        """What the model is like."""

    def documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""


@dataclass(frozen=True, slots=True)
class PairCard:
    """What a model of pairs is like: how many word pieces of both it reads, special ones too."""

    length: int


class PairEngine(Protocol):
    """A loaded model that reads two texts at once. Any number of threads may use it."""

    @property
    def backend(self) -> str:
        """What computes, for people to read."""

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """The model's output for each pair, before any sigmoid; float32 of shape (len(pairs),)."""


def batches(lengths: Sequence[int], budget: int, rows: int | None = None) -> Iterator[list[int]]:
    """Indices of texts of like length, shortest first, whose lengths, padded to the longest of
    their batch, fit the budget together; a longer one comes alone. At most `rows` of them."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) == rows or (len(batch) + 1) * lengths[i] > budget):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
