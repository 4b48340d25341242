"""Restores a home from a backup: the catalog, and the settings that belong to the archive.

A backup may come from anyone. Settings of the machine or the server (keys, addresses, limits) are
left out, and a backup that differs from its manifest is refused before anything is changed. Nothing
is embedded; opening the home rebuilds the indexes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE, expand_home
from index.maintenance.backup import report_disk_errors
from index.maintenance.manifest import (
    MAX_MEMBER_BYTES,
    ZIP_ERRORS,
    Manifest,
    check_members,
    open_backup,
    read_manifest,
)
from index.storage.catalog import Catalog
from index.storage.facts import Fact
from index.storage.home import Home
from index.storage.indexes import LEXICAL_FOLDER, VECTORS_FOLDER
from index.storage.lock import WriterLock
from index.storage.presence import has_catalog
from index.storage.settings_file import (
    SETTINGS_FILE,
    merge_settings,
    render_settings,
    split_settings,
)

_SCRATCH_PREFIX = ".restore-"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """The result of a restore. `left_out` are settings of the backup that belong to a machine or
    its server."""

    manifest: Manifest
    left_out: tuple[str, ...] = ()


def restore(file: Path, folder: Path, *, replace: bool = False) -> RestoreReport:
    """Restore a home from a backup, and rebuild its indexes.

    Raises DatelineError if the file is damaged or of a newer version, and if the folder holds
    another archive that `replace` does not allow to replace. An empty archive and an interrupted
    restore of the same backup can always be replaced.
    """
    folder = expand_home(folder)
    manifest = read_manifest(file)
    with report_disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with WriterLock(folder), _scratch_folder(folder) as scratch:
            current = folder / CATALOG_FILE
            is_protected = has_catalog(folder) and not replace
            if is_protected and _count_articles(current) not in (0, manifest.articles):
                raise _existing_archive_error(folder)
            with open_backup(file) as archive:
                check_members(archive, manifest)
                _unpack_catalog(archive, manifest, scratch)
                left_out = _unpack_settings(archive, manifest, scratch, folder)
            _check_catalog(scratch / CATALOG_FILE, file)
            if (
                is_protected
                and _count_articles(current) != 0
                and not _is_same_content(current, scratch / CATALOG_FILE)
            ):
                raise _existing_archive_error(folder)
            _install(scratch, folder)
    Home(folder, write=True).close()
    return RestoreReport(manifest, left_out)


def _existing_archive_error(folder: Path) -> DatelineError:
    return DatelineError(
        f"There is an archive in {folder} already",
        "Name another folder with --home, or replace it with --replace",
    )


@contextmanager
def _scratch_folder(folder: Path) -> Iterator[Path]:
    """A folder in the home, on the same disk. Removes those of interrupted restores."""
    for leftover in folder.glob(f"{_SCRATCH_PREFIX}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    with TemporaryDirectory(dir=folder, prefix=_SCRATCH_PREFIX) as name:
        yield Path(name)


def _count_articles(current: Path) -> int | None:
    """The number of articles in the existing catalog; None if it cannot be read."""
    try:
        with closing(Catalog(current)) as catalog:
            if catalog.schema == 0:
                return None if catalog.database.rows("SELECT 1 FROM sqlite_master") else 0
            return catalog.count("articles")
    except DatelineError:
        return None


def _is_same_content(current: Path, copy: Path) -> bool:
    """Do two catalogs hold the same rows, except for the facts about the indexes?

    The copy is migrated first if the current catalog has a newer schema.
    """
    try:
        with closing(Catalog(current)) as catalog, closing(Catalog(copy)) as new:
            if catalog.schema > new.schema:
                new.migrate()
        with closing(sqlite3.connect(current)) as one, closing(sqlite3.connect(copy)) as two:
            return all(a == b for a, b in zip_longest(_dump_rows(one), _dump_rows(two)))
    except (DatelineError, sqlite3.Error):
        return False


def _dump_rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """All tables with their rows, except the facts and the tables of SQLite."""
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'facts'"
        " AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    for (name,) in tables.fetchall():
        yield (name,)
        quoted = name.replace('"', '""')
        yield from connection.execute(f'SELECT * FROM "{quoted}"')  # noqa: S608 - it is quoted


def _unpack_catalog(archive: zipfile.ZipFile, manifest: Manifest, scratch: Path) -> None:
    """Write the catalog to `scratch`, and never more bytes than the manifest states."""
    state = hashlib.sha256()
    remaining = manifest.size
    try:
        with archive.open(CATALOG_FILE) as packed, (scratch / CATALOG_FILE).open("wb") as file:
            while remaining > 0 and (chunk := packed.read(min(_CHUNK, remaining))):
                remaining -= len(chunk)
                state.update(chunk)
                file.write(chunk)
            _flush_to_disk(file)
    except (*ZIP_ERRORS, KeyError) as error:
        raise DatelineError(f"The backup is damaged: {error}") from error
    if remaining or state.hexdigest() != manifest.sha256:
        raise _checksum_error(CATALOG_FILE)


def _unpack_settings(
    archive: zipfile.ZipFile, manifest: Manifest, scratch: Path, folder: Path
) -> tuple[str, ...]:
    """Write the home's new settings to `scratch` if they change, and return the names of settings
    that are left out."""
    try:
        with archive.open(SETTINGS_FILE) as packed:
            raw = packed.read(MAX_MEMBER_BYTES)
    except KeyError as error:
        if manifest.settings_sha256:
            raise DatelineError(f"The backup is damaged: {error}") from error
        return ()
    except ZIP_ERRORS as error:
        raise DatelineError(f"The backup is damaged: {error}") from error
    if manifest.settings_sha256 not in ("", hashlib.sha256(raw).hexdigest()):
        raise _checksum_error(SETTINGS_FILE)
    own, left_out = split_settings(raw)
    current = folder / SETTINGS_FILE
    if own and not current.exists():
        (scratch / SETTINGS_FILE).write_text(render_settings(own), "utf-8")
    elif own and (merged := merge_settings(current, own)) is not None:
        (scratch / SETTINGS_FILE).write_text(merged, "utf-8")
        shutil.copymode(current, scratch / SETTINGS_FILE)
    return left_out


def _checksum_error(name: str) -> DatelineError:
    return DatelineError(
        f"The backup is damaged: {name} is not what was written", "Use another backup"
    )


def _flush_to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _check_catalog(copy: Path, file: Path) -> None:
    with closing(Catalog(copy)) as catalog:
        if faults := catalog.database.find_faults():
            raise DatelineError(f"The catalog in {file} is damaged: {faults[0]}")
        if catalog.schema == 0:  # raises for a newer version
            raise DatelineError(f"{file} is no backup of Dateline")
        # The indexes do not match this catalog until the home is opened.
        catalog.remember({Fact.DIRTY: "yes"})


def _install(scratch: Path, folder: Path) -> None:
    """Replace the catalog and remove the indexes; opening the home rebuilds them."""
    current = folder / CATALOG_FILE
    if current.exists():
        with suppress(DatelineError):  # the replaced catalog may be damaged
            catalog = Catalog(current)
            catalog.database.checkpoint()
            catalog.close()
    for name in (VECTORS_FOLDER, LEXICAL_FOLDER):
        if (folder / name).exists():
            # One step: a partial index could not be opened.
            (folder / name).rename(scratch / name)
    for ending in ("-wal", "-shm"):
        Path(f"{current}{ending}").unlink(missing_ok=True)
    (scratch / CATALOG_FILE).replace(current)
    if (scratch / SETTINGS_FILE).exists():
        (scratch / SETTINGS_FILE).replace(folder / SETTINGS_FILE)
