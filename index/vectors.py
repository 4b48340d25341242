"""Passage vectors in Chroma, spoken to directly: the only chromadb import, the seam for others.

Holds nothing that the catalog could not give again: ids, vectors, and the two fields that filters
need. Chroma in two writing processes corrupts its files without an error, so the library lets only
the owner of the home write.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from index.article import DatelineError, Filters

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
# Chroma's own limit on the rows of one call (SQLite's on bound variables).
_MAX_ROWS = 5_000
# Candidates that the graph search keeps: Chroma's default of 100 is few for a query that asks for
# 50 under a filter.
_HNSW: Any = {"space": "cosine", "ef_search": 200}


class VectorStore:
    """Nearest passages by cosine similarity, under filters."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._client: Client
        self._collection: Collection
        # No query may run while the client is exchanged for another.
        self._lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        import chromadb
        from chromadb.config import Settings
        from chromadb.errors import ChromaError

        try:
            client = chromadb.PersistentClient(
                str(self._folder), settings=Settings(anonymized_telemetry=False)
            )
            self._client = cast("Client", client)
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None
            )
        except (ChromaError, OSError, ValueError) as error:
            raise DatelineError(
                f"The vectors in {self._folder} cannot be opened",
                "If the folder is damaged, move it away; it is made again from the catalog",
            ) from error

    def close(self) -> None:
        """Let go of the files; other stores on the same folder go on."""
        self._client.close()

    def refresh(self) -> None:
        """See what another process has written since this store was opened."""
        with self._lock:
            self.close()
            self._open()

    def upsert(
        self, ids: Sequence[str], vectors: NDArray[np.float32], fields: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write rows, replacing those with the same ids. `vectors` has shape (len(ids), d)."""
        for start in range(0, len(ids), _MAX_ROWS):
            rows = slice(start, start + _MAX_ROWS)
            self._collection.upsert(
                ids=list(ids[rows]),
                embeddings=vectors[rows],
                metadatas=[dict(field) for field in fields[rows]],
            )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove rows; unknown ids are passed over."""
        for start in range(0, len(ids), _MAX_ROWS):
            self._collection.delete(ids=list(ids[start : start + _MAX_ROWS]))

    def clear(self) -> None:
        """Remove all rows and what was known of their dimension."""
        self._client.delete_collection(_COLLECTION)
        self._collection = self._client.get_or_create_collection(
            _COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None
        )

    def ids(self) -> set[str]:
        """Ids of all rows."""
        return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """Number of rows."""
        return self._collection.count()

    def nearest(self, vector: NDArray[np.float32], k: int, filters: Filters) -> list[str]:
        """Ids of the k passages most similar to a vector of shape (d,), best first."""
        with self._lock:
            rows = self.count()
            if rows == 0:
                return []
            found = self._collection.query(
                query_embeddings=vector[np.newaxis].astype(np.float32),
                n_results=min(k, rows),
                where=_where(filters),
                include=[],
            )
        return found["ids"][0]


def _where(filters: Filters) -> Any:
    """The filters in Chroma's language; rows without a date have no `published` to compare."""
    clauses: list[dict[str, Any]] = []
    if (first := filters.first_second) is not None:
        clauses.append({"published": {"$gte": first}})
    if (last := filters.last_second) is not None:
        clauses.append({"published": {"$lte": last}})
    if keys := filters.source_keys:
        clauses.append({"source": {"$in": list(keys)}})
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}
