"""Builds HNSW graphs of an archive's vectors in a temporary folder, and samples queries for them.

`python -m eval.bench.recall` measures their recall. The archive does not change.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE, expand_home
from index.storage.catalog import Catalog
from index.storage.presence import check_presence
from index.storage.vectors.hnsw_config import HnswConfig
from index.storage.vectors.vector_store import VectorStore

Vectors = NDArray[np.float32]

_ROWS_AT_ONCE = 1_000
# In a shorter passage, a sentence is nearly the whole text and too easy a query.
_FEWEST_SENTENCES = 3


class TrialGraph:
    """An HNSW graph of vectors of shape (n, d), searched with the settings in `graph`."""

    def __init__(self, folder: Path, vectors: Vectors, graph: HnswConfig) -> None:
        self._folder = folder
        self.graph = graph
        self._store = VectorStore(folder, graph)
        for start in range(0, len(vectors), _ROWS_AT_ONCE):
            rows = vectors[start : start + _ROWS_AT_ONCE]
            ids = [str(n) for n in range(start, start + len(rows))]
            self._store.upsert(ids, rows, [{"source": ""}] * len(rows))
        self._store.flush()

    def set_ef_search(self, ef_search: int) -> None:
        """Set the number of candidates that a search keeps."""
        self.graph = replace(self.graph, ef_search=ef_search)
        self._store.close()
        self._store = VectorStore(self._folder, self.graph)

    def nearest(self, query: Vectors, k: int) -> list[int]:
        """The rows of the k nearest vectors to a query of shape (d,), as the graph finds them, best
        first."""
        return [int(row) for row in self._store.nearest(query, k, Filters())]

    def close(self) -> None:
        """Close the files."""
        self._store.close()


@contextmanager
def build_trial(vectors: Vectors, graph: HnswConfig) -> Iterator[TrialGraph]:
    """Build a graph that exists for the body."""
    with (
        TemporaryDirectory(prefix="dateline-") as place,
        closing(TrialGraph(Path(place, "chroma"), vectors, graph)) as trial,
    ):
        yield trial


def sample_vectors(home: Path, number: int, seed: int) -> tuple[Vectors, Vectors]:
    """The vectors of an archive's passages, and those of some sentences as queries.

    Unit vectors of shapes (n, d) and (at most `number`, d). Raises DatelineError if there is no
    archive, or no passage with several sentences.
    """
    folder = expand_home(home)
    check_presence(folder)
    with closing(Catalog(folder / CATALOG_FILE)) as catalog:
        return _sample(catalog, number, random.Random(seed))  # noqa: S311  # chance is seeded


def _sample(catalog: Catalog, number: int, rng: random.Random) -> tuple[Vectors, Vectors]:
    ids = sorted(catalog.passage_ids())
    sample = set(rng.sample(ids, min(len(ids), 2 * number)))
    passages: list[Vectors] = []
    sentences: list[Vectors] = []
    for start in range(0, len(ids), _ROWS_AT_ONCE):
        for one in catalog.passages(ids[start : start + _ROWS_AT_ONCE]).values():
            passages.append(one.vectors[0].copy())
            if one.passage.id in sample and len(one.vectors) > _FEWEST_SENTENCES:
                sentences.append(one.vectors[rng.randrange(1, len(one.vectors))].copy())
    if not sentences:
        raise DatelineError("The archive has no passages of several sentences", "Add articles")
    return _normalise(passages), _normalise(sentences[:number])


def _normalise(vectors: Sequence[Vectors]) -> Vectors:
    """Scale vectors to unit length: half precision changes it slightly."""
    stacked = np.stack(vectors)
    units: Vectors = stacked / np.linalg.norm(stacked, axis=1, keepdims=True)
    return units
