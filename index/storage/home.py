"""Keep three stores in one folder in step: the catalog, which is the truth, and two indexes of it.

The three share no transaction. A batch goes into the indexes first and into the catalog last, so
any article in the catalog can be found; readers pass over rows that the catalog does not have. A
fact in the catalog marks a batch under way. A process that opens the home and finds the mark, or
unequal counts, compares ids and repairs the indexes from the catalog. Embeds nothing.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.core.errors import DatelineError
from index.core.item import Notice
from index.core.paths import CATALOG_FILE, CHOOSE_HOME, expand_home
from index.storage.catalog import Catalog, is_old
from index.storage.catalog_types import NO_NOTES, BatchNotes, PreparedArticle
from index.storage.facts import Fact
from index.storage.indexes import Indexes
from index.storage.lock import WriterLock
from index.storage.migrations import SCHEMA_VERSION
from index.storage.permission.availability import Clock
from index.storage.presence import check_presence, has_indexes, missing_catalog_error

# Seconds to wait for another process that creates or migrates the same home.
_CREATION_WAIT = 30.0
_RECONCILE_ROWS = 1_000

_log = logging.getLogger(__name__)


class Home:
    """The stores of one home. With `write`, its only writer until it is closed.

    By default a writer creates a missing home, and a reader does not; `create` overrides this.
    `clock` and `process` are those of the catalog.
    Raises DatelineError if the home cannot be used, or has indexes but no catalog.
    """

    def __init__(
        self,
        folder: Path,
        *,
        write: bool = False,
        create: bool | None = None,
        clock: Clock = time.time,
        process: str = "library",
    ) -> None:
        self.clock, self.process = clock, process
        self._refresh_lock = threading.Lock()
        self._writing = write
        # Set if a write has failed in this process: the indexes may be ahead of the catalog.
        self._unfinished = False
        self.folder = expand_home(folder)
        create = write if create is None else create
        try:
            check_presence(self.folder, create=create)
            if create:
                self.folder.mkdir(parents=True, exist_ok=True)
            self._open()
        except OSError as error:
            raise DatelineError(
                f"The home {folder} cannot be used: {error.strerror or error}", CHOOSE_HOME
            ) from error

    def _open(self) -> None:
        # To create or migrate a home takes its lock, even if it is opened for reading.
        new = not Indexes.exist(self.folder) or is_old(self.folder / CATALOG_FILE)
        self._lock = WriterLock(self.folder, wait=_CREATION_WAIT if new else 0.0)
        with ExitStack() as undo:
            undo.callback(self._lock.release)
            if new or self._writing:
                self._lock.acquire()
            self._open_stores(undo)
            if not self._writing:
                self._lock.release()
            self._repair_indexes()
            undo.pop_all()

    def _open_stores(self, undo: ExitStack) -> None:
        self.catalog = Catalog(self.folder / CATALOG_FILE, self.clock, self.process)
        undo.callback(self.catalog.close)
        if self.catalog.schema == 0 and has_indexes(self.folder):
            raise missing_catalog_error(self.folder)
        if self.catalog.schema < SCHEMA_VERSION:
            self.catalog.migrate()
        if not self.catalog.fact(Fact.GENERATION):
            self.catalog.remember({Fact.GENERATION: "0", Fact.DIRTY: ""})
        # Read first: writes while the indexes are being opened are seen at the next refresh.
        self._generation = self.catalog.fact(Fact.GENERATION)
        self.indexes = Indexes(self.folder, write=self._writing)
        undo.callback(self.indexes.close)

    def close(self) -> None:
        """Close all files and release the lock."""
        with ExitStack() as closing:
            closing.callback(self._lock.release)
            closing.callback(self.catalog.close)
            closing.callback(self.indexes.close)
            if self._writing:
                # If this fails, nothing is lost; only the next opening is slower.
                with suppress(DatelineError):
                    self.indexes.flush()

    @property
    def size_in_bytes(self) -> int:
        """The size of the home on disk."""
        total = 0
        for place, _, names in os.walk(self.folder):
            for name in names:
                with suppress(FileNotFoundError):  # the writer removes files as it merges
                    total += Path(place, name).stat().st_size
        return total

    def refresh(self) -> None:
        """See what another process has written since; cheap if nothing was."""
        with self._refresh_lock:
            generation = self.catalog.fact(Fact.GENERATION)
            if not self._writing and generation != self._generation:
                self.indexes.refresh()
                self._generation = generation

    def write(self, batch: Sequence[PreparedArticle], notes: BatchNotes = NO_NOTES) -> None:
        """Insert or replace whole articles. Once it returns, they survive a crash."""
        now = datetime.now(UTC)
        if not (batch or notes.merged):
            self.catalog.write((), now, notes)
            return
        passages = {
            stored.passage.id: stored for prepared in batch for stored in prepared.stored_passages()
        }
        ids = [*(prepared.article.id for prepared in batch), *notes.merged]
        old_ids = self.catalog.passage_ids(ids)
        outdated = [passage_id for passage_id in old_ids if passage_id not in passages]
        with self.change():
            # Into the indexes first and out of them last: any article in the catalog can be found.
            self.indexes.put(list(passages.values()))
            self.catalog.write(batch, now, notes)
            self.indexes.drop(outdated)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles from all stores. No answer quotes them afterwards."""
        passage_ids = self.catalog.passage_ids(article_ids)
        with self.change():
            self.catalog.delete(article_ids)
            self.indexes.drop(passage_ids)

    def apply_notices(self, notices: Sequence[tuple[Notice, str]]) -> tuple[list[str], list[str]]:
        """Do what publishers ask for in notices from some places, and remember the notices.

        Returns the ids of the articles that are removed, and of those that are held now. Once it
        returns, both survive a crash.
        """
        if not any(self.catalog.items.is_news(notice) for notice, _ in notices):
            return [], []
        killed, held = self.catalog.items.find_all_covered(notice for notice, _ in notices)
        passage_ids = self.catalog.passage_ids(killed)
        with self.change():
            self.catalog.apply_notices(notices)
            self.indexes.drop(passage_ids)
        return killed, held

    @contextmanager
    def change(self) -> Iterator[None]:
        """Mark a change of all three stores in the catalog until it is complete."""
        if self._unfinished:
            self.reconcile()
        self._unfinished = True
        self._mark_dirty()
        yield
        self._mark_clean()
        self._unfinished = False

    def clear_indexes(self) -> None:
        """Empty both indexes before vectors of another model are written."""
        self._mark_dirty()
        self.indexes.clear()

    def _mark_dirty(self) -> None:
        self.catalog.remember({Fact.DIRTY: "yes"})

    def _mark_clean(self) -> None:
        generation = int(self.catalog.fact(Fact.GENERATION)) + 1
        self.catalog.remember({Fact.DIRTY: "", Fact.GENERATION: str(generation)})

    # -- repair

    def _repair_indexes(self) -> None:
        """Bring the indexes in step with the catalog, unless another process is writing."""
        # Halfway through a rebuild the vectors are of two models: only a rebuild repairs that.
        if self._is_in_step() or self.catalog.fact(Fact.REBUILDING) or not self.indexes.is_original:
            return
        if self._writing:
            self.reconcile()
            return
        try:
            with WriterLock(self.folder):
                self.indexes.refresh()  # another process may just have repaired them
                if not self._is_in_step():
                    self.reconcile()
                    self.indexes.lexical.close()
        except DatelineError:
            # A writer is at work, or repairs when it opens; readers pass over unknown rows.
            return

    def _is_in_step(self) -> bool:
        # Passages that are damaged in the catalog are in no index.
        count = self.catalog.count("passages") - int(self.catalog.fact(Fact.DAMAGED) or 0)
        return not self.catalog.fact(Fact.DIRTY) and self.indexes.counts() == (count, count)

    def reconcile(self) -> None:
        """Make both indexes hold exactly the catalog's passages. Embeds nothing again."""
        interrupted = bool(self.catalog.fact(Fact.DIRTY))
        passage_ids = set(self.catalog.passage_ids())
        in_vectors, in_lexical = self.indexes.ids()
        strangers = sorted((in_vectors | in_lexical) - passage_ids)
        missing = sorted(passage_ids - (in_vectors & in_lexical))
        if not interrupted and strangers:
            # The catalog is marked before the indexes are written: it must once have been newer.
            _log.warning(
                "The catalog does not know %s passages that the indexes hold: it is older than they"
                " are, and may have lost its last writes. Add their sources again.",
                f"{len(strangers):,}",
            )
        elif not interrupted and missing:
            _log.warning(
                "Repairing the indexes: %s passages were not in both of them.", f"{len(missing):,}"
            )
        self._mark_dirty()
        self.indexes.drop(strangers)
        damaged: set[str] = set()
        for start in range(0, len(missing), _RECONCILE_ROWS):
            wanted = missing[start : start + _RECONCILE_ROWS]
            passages = self.catalog.passages(wanted)
            self.indexes.put(list(passages.values()))
            damaged.update(set(wanted) - passages.keys())
        self.indexes.drop(sorted(damaged))
        if damaged or self.catalog.fact(Fact.DAMAGED):
            self.catalog.remember({Fact.DAMAGED: str(len(damaged))})
        self._mark_clean()
