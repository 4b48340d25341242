"""Check that a path still leads to the file that was opened. Reads and writes nothing."""

from __future__ import annotations

import os
from errno import ENOENT, ESTALE
from pathlib import Path

from index.core.errors import DatelineError


class FileIdentity:
    """The file that a path leads to when this object is created."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = _identify(path)

    def check(self) -> None:
        """Raise DatelineError if the file was removed or replaced: reads still work then, writes
        are lost."""
        identity = _identify(self._path)
        if identity is None:
            raise DatelineError(
                f"The catalog {self._path} is gone", "Put it back, or restore a backup"
            ) from FileNotFoundError(ENOENT, os.strerror(ENOENT), str(self._path))
        if identity != self._identity:
            raise DatelineError(
                f"The catalog {self._path} was replaced while it was open",
                "Start this program again",
            ) from OSError(ESTALE, os.strerror(ESTALE), str(self._path))


def _identify(path: Path) -> tuple[int, int] | None:
    """The device and inode of a file, None if there is none."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino
