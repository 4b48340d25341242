"""The passages nearest to a vector under filters, at a cost that hardly grows with the archive.

The vector store's own filters cost a few microseconds for every passage that they admit, or look
at. Of few admitted passages all are compared; of many, the nearest of all passages are looked
through for admitted ones. The two cost about the same (some 20 microseconds for each passage that
is read) where the root of `k` times the number of passages is admitted, and neither costs more.
"""

from __future__ import annotations

from math import ceil, isqrt

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.search.filter_sql import FilteredPassages
from index.storage.catalog import Catalog
from index.storage.vectors.vector_store import VectorStore

# More than the share of admitted ones among those looked at promises, since it wavers.
_MARGIN = 1.5
# Where the topic of a question lies outside the filters, more has to be looked through; from here
# on, the store's own filters cost less.
_PATIENCE = 4


def find_nearest(
    catalog: Catalog, store: VectorStore, vector: NDArray[np.float32], k: int, filters: Filters
) -> list[str]:
    """Ids of the k admitted passages most similar to a unit vector of shape (d,), best first."""
    admission = FilteredPassages(catalog.database, filters)
    if admission.is_open:
        return store.nearest(vector, k, filters)
    few = isqrt(k * catalog.count("passages")) + 1
    if (compared := admission.load_all(few, len(vector))) is not None:
        ids, vectors = compared
        return [ids[i] for i in np.argsort(-_cosines(vectors, vector), kind="stable")[:k]]
    wanted = _PATIENCE * k
    seen: set[str] = set()
    admitted: set[str] = set()
    while wanted <= _PATIENCE * few:
        found = store.nearest(vector, wanted, Filters())
        admitted.update(admission.select([row for row in found if row not in seen]))
        seen.update(found)
        best = [row for row in found if row in admitted]
        if len(best) >= k:
            return best[:k]
        expected = _MARGIN * k * wanted / max(1, len(best))
        # A few admitted ones tell little of their share.
        wanted = min(_PATIENCE * wanted, max(2 * wanted, ceil(expected)))
    return store.nearest(vector, k, filters)


def _cosines(vectors: NDArray[np.float32], vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """As the vector store has them, which makes unit vectors of what half precision left."""
    lengths = np.linalg.norm(vectors, axis=1)
    cosines: NDArray[np.float32] = (vectors @ vector) / np.maximum(lengths, 1e-6)
    return cosines
