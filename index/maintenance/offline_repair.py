"""Maintenance of a home that no process has open: examine, repair, rebuild the indexes.

Finding faults is the task of `doctor`; making new vectors for all articles, of `reembedding`.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE, expand_home
from index.embedding.embedder import Embedder
from index.embedding.engine import DEFAULT_PRECISION, Precision
from index.embedding.model_files import DEFAULT_MODEL
from index.ingest.reports import Examination
from index.maintenance import doctor
from index.maintenance.repair import discard_damaged_indexes, repair_home
from index.splitting.passages import DEFAULT_SPLITTING, Splitting
from index.storage.catalog import Catalog, is_old
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.indexes import discard
from index.storage.lock import WriterLock
from index.storage.presence import check_presence, has_catalog, has_indexes


def examine(folder: Path) -> Examination:
    """Find the faults of a home.

    Raises DatelineError if there is no home, or if another process writes to it. A folder that
    cannot be written, such as a snapshot, is examined as it is.

    A home of an earlier version is migrated first.
    """
    return _examine(_find_home(folder), clear=False)


def _examine(folder: Path, *, clear: bool) -> Examination:
    """Examine a home; with `clear`, delete damaged indexes before the lock is released."""
    if is_old(folder / CATALOG_FILE):
        Home(folder, write=True).close()
    if not clear and not os.access(folder, os.W_OK):
        return _examine_unlocked(folder)
    with WriterLock(folder):
        with closing(Catalog(folder / CATALOG_FILE)) as catalog:
            examination = doctor.examine_home(folder, catalog)
        if clear and not (examination.faults or examination.needs_rebuild):
            discard_damaged_indexes(folder, examination)
        return examination


def _examine_unlocked(folder: Path) -> Examination:
    """Examine a home that this process cannot lock. Raises DatelineError if another user's process
    writes to it meanwhile."""
    with closing(Catalog(folder / CATALOG_FILE)) as catalog:
        before = catalog.fact(Fact.GENERATION)
        examination = doctor.examine_home(folder, catalog)
        if not examination.faults and catalog.fact(Fact.GENERATION) != before:
            raise DatelineError(
                f"Another process is writing to {folder}", "Wait until it is done, or stop it"
            )
    return examination


@dataclass(frozen=True, slots=True)
class RepairReport:
    """The faults before and after a repair, and the number of texts that were embedded again."""

    before: Examination
    embedded: int
    after: Examination


def repair(
    folder: Path, *, model: str = DEFAULT_MODEL, precision: Precision = DEFAULT_PRECISION
) -> RepairReport:
    """Repair a home, and embed only articles that are not intact.

    Changes nothing if only a backup or a rebuild would help.
    """
    folder = _find_home(folder)
    before = _examine(folder, clear=True)
    if before.is_sound or before.faults or before.needs_rebuild:
        return RepairReport(before, 0, before)
    home = Home(folder, write=True)
    try:
        embedded = repair_home(home, Embedder(model, precision=precision), before)
    finally:
        home.close()
    return RepairReport(before, embedded, examine(folder))


def rebuild_indexes(
    folder: Path, embedder: Embedder, splitting: Splitting = DEFAULT_SPLITTING
) -> bool:
    """Rebuild both indexes from the catalog, whatever their state. Embeds nothing.

    Returns False and does nothing if another model or another splitting made the catalog's vectors.
    """
    folder = expand_home(folder)
    check_presence(folder)
    if is_old(folder / CATALOG_FILE):
        Home(folder, write=True).close()
    with WriterLock(folder):
        catalog = Catalog(folder / CATALOG_FILE)
        try:
            if not _has_vectors_of(catalog, embedder, splitting):
                return False
            catalog.remember({Fact.DIRTY: "yes"})
        finally:
            catalog.close()
        discard(folder)
    Home(folder, write=True).close()
    return True


def recreate_empty(folder: Path) -> None:
    """Create an empty archive in place of one that has lost its catalog, and delete its indexes.

    Raises DatelineError if there is a catalog, or no archive at all.
    """
    folder = expand_home(folder)
    catalog = folder / CATALOG_FILE
    if not has_indexes(folder):
        check_presence(folder)
    with WriterLock(folder):
        if has_catalog(folder) and not _is_blank(catalog):
            raise DatelineError(
                f"The archive in {folder} has its catalog", "Rebuild it without --empty"
            )
        discard(folder)
        for ending in ("", "-wal", "-shm"):
            Path(f"{catalog}{ending}").unlink(missing_ok=True)
    Home(folder, write=True).close()


def _is_blank(catalog: Path) -> bool:
    """Is this a database without tables?"""
    with closing(Catalog(catalog)) as database:
        return database.schema == 0 and not database.database.rows("SELECT 1 FROM sqlite_master")


def _has_vectors_of(catalog: Catalog, embedder: Embedder, splitting: Splitting) -> bool:
    facts = [
        catalog.fact(name)
        for name in (Fact.MODEL, Fact.MODEL_SHA256, Fact.SPLITTER, Fact.REBUILDING)
    ]
    return facts == [embedder.name, embedder.files.sha256, splitting.version, ""]


def _find_home(folder: Path) -> Path:
    folder = expand_home(folder)
    check_presence(folder)
    return folder
