"""A file with a limit on the bytes that are read for one article."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from index.core.errors import DatelineError
from index.sources.unpacking import DAMAGE


class BoundedReader:
    """Reads a file; call `reset` after each article. A line or an element without an end cannot
    fill the memory of a parser then."""

    def __init__(self, file: BinaryIO, limit: int, what: str) -> None:
        self._file = file
        # `read1` still returns the piece before the one in which a stream breaks off.
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        self._limit = limit
        self._left = limit
        self._what = what

    def reset(self) -> None:
        """Allow the full limit again, for the next article."""
        self._left = self._limit

    def read(self, size: int = -1) -> bytes:
        """Read some of the next bytes, none at the end.

        Raises DatelineError if the limit is exceeded or if a compressed file is damaged.
        """
        # One byte more than the limit distinguishes an excess from an end at the limit.
        size = self._left + 1 if size < 0 else min(size, self._left + 1)
        try:
            content = self._read(size)
        except DAMAGE as error:
            raise DatelineError("it is damaged: it cannot be unpacked to its end") from error
        self._left -= len(content)
        if self._left < 0:
            raise DatelineError(
                f"{self._what} has more than the {self._limit / 1e6:g} MB that can be read"
            )
        return content

    def tell(self) -> int:
        """How far the file was read, in bytes."""
        return self._file.tell()
