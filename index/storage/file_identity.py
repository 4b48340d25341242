"""An open file and its name: does the name still lead to that file? Reads and writes nothing."""

from __future__ import annotations

import os
from errno import ENOENT, ESTALE
from pathlib import Path

from index.core.errors import DatelineError


class FileIdentity:
    """The file that a path led to when this was made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._identity = _identify(path)

    def check(self) -> None:
        """Raise DatelineError where the file was taken away or replaced: it can still be read then,
        and what is written into it is lost."""
        found = _identify(self._path)
        if found is None:
            raise DatelineError(
                f"The catalog {self._path} is gone", "Put it back, or restore a backup"
            ) from FileNotFoundError(ENOENT, os.strerror(ENOENT), str(self._path))
        if found != self._identity:
            raise DatelineError(
                f"The catalog {self._path} was replaced while it was open",
                "Start this program again",
            ) from OSError(ESTALE, os.strerror(ESTALE), str(self._path))


def _identify(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of its name; None where there is none."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return status.st_dev, status.st_ino
