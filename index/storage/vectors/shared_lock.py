"""Share a folder among processes, one at a time, for a store that does not support this.

A process that takes the lock learns whether another has changed the folder since. The operating
system holds the lock, so a process that dies releases it. Does not touch the folder's content.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# In seconds; many times the longest use.
_PATIENCE = 60.0
_PAUSE = 0.002


class SharedLock:
    """A lock on a file, with a count of changes. For one thread at a time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._depth = 0
        self._seen = -1

    @contextmanager
    def hold(self, *, change: bool = False) -> Iterator[bool]:
        """Hold the lock in the body; yields whether another process has changed the folder since.

        `change` announces a change to the others. Nested calls hold the same lock. Raises OSError
        if the file cannot be used, or another process does not release it.
        """
        if self._depth:
            yield False
            return
        file = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _lock(file)
            changes = int.from_bytes(os.pread(file, 8, 0), "big")
            stale = changes != self._seen
            if change:
                # Before the change: an interrupted change counts, too.
                changes += 1
                os.pwrite(file, changes.to_bytes(8, "big"), 0)
            self._seen = changes
            self._depth += 1
            yield stale
        finally:
            self._depth = 0
            os.close(file)


def _lock(file: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise TimeoutError("another process does not let go of them") from error
            time.sleep(_PAUSE)
        else:
            return
