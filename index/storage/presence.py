"""Check whether a folder holds an archive: a catalog, and perhaps indexes of it.

Looks at names and sizes alone; opens and creates nothing.
"""

from __future__ import annotations

import os
import shlex
from contextlib import suppress
from errno import ENOTDIR
from pathlib import Path
from stat import S_ISDIR

from index.core.errors import DatelineError
from index.core.paths import CATALOG_FILE, CHOOSE_HOME
from index.storage.indexes import LEXICAL_FOLDER, VECTORS_FOLDER


def has_catalog(folder: Path) -> bool:
    """Is there a catalog with content? SQLite takes an empty file for a new database."""
    try:
        return (folder / CATALOG_FILE).stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        return False


def has_indexes(folder: Path) -> bool:
    """Is there an index?"""
    return any((folder / name).exists() for name in (VECTORS_FOLDER, LEXICAL_FOLDER))


def check_presence(folder: Path, *, create: bool = False) -> None:
    """Raise DatelineError if the folder cannot be used, or has no archive and none may be created.

    Indexes without a catalog always raise it: they never pass for a new archive.
    """
    try:
        # In this order: an archive's catalog is created before its indexes.
        indexed = has_indexes(folder)
        if has_catalog(folder):
            return
        if not indexed:
            _check_folder(folder)
    except OSError as error:
        raise DatelineError(
            f"The home {folder} cannot be used: {error.strerror or error}", CHOOSE_HOME
        ) from error
    if indexed:
        raise missing_catalog_error(folder)
    if not create:
        missing = "" if folder.exists() else ": the folder does not exist"
        raise DatelineError(
            f"There is no archive in {folder}{missing}",
            "Name its folder with --home, or begin one: dateline add",
        )


def _check_folder(folder: Path) -> None:
    """Raise OSError if the path is no folder, or cannot be read."""
    with suppress(FileNotFoundError):
        if not S_ISDIR(folder.stat().st_mode):
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR), str(folder))


def missing_catalog_error(folder: Path) -> DatelineError:
    """The error of an archive whose catalog is missing or empty."""
    command = shlex.join(["dateline", "--home", str(folder)])
    return DatelineError(
        f"The catalog of this archive is gone: {folder / CATALOG_FILE} is missing or empty",
        f"Put the file back, or restore a backup: {command} restore FILE; to begin again without"
        f" its articles: {command} rebuild --empty",
    )
