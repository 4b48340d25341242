"""A temporary folder beside a file that is to be written, which outlives no process for long.

What a process that was killed left there is removed by the next one. The operating system holds a
lock for whoever is alive, so that nothing of theirs is touched.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = ".dateline-backup-"
_LOCK = "lock"
# Seconds that a sweep may hold the lock of a folder that was made this moment.
_SWEEP = 10.0


@contextmanager
def workplace(parent: Path) -> Iterator[Path]:
    """An empty folder in the parent for the body; removes what killed processes left there.

    Raises OSError where the parent cannot be written.
    """
    _sweep(parent)
    place, lock = _locked(parent)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        with suppress(OSError):
            lock.release()


def _locked(parent: Path) -> tuple[Path, FileLock]:
    while True:
        place = Path(tempfile.mkdtemp(dir=parent, prefix=_PREFIX))
        lock = FileLock(place / _LOCK)
        try:
            lock.acquire(timeout=_SWEEP)
        except OSError:
            if place.exists():
                shutil.rmtree(place, ignore_errors=True)
                raise
            continue
        if (place / _LOCK).exists():
            return place, lock
        # Another process took it for a leftover before it was locked.
        lock.release()


def _sweep(parent: Path) -> None:
    for left in parent.glob(f"{_PREFIX}*"):
        lock = FileLock(left / _LOCK)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            shutil.rmtree(left, ignore_errors=True)
            lock.release()
