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
_LOCK_SECONDS = 10.0


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """An empty folder in the parent for the body; removes what killed processes left there.

    Raises OSError where the parent cannot be written.
    """
    _remove_abandoned(parent)
    folder, lock = _create_locked(parent)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with suppress(OSError):
            lock.release()


def _create_locked(parent: Path) -> tuple[Path, FileLock]:
    while True:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=_PREFIX))
        lock = FileLock(folder / _LOCK)
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
        except OSError:
            if folder.exists():
                shutil.rmtree(folder, ignore_errors=True)
                raise
            continue
        if (folder / _LOCK).exists():
            return folder, lock
        # Another process took it for a leftover before it was locked.
        lock.release()


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        lock = FileLock(folder / _LOCK)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()
