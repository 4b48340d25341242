"""Allow one writer a home.

The operating system holds the lock, so a process that dies releases it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from weakref import WeakSet

from filelock import FileLock, Timeout

from index.core.errors import DatelineError

# The locks that were acquired here. A forked process inherits them, and holds none of them.
_acquired: WeakSet[WriterLock] = WeakSet()


class WriterLock:
    """The lock of a home's writer, a context manager.

    Waits at most `wait` seconds, then raises DatelineError that names the owner's pid.
    """

    def __init__(self, folder: Path, wait: float = 0.0) -> None:
        self._lock = FileLock(folder / "writer.lock")
        self._owner = folder / "writer.pid"
        self._wait = wait
        self._process = 0

    def acquire(self) -> None:
        """Take the lock. Raises DatelineError if another process has it, or if the folder cannot be
        written."""
        try:
            self._lock.acquire(timeout=self._wait)
        except Timeout as error:
            raise self._refuse() from error
        except OSError as error:
            raise DatelineError(
                f"The home {self._owner.parent} cannot be written: {error.strerror or error}",
                "Choose a writable folder with --home or DATELINE_HOME",
            ) from error
        # The pid is for the error message alone: on a full disk the lock holds without it.
        with suppress(OSError):
            self._owner.write_text(str(os.getpid()))
        self._process = os.getpid()
        _acquired.add(self)

    def release(self) -> None:
        """Release the lock if it is taken."""
        if self._lock.is_locked:
            _acquired.discard(self)
            with suppress(OSError):
                self._owner.unlink(missing_ok=True)
            self._lock.release()

    def _refuse(self) -> DatelineError:
        folder = self._owner.parent
        if any(
            lock._process == os.getpid() and lock._owner.resolve() == self._owner.resolve()
            for lock in _acquired
        ):
            return DatelineError(
                f"This process is writing to {folder} already",
                "Use the library that is open, or close it first",
            )
        return DatelineError(
            f"Another process{self._owner_text()} is writing to {folder}",
            "Wait until it is done, or stop it",
        )

    def _owner_text(self) -> str:
        try:
            return f" (pid {int(self._owner.read_text())})"
        except (OSError, ValueError):
            return ""

    def __enter__(self) -> WriterLock:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()
