"""Engines compute a model's output: their protocols, and the data that they share. Pure.

The engines themselves are `torch_engine` and `openvino_engine`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Precision(StrEnum):
    """The numbers in which a model computes. If processor or model do not support one, the next
    finer one is used."""

    INT8 = "int8"
    BF16 = "bf16"
    F32 = "f32"


DEFAULT_PRECISION = Precision.INT8


@dataclass(frozen=True, slots=True)
class EmbeddingSpec:
    """The properties of an embedding model: the dimension of its vectors, the number of word pieces
    that it reads (special ones included), and the prompts before a query and a document."""

    dimension: int
    length: int
    query_prompt: str = ""
    document_prompt: str = ""


class Engine(Protocol):
    """A loaded embedding model. Safe to use from several threads; none waits for long."""

    @property
    def backend(self) -> str:
        """What computes, for people to read."""

    @property
    def spec(self) -> EmbeddingSpec:
        """The properties of the model."""

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, float32 of shape (len(texts), dimension)."""

    def embed_queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""


def batch_by_length(
    lengths: Sequence[int], budget: int, rows: int | None = None
) -> Iterator[list[int]]:
    """Batches of similar length, shortest first, as indices.

    Padded to the longest, a batch fits the budget; a text beyond the budget is a batch by itself. A
    batch has at most `rows` texts.
    """
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) == rows or (len(batch) + 1) * lengths[i] > budget):
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
