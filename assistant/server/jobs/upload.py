"""Files that a person sends: announced together, then sent one by one. Knows no thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from queue import Empty, Full, Queue
from threading import Lock

from assistant.server.http.problems import Refusal
from index.core.text import one_line
from index.sources.parsed_article import Problem

# Files that may wait until those before them have been read.
_MAX_WAITING = 4
_RETRY_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that will be sent: its name as the sender has it, its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent, with its content."""

    name: str
    content: bytes


class Upload:
    """The files of one job.

    `awaited` are the numbers of the files that are still to come; files of more than `limit` bytes
    are not awaited. `bytes` is the size of all awaited files, `finished` counts those that were
    read or are too large.
    """

    def __init__(self, files: Sequence[Announced] = (), limit: int = 0) -> None:
        self.files = tuple(files)
        self.awaited = {number for number, file in enumerate(files) if file.size <= limit}
        self.bytes = sum(self.files[number].size for number in self.awaited)
        self.finished = len(self.files) - len(self.awaited)
        self._limit = limit
        self._queue: Queue[Sent] = Queue(_MAX_WAITING)
        self._lock = Lock()

    def list_too_large(self) -> tuple[Problem, ...]:
        """List the files that are too large."""
        reason = f"it is larger than {self._limit / 1e6:g} MB"
        too_large = [file for file in self.files if file.size > self._limit]
        return tuple(Problem(one_line(file.name), reason) for file in too_large)

    def receive(self, number: int, content: bytes) -> None:
        """Take a file. Raises Refusal if it is not awaited, or has to wait for those before it."""
        with self._lock:
            if number not in self.awaited:
                raise Refusal(404, "No such file is awaited")
            try:
                self._queue.put_nowait(Sent(self.files[number].name, content))
            except Full:
                raise Refusal(
                    429, "The files before it are being read", retry_after=_RETRY_SECONDS
                ) from None
            self.awaited.discard(number)

    def take(self, seconds: float) -> Sent | None:
        """Take the next file out, waiting so many seconds at most; None if none came."""
        try:
            return self._queue.get(timeout=seconds)
        except Empty:
            return None

    @property
    def is_complete(self) -> bool:
        """Is there no file left to wait for?"""
        return not self.awaited and self._queue.empty()

    def close(self, reason: str) -> tuple[Problem, ...]:
        """Await nothing more. Returns the files that did not come, with the reason."""
        with self._lock:
            missing = [self.files[number] for number in sorted(self.awaited)]
            self.awaited.clear()
        return tuple(Problem(one_line(file.name), reason) for file in missing)
