"""Copy read-only indexes to a temporary folder, where they can be written.

Chroma and tantivy write even when they only read. Files that cannot be changed through a link are
linked, the others copied. All writes are discarded.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from index.core.errors import DatelineError

# A disk with less space is full: SQLite alone needs 32 kB to coordinate processes.
_ROOM = 256_000


def is_unwritable(folder: Path) -> bool:
    """Is this a read-only medium, another user's folder, or a full disk?"""
    if not os.access(folder, os.W_OK):
        return True
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize < _ROOM


class ScratchCopy:
    """Copies of some subfolders of a folder, in a temporary `folder` until it is closed."""

    def __init__(self, original: Path, names: Sequence[str]) -> None:
        self._place: tempfile.TemporaryDirectory[str] | None = None
        try:
            self._place = tempfile.TemporaryDirectory(prefix="dateline-")
            self.folder = Path(self._place.name)
            for name in names:
                if (original / name).is_dir():
                    _copy_folder(original / name, self.folder / name)
        except (OSError, sqlite3.Error) as error:
            self.close()
            raise DatelineError(
                f"{original} cannot be written, and there is no room to read it from:"
                f" {tempfile.gettempdir()}: {error}",
                "Free some space, or name a folder on another disk in TMPDIR",
            ) from error

    def close(self) -> None:
        """Delete the temporary folder."""
        if self._place is not None:
            self._place.cleanup()


def _copy_folder(original: Path, place: Path) -> None:
    place.mkdir()
    for file in original.iterdir():
        if file.is_dir():
            _copy_folder(file, place / file.name)
        elif file.suffix == ".sqlite3":
            _copy_database(file, place / file.name)
        elif ".sqlite3-" in file.name or file.suffix == ".lock":
            continue
        elif os.access(file, os.W_OK):
            shutil.copy(file, place / file.name)
        else:
            (place / file.name).symlink_to(file.absolute())


def _copy_database(file: Path, copy: Path) -> None:
    """Copy a database as it is between two writes of another process."""
    address = f"{file.absolute().as_uri()}?mode=ro"
    try:
        with (
            closing(sqlite3.connect(address, uri=True)) as source,
            closing(sqlite3.connect(copy)) as target,
        ):
            source.backup(target)
    except sqlite3.Error:
        # A write was interrupted: with its journal, the copy undoes it when it is opened.
        for part in file.parent.glob(f"{file.name}*"):
            shutil.copy(part, copy.parent / part.name)
