"""Writing to the archive while others read: one thread, a step of one task at a time.

The archive is locked for a few seconds at a time, so other processes get their turn; to open a
large one takes as long as a step. A job of many articles keeps a single one waiting for one step.
Jobs live as long as the server does; what they had written stays, and adding the rest again costs
nothing where nothing changed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict, deque

from assistant.server.http.problems import Refusal
from assistant.server.jobs.jobs import Job, Task
from index.core.errors import DatelineError
from index.library import Library

_KEPT = 1_000
# Seconds after which an archive that is open is closed between two steps, and how long it stays so:
# who wants to write at that moment can.
_SECONDS = 2.0
_PAUSE_SECONDS = 0.05
_RETRY_SECONDS = 1.0
# Seconds that a client is told to wait while another process writes.
_RETRY_AFTER = 5

_log = logging.getLogger(__name__)


class Writer:
    """The one thread of a server that writes to its archive; `room` tasks may wait.

    Whatever waits is written, step by step, for so many `seconds` before others are let in.
    """

    def __init__(self, library: Library, room: int, seconds: float = _SECONDS) -> None:
        self._library = library
        self._room = room
        self._seconds = seconds
        # The one that takes a step, or is about to.
        self._at_work: Task | None = None
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._tasks: deque[Task] = deque()
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        # A daemon: the archive survives the end of a step at any moment, and a server that was
        # told to stop does not wait for one that takes long.
        self._thread = threading.Thread(target=self._work, daemon=True, name="writer")
        self._thread.start()

    def begin(self, task: Task) -> None:
        """Do this when its turn comes. Raises Refusal where too much is waiting."""
        with self._changed:
            if self._stopping.is_set():
                raise Refusal(503, "The server is stopping", retry_after=_RETRY_AFTER)
            if len(self._tasks) >= self._room:
                raise Refusal(429, "Too many writes are waiting", retry_after=_RETRY_AFTER)
            self._tasks.append(task)
            if isinstance(task, Job):
                self._jobs[task.id] = task
                self._forget()
            self._changed.notify_all()

    def begun(self, job: Job) -> Job:
        """The job, with its beginning made. Raises Refusal as `begin`."""
        self.begin(job)
        return job

    def job(self, job_id: str) -> Job | None:
        """A job by id, None where there is none, or no more."""
        with self._changed:
            return self._jobs.get(job_id)

    @property
    def waiting(self) -> int:
        """How many tasks wait or run now."""
        return len(self._tasks)

    def close(self, wait: float) -> bool:
        """Take nothing more; tells whether the step under way ended within so many seconds."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._tasks or self._stopping.is_set())
                if self._stopping.is_set():
                    return
                self._at_work = self._tasks[0]
            try:
                self._open_and_write()
                self._stopping.wait(_PAUSE_SECONDS)
            except DatelineError as error:
                self._hindered(error)
            except Exception:  # noqa: BLE001 - the thread goes on, and who waits has to hear of it
                _log.exception("A write failed")
                self._failed(Refusal(500, "Something went wrong that should not have"))

    def _open_and_write(self) -> None:
        with self._library.writable() as writer:
            until = time.monotonic() + self._seconds
            while self._at_work is not None:
                more = self._at_work.step(writer)
                self._next(more=more, go_on=time.monotonic() < until)

    def _next(self, *, more: bool, go_on: bool) -> None:
        """Let the next task have its turn, the one that was at work behind those that came
        meanwhile."""
        with self._changed:
            task = self._tasks.popleft()
            if more:
                self._tasks.append(task)
            go_on = go_on and bool(self._tasks) and not self._stopping.is_set()
            self._at_work = self._tasks[0] if go_on else None

    def _hindered(self, error: DatelineError) -> None:
        """The archive could not be opened or written: wait if that may pass."""
        if self._at_work is not None and self._at_work.patient and _is_busy(error):
            self._stopping.wait(_RETRY_SECONDS)
            self._next(more=True, go_on=False)
        else:
            self._failed(_refused(error))

    def _failed(self, refusal: Refusal) -> None:
        """End the task that was at work, unless what failed came after its step."""
        if self._at_work is not None:
            self._at_work.fail(refusal)
            self._next(more=False, go_on=False)

    def _forget(self) -> None:
        """Keep the latest jobs, and all that are not over."""
        for job in list(self._jobs.values())[: max(0, len(self._jobs) - _KEPT)]:
            if job.ended.done():
                del self._jobs[job.id]


def _is_busy(error: DatelineError) -> bool:
    """Is another process writing just now? The lock was waited for in vain."""
    return isinstance(error.__cause__, TimeoutError)


def _refused(error: DatelineError) -> Refusal:
    """Why something could not be written. The error itself names folders and processes, which are
    this machine's own affair."""
    if _is_busy(error):
        return Refusal(
            503,
            "Another process is writing to the archive",
            "Try again when it is done",
            retry_after=_RETRY_AFTER,
        )
    _log.warning("%s", error)
    return Refusal(503, "The archive cannot be written", "Run dateline doctor on the server")
