"""Find passages under filters, by vector and by word, at a cost that hardly grows with the archive.

The vector store's own filters cost a few microseconds for every passage that they admit or read.
So, if few passages are admitted, all of them are compared; if many, the nearest of all passages are
fetched and filtered. The two cost about the same (some 20 microseconds for each passage read) if
the root of `k` times the number of passages is admitted.

Neither index knows which articles may be shown now or republished: only the catalog does. Then
their results are filtered here, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, isqrt

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.search.filter_sql import FilteredPassages
from index.storage.catalog import Catalog
from index.storage.lexical.lexical_index import LexicalIndex
from index.storage.vectors.vector_store import VectorStore

# A margin, because the share of admitted passages varies among the nearest.
_MARGIN = 1.5
# If the topic of a question lies outside the filters, more passages must be read; beyond this
# factor the store's own filters cost less.
_PATIENCE = 4


def find_nearest(
    catalog: Catalog, store: VectorStore, vector: NDArray[np.float32], k: int, filters: Filters
) -> list[str]:
    """Ids of the k admitted passages most similar to a unit vector of shape (d,), best first."""
    admission = FilteredPassages(catalog.database, catalog.availability, filters)
    if admission.is_open:
        return store.nearest(vector, k, filters)
    few = _count_few(catalog, k)
    if (all_admitted := admission.load_all(few, len(vector))) is not None:
        ids, vectors = all_admitted
        return [ids[i] for i in np.argsort(-_cosines(vectors, vector), kind="stable")[:k]]
    depth = _PATIENCE * k
    seen: set[str] = set()
    admitted: set[str] = set()
    while depth <= _PATIENCE * few:
        ranking = store.nearest(vector, depth, Filters())
        admitted.update(admission.select([row for row in ranking if row not in seen]))
        seen.update(ranking)
        best = [row for row in ranking if row in admitted]
        if len(best) >= k:
            return best[:k]
        expected = _MARGIN * k * depth / max(1, len(best))
        # A few admitted passages say little about their share.
        depth = min(_PATIENCE * depth, max(2 * depth, ceil(expected)))
    if not admission.needs_catalog:
        return store.nearest(vector, k, filters)
    return _deepen(lambda most: store.nearest(vector, most, filters), admission, k, depth)


@dataclass(frozen=True, slots=True)
class LexicalQuery:
    """A query, whose quoted phrases count, and its content words."""

    text: str
    words: tuple[str, ...]


def find_matching(
    catalog: Catalog, index: LexicalIndex, query: LexicalQuery, k: int, filters: Filters
) -> dict[str, float]:
    """BM25 scores by id of the k admitted passages that match best, best first."""
    admission = FilteredPassages(catalog.database, catalog.availability, filters)
    if not admission.needs_catalog:
        return index.search(query.text, query.words, k, filters)
    ids = admission.list_all(_count_few(catalog, k))
    if ids is not None:
        return index.search(query.text, query.words, k, filters, ids)
    scores: dict[str, float] = {}

    def search(most: int) -> list[str]:
        scores.update(index.search(query.text, query.words, most, filters))
        return list(scores)

    return {passage_id: scores[passage_id] for passage_id in _deepen(search, admission, k, k)}


def _count_few(catalog: Catalog, k: int) -> int:
    """How many passages are few: to read all of them costs as much as to filter the best."""
    return isqrt(k * catalog.count("passages")) + 1


def _deepen(
    search: Callable[[int], list[str]], admission: FilteredPassages, k: int, depth: int
) -> list[str]:
    """The k best admitted ids of a search by its number of results: more and more are fetched."""
    while True:
        ranking = search(depth)
        best = admission.select(ranking)
        if len(best) >= k or len(ranking) < depth:
            return best[:k]
        depth *= _PATIENCE


def _cosines(vectors: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosines as in the vector store, which normalises the vectors in half precision."""
    lengths = np.linalg.norm(vectors, axis=1)
    cosines: NDArray[np.float32] = (vectors @ vector) / np.maximum(lengths, 1e-6)
    return cosines
