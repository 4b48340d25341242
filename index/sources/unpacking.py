"""Unpacking a compressed stream within limits on its size and its ratio.

Damage and bombs raise DatelineError, so that readers handle one kind of fault. Nothing is written
to disk.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import IO, BinaryIO, cast
from zipfile import BadZipFile, ZipExtFile

from index.core.errors import DatelineError

# Text shrinks to a third, logs and tables to a tenth, bombs to a thousandth.
MAX_RATIO = 200
# Below this size a ratio says little and does no harm.
RATIO_FROM_BYTES = 50_000_000
# What gzip, zipfile and zlib raise for damage.
DAMAGE = (gzip.BadGzipFile, BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError)
_BUFFER_BYTES = 65_536


Packed = gzip.GzipFile | ZipExtFile


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on a stream. `packed` returns the compressed bytes that were read so far; `declared`
    is the size that the archive states, if it states one."""

    unpacked_bytes: int
    packed: Callable[[], int]
    declared: int | None = None

    def check(self, size: int) -> None:
        """Raise DatelineError if `size` unpacked bytes are too many."""
        if size > self.unpacked_bytes:
            raise DatelineError(f"it unpacks to more than {self.unpacked_bytes / 1e6:,.0f} MB")
        if size > RATIO_FROM_BYTES and size > MAX_RATIO * self.packed():
            raise DatelineError(f"it unpacks to more than {MAX_RATIO} times its size, like a bomb")

    def check_end(self, size: int) -> None:
        """Raise DatelineError if the stream ends after another size than the declared one."""
        if self.declared is not None and size != self.declared:
            raise DatelineError("it is damaged: it unpacks to another size than the archive says")


def open_unpacked(stream: Packed, limits: Limits, *below: IO[bytes]) -> BinaryIO:
    """A file of the unpacked content. Closing it closes the stream and the streams `below` it.

    Reading raises DatelineError if the stream is damaged or exceeds a limit. The file cannot seek.
    """
    raw = _Unpacked(stream, limits, below)
    return cast("BinaryIO", io.BufferedReader(raw, _BUFFER_BYTES))


class _Unpacked(io.RawIOBase):
    def __init__(self, stream: Packed, limits: Limits, below: tuple[IO[bytes], ...]) -> None:
        self._stream = stream
        self._limits = limits
        self._below = below
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            # `read1`, since a full buffer would be lost with the damage behind it.
            content = self._stream.read1(len(buffer))
        except DAMAGE as error:
            raise DatelineError("it is damaged: it cannot be unpacked to its end") from error
        self._size += len(content)
        self._limits.check(self._size)
        if not content:
            self._limits.check_end(self._size)
        buffer[: len(content)] = content
        return len(content)

    def close(self) -> None:
        with ExitStack() as stack:
            for stream in (*reversed(self._below), self._stream):
                stack.enter_context(closing(stream))
            super().close()
