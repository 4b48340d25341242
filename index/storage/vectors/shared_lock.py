"""Turns at a folder that several processes use, one at a time.

For a store that is not made for that. Whoever takes a turn learns whether another has changed the
folder since its own last turn, and has to look again. The operating system holds the lock, so a
dead process never keeps it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Many times what the longest turn takes.
_PATIENCE = 60.0
_PAUSE = 0.002


class SharedLock:
    """Turns that are taken with the lock on a file. For one thread at a time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._depth = 0
        self._seen = -1

    @contextmanager
    def hold(self, *, change: bool = False) -> Iterator[bool]:
        """Have the turn in the body; tells whether another has changed the folder since ours.

        With `change`, the others will be told. A turn in a turn is the same one. Raises OSError
        where the file cannot be used, or is not let go by whoever has it.
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
                # Before it happens: also a change that was cut short is one.
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
