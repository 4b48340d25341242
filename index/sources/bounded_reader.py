"""A file that may be read only so far between two articles, whatever it claims about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from index.core.errors import DatelineError
from index.sources.unpacking import DAMAGE


class BoundedReader:
    """Reads a file; `renew` after each article. Parsers that keep or join what they have read
    cannot fill the memory then, with a line or an element that never ends."""

    def __init__(self, file: BinaryIO, limit: int, what: str) -> None:
        self._file = file
        # A stream that breaks off in its next piece still gives the one before.
        self._read: Callable[[int], bytes] = getattr(file, "read1", file.read)
        self._limit = limit
        self._left = limit
        self._what = what

    def renew(self) -> None:
        """What follows is another article."""
        self._left = self._limit

    def read(self, size: int = -1) -> bytes:
        """Some of the next bytes, none at the end.

        Raises DatelineError where they were too many since the last article, and where a compressed
        file is damaged.
        """
        # One more than the limit tells what is too long from what just ends here.
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
