"""Store and search passage vectors in Chroma.

Holds nothing that the catalog does not: ids, vectors, and the two fields that filters need. Chroma
in two processes corrupts its files without an error, even if one of them only reads. So only the
owner of the home writes, and all processes take turns.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.storage.vectors.chroma import check_process, retry_while_locked, wrap_errors
from index.storage.vectors.hnsw_config import (
    AT_ONCE,
    MIN_SYNC_THRESHOLD,
    HnswConfig,
    choose_sync_threshold,
    is_worth_writing,
)
from index.storage.vectors.shared_lock import SharedLock
from index.storage.vectors.unused_space import erase_unused_space

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

_COLLECTION = "passages"
# Chroma allows 5,461 rows a call (SQLite's limit on bound variables).
_MAX_ROWS = 5_000
# Chroma always has room for so many results.
_ALWAYS_ALLOCATED = 50_000
_NOT_READ = "The vectors could not be read"
_NOT_WRITTEN = "The vectors could not be written"


class VectorStore:
    """Nearest passages by cosine similarity, under filters."""

    def __init__(self, folder: Path, graph: HnswConfig | None = None) -> None:
        self._folder = folder
        self._graph = graph or HnswConfig()
        self._is_open = False
        # Changed rows since the graph's files were last written, as far as known.
        self._unsynced = 0
        # The files are written after `_sync_threshold` changed rows. `_unchecked` rows have changed
        # since the threshold was last compared with the size of the archive.
        self._sync_threshold = MIN_SYNC_THRESHOLD
        self._unchecked = 0
        # No query may run while the client is replaced.
        self._lock = threading.RLock()
        self._lock_file = SharedLock(folder.with_name(f"{folder.name}.lock"))
        with self._hold_files(_NOT_READ, change=not folder.exists()):
            pass

    @contextmanager
    def _hold_files(self, what: str, *, change: bool = False) -> Iterator[None]:
        """Hold the files exclusively and up to date; errors become DatelineErrors."""
        with self._lock, wrap_errors(what), self._lock_file.hold(change=change) as stale:
            if stale or not self._is_open:
                self.close()
                self._open()
            yield

    def _open(self) -> None:
        from chromadb.api import ServerAPI
        from chromadb.config import Settings, System

        check_process()
        # A separate system: Chroma's clients in one process share one per folder. A writer would
        # then continue from a reader's state, older than another process's rows: those would be
        # stored and counted, and never found.
        settings = Settings(
            is_persistent=True, persist_directory=str(self._folder), anonymized_telemetry=False
        )
        with wrap_errors(f"The vectors in {self._folder} cannot be opened"), ExitStack() as undo:
            self._system = System(settings)
            self._server = self._system.instance(ServerAPI)  # type: ignore[type-abstract]
            self._system.start()
            undo.callback(self._system.stop)
            self._collection = retry_while_locked(self._get_or_create)
            undo.pop_all()
        self._is_open = True

    def _get_or_create(self) -> Collection:
        """The one collection, created if there is none."""
        from chromadb.api.models.Collection import Collection
        from chromadb.errors import ChromaError

        hnsw: Any = {"space": "cosine", "sync_threshold": MIN_SYNC_THRESHOLD, **asdict(self._graph)}
        model = self._server.get_or_create_collection(_COLLECTION, configuration={"hnsw": hnsw})
        collection = Collection(client=self._server, model=model, embedding_function=None)
        stored = collection.configuration_json["hnsw"]
        self._sync_threshold = max(MIN_SYNC_THRESHOLD, stored["sync_threshold"])
        wanted = {"ef_search": self._graph.ef_search, "sync_threshold": self._sync_threshold}
        if any(stored[name] != value for name, value in wanted.items()):
            # An existing collection has other settings: these two can be changed, now or at a later
            # opening.
            changed: Any = {"hnsw": wanted}
            with suppress(ChromaError):
                retry_while_locked(partial(collection.modify, configuration=changed))
        return collection

    def close(self) -> None:
        """Close the files; other stores on the same folder go on."""
        if self._is_open:
            self._is_open = False
            self._system.stop()

    def refresh(self) -> None:
        """See what another process has written since this store was opened."""
        with self._hold_files(_NOT_READ):
            pass

    def upsert(
        self, ids: Sequence[str], vectors: NDArray[np.float32], fields: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write rows, replacing those with the same ids. `vectors` has shape (len(ids), d)."""
        with self._hold_files(_NOT_WRITTEN, change=True):
            for start in range(0, len(ids), _MAX_ROWS):
                rows = slice(start, start + _MAX_ROWS)
                self._raise_sync_threshold(len(ids[rows]))
                retry_while_locked(
                    partial(
                        self._collection.upsert,
                        ids=list(ids[rows]),
                        embeddings=vectors[rows],
                        metadatas=[dict(field) for field in fields[rows]],
                    )
                )

    def delete(self, ids: Sequence[str]) -> None:
        """Remove rows; unknown ids are passed over."""
        with self._hold_files(_NOT_WRITTEN, change=True):
            for start in range(0, len(ids), _MAX_ROWS):
                part = list(ids[start : start + _MAX_ROWS])
                self._raise_sync_threshold(len(part))
                retry_while_locked(partial(self._collection.delete, ids=part))

    def _raise_sync_threshold(self, rows: int) -> None:
        """Raise sync_threshold with the size of the archive, before `rows` are changed.

        The files of a large graph are written more rarely, so that each row costs the same.
        """
        self._unsynced += rows
        self._unchecked += rows
        if self._unchecked < self._sync_threshold:
            return
        self._unchecked = 0
        wanted = choose_sync_threshold(self._collection.count())
        # At least twofold: each change reloads the graph.
        if wanted >= 2 * self._sync_threshold:
            self._set_sync_threshold(wanted)
            self._reopen()

    def _set_sync_threshold(self, rows: int) -> None:
        wanted: Any = {"hnsw": {"sync_threshold": rows}}
        retry_while_locked(partial(self._collection.modify, configuration=wanted))

    def _reopen(self) -> None:
        """Load the graph again: it uses the settings from its loading."""
        self.close()
        self._open()

    def flush(self) -> None:
        """Write the graph's files if they lack many rows: each opening has to insert these."""
        if not is_worth_writing(self._unsynced):
            return
        with self._hold_files(_NOT_WRITTEN, change=True):
            if not is_worth_writing(self._unsynced, self._collection.count()):
                return
            self._reopen()
            usual = self._sync_threshold
            self._set_sync_threshold(AT_ONCE)
            self._collection.count()  # waits until the graph has all rows
            self._set_sync_threshold(usual)
            self._unsynced = 0
            # The graph in memory still uses the other threshold.
            self.close()

    def erase_unused(self) -> None:
        """Erase what may stand in the files beside the rows."""
        with self._hold_files(_NOT_WRITTEN, change=True):
            self.close()
            erase_unused_space(self._folder)

    def clear(self) -> None:
        """Remove all rows, and their dimension."""
        with self._hold_files(_NOT_WRITTEN, change=True):
            self._server.delete_collection(_COLLECTION)
            self._collection = self._get_or_create()
            self._unsynced = 0

    def ids(self) -> set[str]:
        """Ids of all rows."""
        with self._hold_files(_NOT_READ):
            return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        """Number of rows."""
        with self._hold_files(_NOT_READ):
            return self._collection.count()

    def rows(self, ids: Sequence[str]) -> dict[str, tuple[NDArray[np.float32], dict[str, Any]]]:
        """Vectors and fields by id; unknown ids are left out."""
        rows: dict[str, tuple[NDArray[np.float32], dict[str, Any]]] = {}
        for start in range(0, len(ids), _MAX_ROWS):
            part = list(ids[start : start + _MAX_ROWS])
            with self._hold_files(_NOT_READ):
                result = self._collection.get(ids=part, include=["embeddings", "metadatas"])
            vectors, fields = result["embeddings"], result["metadatas"]
            assert vectors is not None
            assert fields is not None
            for row_id, vector, field in zip(result["ids"], vectors, fields, strict=True):
                rows[row_id] = (np.asarray(vector, dtype=np.float32), dict(field or {}))
        return rows

    def nearest(self, vector: NDArray[np.float32], k: int, filters: Filters) -> list[str]:
        """Ids of the k passages most similar to a vector of shape (d,), best first."""
        with self._hold_files(_NOT_READ):
            # More results than rows is no error, and counting costs as much as a small search.
            result = self._collection.query(
                query_embeddings=vector[np.newaxis].astype(np.float32),
                n_results=k if k <= _ALWAYS_ALLOCATED else max(1, min(k, self.count())),
                where=_build_where(filters),
                include=[],
            )
        return result["ids"][0]


def _build_where(filters: Filters) -> Any:
    """The filters as a Chroma condition; rows without a date have no `published` to compare."""
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
