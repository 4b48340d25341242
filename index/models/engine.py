"""The seam between texts and whatever computes their vectors. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.article import Span

Vectors = NDArray[np.float32]


class Precision(StrEnum):
    """In what numbers a model is multiplied. Whatever a processor, or a model, cannot do well is
    done in the next finer one."""

    INT8 = "int8"
    BF16 = "bf16"
    F32 = "f32"


@dataclass(frozen=True, slots=True)
class Card:
    """What a model is like: length of its vectors, how many word pieces it reads at once (special
    ones included), and what is put before a query and before a document. `pools_mean`: a text's
    vector is the mean of its word pieces' vectors, so that a part of a text has one, too."""

    dimension: int
    length: int
    query_prompt: str = ""
    document_prompt: str = ""
    pools_mean: bool = False


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

    def parts(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> list[Vectors]:
        """Unit vectors of each text and of its spans, as they stand in it: float32 of shape
        (1 + spans, dimension) a text. Only of a model that pools by the mean.

        M. Günther, I. Mohr, D. J. Williams, B. Wang, H. Xiao, "Late Chunking: Contextual Chunk
        Embeddings Using Long-Context Embedding Models", arXiv 2409.04701, 2024.
        """

    def queries(self, texts: Sequence[str], multiple: int) -> Vectors:
        """Unit vectors of queries, of the same shape, padded to a multiple of so many pieces."""


def batches(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Indices of texts of like length, shortest first, whose lengths, padded to the longest of
    their batch, fit the budget together; a longer one comes alone."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) + 1) * lengths[i] > budget:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def moved(spans: Sequence[Span], by: int) -> list[Span]:
    """The spans of a text where so many characters have been put before it."""
    return [Span(span.start + by, span.end + by) for span in spans]


def pooled(
    whole: Vectors, pieces: Vectors, offsets: Sequence[tuple[int, int]], spans: Sequence[Span]
) -> Vectors:
    """Unit vectors of a text and of stretches of it, float32 of shape (1 + spans, d).

    `whole` is the text's own, of shape (d,), `pieces` its word pieces', of shape (pieces, d), and
    `offsets` are where they stand in the text, special ones at (0, 0). A span without a piece of
    its own has the text's vector.
    """
    vectors = np.tile(whole, (1 + len(spans), 1))
    places = np.asarray(offsets, dtype=np.int64).reshape(-1, 2)
    content = np.flatnonzero(places[:, 1] > places[:, 0])
    starts = places[content, 0]
    for row, span in enumerate(spans, start=1):
        first, after = np.searchsorted(starts, span)
        if first < after:
            total = pieces[content[first] : content[after - 1] + 1].sum(axis=0)
            vectors[row] = total / max(float(np.linalg.norm(total)), 1e-12)
    return vectors
