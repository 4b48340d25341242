"""A temporary folder beside a file that is being written.

If a process is killed, the next one removes its folder. Each process holds a file lock in its own
folder while it lives, so folders in use stay. What is written there, the callers decide.
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
# Another process that removes abandoned folders may hold a new folder's lock for so many seconds.
_LOCK_SECONDS = 10.0


@contextmanager
def scratch_folder(parent: Path) -> Iterator[Path]:
    """An empty folder in the parent for the body. Removes those of killed processes.

    Raises OSError if the parent cannot be written.
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
        # Another process removed the folder before it was locked.
        lock.release()


def _remove_abandoned(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        lock = FileLock(folder / _LOCK)
        with suppress(OSError, Timeout):
            lock.acquire(timeout=0)
            shutil.rmtree(folder, ignore_errors=True)
            lock.release()
