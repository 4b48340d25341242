"""Writing to the archive while others read: one thread, one write at a time, in order.

A write takes a second or two. The thread holds the archive's lock for a few writes at a time, so
other processes get their turn; opening a large archive takes as long as a write.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from assistant.server.http.problems import Refusal
from index.core.errors import DatelineError
from index.library import Library

# Seconds after which an open archive is closed between two writes, and how long it stays closed, so
# that other processes can write.
_SECONDS = 2.0
_PAUSE_SECONDS = 0.05
_RETRY_SECONDS = 1.0
# Seconds that a client should wait while another process writes.
_RETRY_AFTER = 5

T = TypeVar("T")
_log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class _Write:
    """An action on the open archive. A `patient` one waits for other processes that write."""

    action: Callable[[Library], Any]
    patient: bool
    future: Future[Any] = field(default_factory=Future)

    def run(self, library: Library) -> None:
        """Do it, unless it was cancelled. Raises what the action raises."""
        if self._is_wanted():
            self.future.set_result(self.action(library))

    def fail(self, refusal: Refusal) -> None:
        """Say that it will not be done."""
        if self._is_wanted():
            self.future.set_exception(refusal)

    def _is_wanted(self) -> bool:
        return self.future.running() or self.future.set_running_or_notify_cancel()


class Writer:
    """The one thread of a server that writes to its archive.

    It keeps the archive open for so many `seconds` while writes are waiting.
    """

    def __init__(self, library: Library, seconds: float = _SECONDS) -> None:
        self._library = library
        self._seconds = seconds
        # The one that is being done, or is about to be.
        self._current: _Write | None = None
        self._writes: deque[_Write] = deque()
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        # A daemon: the archive survives the end of a write at any moment, and a stopping server
        # does not wait for one that takes long.
        self._thread = threading.Thread(target=self._work, daemon=True, name="writer")
        self._thread.start()

    def submit(self, action: Callable[[Library], T], *, patient: bool = True) -> Future[T]:
        """Do something with the open archive, after what was submitted before.

        The future's exception is a Refusal if the archive cannot be written.
        """
        write = _Write(action, patient)
        with self._changed:
            if self._stopping.is_set():
                write.fail(_refuse_stopping())
            else:
                self._writes.append(write)
                self._changed.notify_all()
        return write.future

    def close(self, wait: float) -> bool:
        """Begin no further write. Returns whether the current one ended in so many seconds."""
        with self._changed:
            self._stopping.set()
            self._changed.notify_all()
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while self._wait_for_write():
            try:
                self._open_and_write()
                self._stopping.wait(_PAUSE_SECONDS)
            except DatelineError as error:
                self._retry_or_fail(error)
            except Exception:  # noqa: BLE001 - the thread goes on, and the client has to learn of it
                _log.exception("A write failed")
                self._fail(Refusal(500, "An internal error occurred"))
        for write in self._writes:
            write.fail(_refuse_stopping())

    def _wait_for_write(self) -> bool:
        """Wait for something to do; False if the server stops."""
        with self._changed:
            self._changed.wait_for(lambda: self._writes or self._stopping.is_set())
            if self._stopping.is_set():
                return False
            self._current = self._writes[0]
        return True

    def _open_and_write(self) -> None:
        with self._library.writable() as library:
            until = time.monotonic() + self._seconds
            while self._current is not None:
                self._current.run(library)
                self._advance(go_on=time.monotonic() < until)

    def _advance(self, *, go_on: bool = False, retry: bool = False) -> None:
        """Turn to the next write; one that is to be tried again goes behind the others."""
        with self._changed:
            write = self._writes.popleft()
            if retry:
                self._writes.append(write)
            go_on = go_on and bool(self._writes) and not self._stopping.is_set()
            self._current = self._writes[0] if go_on else None

    def _retry_or_fail(self, error: DatelineError) -> None:
        """The archive could not be opened or written: wait if that may pass."""
        if self._current is not None and self._current.patient and _is_busy(error):
            self._stopping.wait(_RETRY_SECONDS)
            self._advance(retry=True)
        else:
            self._fail(_explain(error))

    def _fail(self, refusal: Refusal) -> None:
        """End the current write, unless the failure came after it."""
        if self._current is not None:
            self._current.fail(refusal)
            self._advance()


def _refuse_stopping() -> Refusal:
    return Refusal(503, "The server is stopping", retry_after=_RETRY_AFTER)


def _is_busy(error: DatelineError) -> bool:
    """Is another process writing? Then waiting for the lock has timed out."""
    return isinstance(error.__cause__, TimeoutError)


def _explain(error: DatelineError) -> Refusal:
    """Why something could not be written. The error itself names folders and processes of this
    machine, so it goes to the log."""
    if _is_busy(error):
        return Refusal(
            503,
            "Another process is writing to the archive",
            "Try again when it is done",
            retry_after=_RETRY_AFTER,
        )
    _log.warning("%s", error)
    return Refusal(503, "The archive cannot be written", "Run dateline doctor on the server")
