"""One folder, three stores kept in step: the catalog, which is the truth, and two indexes of it.

The three share no transaction. A batch goes into the indexes first and into the catalog last, so an
article that the catalog knows can always be found; rows that the catalog does not know are passed
over by every reader. A fact in the catalog says that a batch is under way: whoever opens the home
and finds it set, or the counts unequal, compares ids and mends the indexes from the catalog.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import numpy as np

from index.article import DatelineError, source_key
from index.catalog import SCHEMA_VERSION, Catalog
from index.lexical import LexicalIndex, LexicalRow
from index.lock import WriterLock
from index.stored import PreparedArticle, StoredPassage
from index.vectors import VectorStore

# How long to wait for another process that is making the same home for the first time.
_CREATION_WAIT = 30.0
_RECONCILE_ROWS = 1_000
_CHOOSE = "Choose a writable folder with --home or DATELINE_HOME"


class Home:
    """The stores of one home. With `write`, its one writer until it is closed."""

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self._refresh_lock = threading.Lock()
        self._writing = write
        self.folder = _expanded(folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._open()
        except OSError as error:
            raise DatelineError(
                f"The home {folder} cannot be used: {error.strerror or error}", _CHOOSE
            ) from error
        self._generation = self.catalog.fact("generation")

    def _open(self) -> None:
        # Whoever makes a home has its lock for a moment, even to read; this file is made last.
        new = not (self.folder / "tantivy" / "meta.json").exists()
        self._lock = WriterLock(self.folder, wait=_CREATION_WAIT if new else 0.0)
        with ExitStack() as undo:
            undo.callback(self._lock.release)
            if new or self._writing:
                self._lock.acquire()
            self._open_stores()
            if not self._writing:
                self._lock.release()
            self._mend()
            undo.pop_all()

    def _open_stores(self) -> None:
        self.catalog = Catalog(self.folder / "catalog.sqlite3")
        schema = self.catalog.fact("schema")
        if schema and schema != SCHEMA_VERSION:
            raise DatelineError(
                f"The home {self.folder} has schema {schema}, this program knows {SCHEMA_VERSION}",
                "Use the version of Dateline that made it",
            )
        self.vectors = VectorStore(self.folder / "chroma")
        if not schema:
            self.catalog.remember(schema=SCHEMA_VERSION, generation="0", dirty="")
        self.lexical = LexicalIndex(self.folder / "tantivy")

    def close(self) -> None:
        """Let go of all files and of the right to write."""
        self.vectors.close()
        self.lexical.close()
        self.catalog.close()
        self._lock.release()

    @property
    def size_in_bytes(self) -> int:
        """What the home takes on disk."""
        total = 0
        for place, _, names in os.walk(self.folder):
            for name in names:
                with suppress(FileNotFoundError):  # the writer takes files away as it merges
                    total += Path(place, name).stat().st_size
        return total

    def refresh(self) -> None:
        """See what another process has written since; cheap where nothing was."""
        with self._refresh_lock:
            generation = self.catalog.fact("generation")
            if not self._writing and generation != self._generation:
                self.vectors.refresh()
                self.lexical.refresh()
                self._generation = generation

    def write(self, batch: Sequence[PreparedArticle]) -> None:
        """Insert or replace whole articles. Once it returns, they survive a crash."""
        old = self.catalog.passage_ids([prepared.article.id for prepared in batch])
        new = {
            passage.id: StoredPassage(
                passage,
                vectors,
                prepared.article.title,
                prepared.article.source,
                prepared.article.published,
                prepared.article.url,
            )
            for prepared in batch
            for passage, vectors in zip(prepared.passages, prepared.vectors, strict=True)
        }
        self._begin()
        self._index(list(new.values()))
        self.catalog.write(batch)
        self._drop([passage_id for passage_id in old if passage_id not in new])
        self._end()

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles everywhere; from answers at once."""
        passage_ids = self.catalog.passage_ids(article_ids)
        self._begin()
        self.catalog.delete(article_ids)
        self._drop(passage_ids)
        self._end()

    def clear_indexes(self) -> None:
        """Empty both indexes before vectors of another model come in."""
        self._begin()
        self.vectors.clear()
        self.lexical.clear()

    def _begin(self) -> None:
        self.catalog.remember(dirty="yes")

    def _end(self) -> None:
        generation = int(self.catalog.fact("generation")) + 1
        self.catalog.remember(dirty="", generation=str(generation))

    def _index(self, passages: Sequence[StoredPassage]) -> None:
        """Put passages into both indexes, replacing what has their ids."""
        if not passages:
            return
        fields = []
        for stored in passages:
            field: dict[str, str | int] = {"source": source_key(stored.source)}
            if stored.published_second is not None:
                field["published"] = stored.published_second
            fields.append(field)
        self.vectors.upsert(
            [stored.passage.id for stored in passages],
            np.stack([stored.vectors[0] for stored in passages]),
            fields,
        )
        self.lexical.write(
            LexicalRow(
                stored.passage, stored.title, source_key(stored.source), stored.published_second
            )
            for stored in passages
        )

    def _drop(self, passage_ids: Sequence[str]) -> None:
        if passage_ids:
            self.vectors.delete(passage_ids)
            self.lexical.write((), passage_ids)

    # -- mending

    def _mend(self) -> None:
        """Bring the indexes in step where they are not, unless another process is writing."""
        # Halfway through a rebuild the vectors are of two models: only a rebuild mends that.
        if self._in_step() or self.catalog.fact("rebuilding"):
            return
        if self._writing:
            self._reconcile()
            return
        try:
            with WriterLock(self.folder):
                self._reconcile()
                self.lexical.close()
        except DatelineError:
            # The writer is at work or will mend when it opens; unknown rows are passed over.
            return

    def _in_step(self) -> bool:
        count = self.catalog.count("passages")
        return not self.catalog.fact("dirty") and (
            count == self.vectors.count() == self.lexical.count()
        )

    def _reconcile(self) -> None:
        """Make both indexes hold exactly the catalog's passages. Nothing is embedded again."""
        known = set(self.catalog.passage_ids())
        in_vectors, in_lexical = self.vectors.ids(), self.lexical.ids()
        self._begin()
        self._drop(sorted((in_vectors | in_lexical) - known))
        missing = sorted(known - (in_vectors & in_lexical))
        for start in range(0, len(missing), _RECONCILE_ROWS):
            found = self.catalog.passages(missing[start : start + _RECONCILE_ROWS])
            self._index(list(found.values()))
        self._end()


def _expanded(folder: Path) -> Path:
    """The folder with "~" as somebody's home directory."""
    try:
        return folder.expanduser()
    except RuntimeError as error:
        raise DatelineError(f"The home {folder} cannot be used: {error}", _CHOOSE) from error
