"""A home in one file, and back: the catalog, from which all else is made again.

A backup is a zip archive of `manifest.json`, the catalog, and the home's settings if it has any.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from index.article import DatelineError
from index.catalog import Catalog
from index.home import CATALOG_FILE, Home
from index.indexes import LEXICAL_FOLDER, VECTORS_FOLDER
from index.lock import WriterLock
from index.migrations import SCHEMA_VERSION
from index.paths import expand_home

_MANIFEST = "manifest.json"
_SETTINGS = "settings.toml"
_WORKPLACE = ".restore-"
_FORMAT = 1
_CHUNK = 1 << 20
_MAX_SMALL = 1_000_000
# What a damaged or foreign file makes the zip reader raise.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `created` is ISO 8601 in UTC, `size` in bytes."""

    format: int
    schema: int
    created: str
    articles: int
    passages: int
    model: str
    size: int
    sha256: str


_KINDS = {field.name: str(field.type) for field in fields(Manifest)}


def backup(folder: Path, file: Path) -> Manifest:
    """Write a consistent copy of a home while others read and write it.

    The file appears whole or not at all, and replaces nothing but an earlier backup. Raises
    DatelineError where there is no home or the file cannot be written.
    """
    folder = expand_home(folder)
    if not (folder / CATALOG_FILE).exists():
        raise DatelineError(f"There is no archive in {folder}", "Name its folder with --home")
    if file.exists():
        read_manifest(file)  # refuses to replace what is no backup
    with _disk(file), TemporaryDirectory(dir=file.parent, prefix=".dateline-") as place:
        copy = Path(place, CATALOG_FILE)
        source = Catalog(folder / CATALOG_FILE)
        try:
            source.database.copy_to(copy)
        finally:
            source.close()
        manifest = _described(copy)
        partial = Path(place, "backup")
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), indent=1))
            archive.write(copy, CATALOG_FILE)
            if (folder / _SETTINGS).exists():
                archive.write(folder / _SETTINGS, _SETTINGS)
        with partial.open("rb+") as written:
            os.fsync(written.fileno())
        partial.replace(file)
    return manifest


def read_manifest(file: Path) -> Manifest:
    """What a backup says of itself; raises DatelineError where the file is none."""
    with _read(file) as archive:
        return _manifest(archive, file)


def restore(file: Path, folder: Path, *, replace: bool = False) -> Manifest:
    """Make a home of a backup. Nothing is embedded; the indexes are made anew.

    Raises DatelineError where the file is damaged or of a newer program, and where the folder has
    an archive already, unless it is to be replaced.
    """
    folder = expand_home(folder)
    manifest = read_manifest(file)
    with _disk(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with WriterLock(folder), _workplace(folder) as place:
            if (folder / CATALOG_FILE).exists() and not replace:
                raise DatelineError(
                    f"There is an archive in {folder} already",
                    "Name another folder with --home, or replace it with --replace",
                )
            with _read(file) as archive:
                _unpack(archive, manifest, place)
            _check(place / CATALOG_FILE, file)
            _put_in_place(place, folder)
    Home(folder, write=True).close()
    return manifest


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder in the home, on the same disk. What a restore that was killed left there goes."""
    for left in folder.glob(f"{_WORKPLACE}*"):
        shutil.rmtree(left, ignore_errors=True)
    with TemporaryDirectory(dir=folder, prefix=_WORKPLACE) as name:
        yield Path(name)


def _described(copy: Path) -> Manifest:
    catalog = Catalog(copy)
    try:
        articles, passages = catalog.count("articles"), catalog.count("passages")
        model, schema = catalog.fact("model"), catalog.schema
    finally:
        catalog.close()
    with copy.open("rb") as content:
        sha256 = hashlib.file_digest(content, "sha256").hexdigest()
    return Manifest(
        format=_FORMAT,
        schema=schema,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        articles=articles,
        passages=passages,
        model=model,
        size=copy.stat().st_size,
        sha256=sha256,
    )


@contextmanager
def _read(file: Path) -> Iterator[zipfile.ZipFile]:
    """The archive; what is found wrong with it while it is read is a DatelineError."""
    try:
        content = file.open("rb")
    except FileNotFoundError as error:
        raise DatelineError(f"There is no file {file}") from error
    except OSError as error:
        raise DatelineError(f"{file} cannot be read: {error.strerror or error}") from error
    try:
        with content, zipfile.ZipFile(content) as archive:
            yield archive
    except _DAMAGE as error:
        raise DatelineError(f"{file} is no backup of Dateline, or damaged: {error}") from error


def _manifest(archive: zipfile.ZipFile, file: Path) -> Manifest:
    try:
        with archive.open(_MANIFEST) as content:
            manifest = Manifest(**json.loads(content.read(_MAX_SMALL)))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DatelineError(f"{file} is no backup of Dateline") from error
    if any(type(getattr(manifest, name)).__name__ != kind for name, kind in _KINDS.items()):
        raise DatelineError(f"{file} is no backup of Dateline")
    if manifest.format > _FORMAT or manifest.schema > SCHEMA_VERSION:
        raise DatelineError(
            f"{file} was made by a newer version of Dateline", "Use that version, or a newer one"
        )
    return manifest


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, place: Path) -> None:
    """Write the catalog and the settings to `place`; never more than the manifest says."""
    state = hashlib.sha256()
    left = manifest.size
    try:
        with archive.open(CATALOG_FILE) as packed, (place / CATALOG_FILE).open("wb") as file:
            while left > 0 and (chunk := packed.read(min(_CHUNK, left))):
                left -= len(chunk)
                state.update(chunk)
                file.write(chunk)
            _synced(file)
        if _SETTINGS in archive.namelist():
            with archive.open(_SETTINGS) as settings:
                (place / _SETTINGS).write_bytes(settings.read(_MAX_SMALL))
    except (*_DAMAGE, KeyError) as error:
        raise DatelineError(f"The backup is damaged: {error}") from error
    if left or state.hexdigest() != manifest.sha256:
        raise DatelineError("The backup is damaged: its content is not what was written")


def _synced(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _check(copy: Path, file: Path) -> None:
    catalog = Catalog(copy)
    try:
        if faults := catalog.database.faults():
            raise DatelineError(f"The catalog in {file} is damaged: {faults[0]}")
        if catalog.schema == 0:  # raises where it is of a newer program
            raise DatelineError(f"{file} is no backup of Dateline")
        # The indexes that there will be are not yet in step with it.
        catalog.remember(dirty="yes")
    finally:
        catalog.close()


def _put_in_place(place: Path, folder: Path) -> None:
    """Exchange the catalog; without indexes, the home makes them anew when it is opened."""
    current = folder / CATALOG_FILE
    if current.exists():
        with suppress(DatelineError):  # what is replaced may be damaged
            catalog = Catalog(current)
            catalog.database.settle()
            catalog.close()
    for name in (VECTORS_FOLDER, LEXICAL_FOLDER):
        if (folder / name).exists():
            # In one step: half an index could not be opened.
            (folder / name).rename(place / name)
    for ending in ("-wal", "-shm"):
        Path(f"{current}{ending}").unlink(missing_ok=True)
    (place / CATALOG_FILE).replace(current)
    if (place / _SETTINGS).exists() and not (folder / _SETTINGS).exists():
        (place / _SETTINGS).replace(folder / _SETTINGS)


@contextmanager
def _disk(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatelineError(f"{place} cannot be written: {error.strerror or error}") from error
