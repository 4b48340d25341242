"""Find the nearest passages under filters, at a cost that hardly grows with the archive.

The vector store's own filters cost a few microseconds for every passage that they admit or read.
So, if few passages are admitted, all of them are compared; if many, the nearest of all passages are
fetched and filtered. The two cost about the same (some 20 microseconds for each passage read) if
the root of `k` times the number of passages is admitted. Does not know words.
"""

from __future__ import annotations

from math import ceil, isqrt

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.search.filter_sql import FilteredPassages
from index.storage.catalog import Catalog
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
    admission = FilteredPassages(catalog.database, filters)
    if admission.is_open:
        return store.nearest(vector, k, filters)
    few = isqrt(k * catalog.count("passages")) + 1
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
    return store.nearest(vector, k, filters)


def _cosines(vectors: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosines as in the vector store, which normalises the vectors in half precision."""
    lengths = np.linalg.norm(vectors, axis=1)
    cosines: NDArray[np.float32] = (vectors @ vector) / np.maximum(lengths, 1e-6)
    return cosines
