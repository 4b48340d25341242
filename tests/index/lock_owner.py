"""Another process that has the lock of a home."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from index.storage.lock import WriterLock


@contextmanager
def lock_elsewhere(folder: Path) -> Iterator[int]:
    """Lock a folder in another process for the body; yields its pid."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_hold, args=(folder, theirs))
    process.start()
    try:
        assert ours.poll(60)
        yield ours.recv()
    finally:
        process.kill()
        process.join()


def _hold(folder: Path, ready: Connection) -> None:
    with WriterLock(folder):
        ready.send(os.getpid())
        ready.recv()
