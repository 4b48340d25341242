"""Looking after a home that nobody has open: examine, repair, make its indexes anew."""

from __future__ import annotations

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
from index.maintenance.repair import clear_damaged, mend
from index.splitting.passages import STANDARD, Splitting
from index.storage.catalog import Catalog, is_old
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.indexes import discard
from index.storage.lock import WriterLock
from index.storage.presence import check_presence, has_catalog, has_indexes


def examine(folder: Path) -> Examination:
    """What is wrong with a home. Raises DatelineError where there is none or one is writing to it.

    A home of an earlier version is brought forward first.
    """
    return _examined(_existing(folder), clear=False)


def _examined(folder: Path, *, clear: bool) -> Examination:
    """The examination; with `clear`, indexes that cannot be read are taken away before anyone else
    may write."""
    if is_old(folder / CATALOG_FILE):
        Home(folder, write=True).close()
    with WriterLock(folder):
        catalog = Catalog(folder / CATALOG_FILE)
        try:
            found = doctor.examine(folder, catalog)
        finally:
            catalog.close()
        if clear and not (found.faults or found.rebuilding):
            clear_damaged(folder, found)
        return found


@dataclass(frozen=True, slots=True)
class Repair:
    """What was wrong, how many texts were embedded again, and what is wrong still."""

    before: Examination
    embedded: int
    after: Examination


def repair(
    folder: Path, *, model: str = DEFAULT_MODEL, precision: Precision = DEFAULT_PRECISION
) -> Repair:
    """Mend what is wrong with a home, embedding only articles that are not intact.

    Where only a backup or a rebuild would help, nothing is changed.
    """
    folder = _existing(folder)
    before = _examined(folder, clear=True)
    if before.sound or before.faults or before.rebuilding:
        return Repair(before, 0, before)
    home = Home(folder, write=True)
    try:
        embedded = mend(home, Embedder(model, precision=precision), before)
    finally:
        home.close()
    return Repair(before, embedded, examine(folder))


def reindexed(folder: Path, embedder: Embedder, splitting: Splitting = STANDARD) -> bool:
    """Make both indexes anew from the catalog, whatever state they are in. Embeds nothing.

    Does nothing and returns False where the catalog's own vectors are not the embedder's, or not of
    passages split so.
    """
    folder = expand_home(folder)
    check_presence(folder)
    if is_old(folder / CATALOG_FILE):
        Home(folder, write=True).close()
    with WriterLock(folder):
        catalog = Catalog(folder / CATALOG_FILE)
        try:
            if not _made_by(catalog, embedder, splitting):
                return False
            catalog.remember({Fact.DIRTY: "yes"})
        finally:
            catalog.close()
        discard(folder)
    Home(folder, write=True).close()
    return True


def begin_again(folder: Path) -> None:
    """Make an archive without articles where the catalog is gone; what was indexed goes with it.

    Raises DatelineError where there is a catalog, or no archive at all.
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
    """Is it a database without anything in it?"""
    with closing(Catalog(catalog)) as opened:
        return opened.schema == 0 and not opened.database.rows("SELECT 1 FROM sqlite_master")


def _made_by(catalog: Catalog, embedder: Embedder, splitting: Splitting) -> bool:
    facts = [
        catalog.fact(name)
        for name in (Fact.MODEL, Fact.MODEL_SHA256, Fact.SPLITTER, Fact.REBUILDING)
    ]
    return facts == [embedder.name, embedder.weights.sha256, splitting.version, ""]


def _existing(folder: Path) -> Path:
    folder = expand_home(folder)
    check_presence(folder)
    return folder
