"""The jobs of one server: what programs and people add, and its limits.

Each job has a thread that reads; one thread writes for all of them, a few articles at a time. Jobs
live as long as the server does. What they have written stays, and adding the rest again costs
nothing where nothing changed.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, wait
from contextlib import closing
from typing import Any, TypeVar

from assistant.config.settings import Settings
from assistant.server.http.problems import Refusal, refuse_unreadable
from assistant.server.jobs.enrichment import Enrichment
from assistant.server.jobs.expiry import Expiry
from assistant.server.jobs.job import Job
from assistant.server.jobs.job_steps import find_stored, split_steps
from assistant.server.jobs.sandbox_reader import Events, SandboxReader
from assistant.server.jobs.upload import Announced, Upload
from assistant.server.jobs.writer import Writer
from index.core.errors import DatelineError, PublicError
from index.library import Library
from index.sources.parsed_article import ParsedArticle, SourceEvent

T = TypeVar("T")

# Jobs of people at a time: each has a reader process.
_MAX_READERS = 4
_MAX_REMEMBERED = 1_000
# Steps of one job that wait for the writer. With two, it need not close the archive in between.
_MAX_STEPS = 2
_RETRY_AFTER = 5

_log = logging.getLogger(__name__)


class JobQueue:
    """The jobs of one server. `settings` say how many may wait, and how large a file may be; `then`
    is called whenever articles were written, or who says what in them was found."""

    def __init__(
        self,
        library: Library,
        reader: SandboxReader,
        settings: Settings,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        self._library = library
        self._reader = reader
        self._settings = settings
        self._writer = Writer(library)
        self._then = then
        self._enrichment = Enrichment(self._writer, then)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        Expiry(library, self._writer, self._stopping)
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        # What is under way, by kind.
        self._reading: list[Job] = []
        self._waiting: list[Future[Any]] = []

    def add_articles(self, articles: Sequence[ParsedArticle], *, patient: bool = True) -> Job:
        """Begin to add articles. Raises Refusal if too much is waiting."""
        job = Job(total=len(articles), patient=patient)
        with self._lock:
            self._check_room()
            self._waiting.append(job.ended)
            self._remember(job)
        return self._start(job, (article for article in articles))

    def add_files(self, files: Sequence[Announced]) -> Job:
        """Begin to add files that will be sent. Raises Refusal if too much is going on."""
        job = Job(upload=Upload(files, self._settings.max_request_bytes))
        return self._start_reading(job, self._reader.read_files(job.upload, self._stopping))

    def add_address(self, address: str) -> Job:
        """Begin to add a page or a feed.

        Raises Refusal as `add_files`, PublicError if it is no address: a person at the screen
        must not read the server's own files.
        """
        from index.ingest.source_set import is_address

        if not is_address(address.strip()):
            raise PublicError("That is no address of a page or a feed", "It begins with https://")
        events = self._reader.read_address(address.strip(), self._library.find_stamp)
        return self._start_reading(Job(), events)

    def enrich(self) -> None:
        """Begin to find who says what, if there are articles of which that is not known."""
        if self._library.unenriched_count:
            self._enrichment.request()

    def remove(self, article_ids: Sequence[str], *, for_good: bool = False) -> Future[list[str]]:
        """Remove articles, for as long as the settings say or `for_good`. The result are those that
        existed. Raises Refusal if too much is waiting; cancel the future to give up."""
        days = 0 if for_good else self._settings.keep_removed_days
        return self.submit(lambda library: library.remove(article_ids, days)[0])

    def restore(self, article_ids: Sequence[str]) -> Future[list[str] | PublicError]:
        """Restore removed articles. The result are their ids, or the fault of the request. Raises
        Refusal if too much is waiting; cancel the future to give up."""

        def run(library: Library) -> list[str] | PublicError:
            try:
                return library.restore(article_ids)
            except PublicError as error:
                return error

        return self.submit(run)

    def purge(self) -> Future[int]:
        """Remove all removed articles for good; the result is their number. Raises Refusal if too
        much is waiting; cancel the future to give up."""
        return self.submit(lambda library: library.purge())

    def release(
        self, article_ids: Sequence[str], reason: str, *, early: bool
    ) -> Future[PublicError | None]:
        """Release held articles. The result is the fault of the request, if there is one. Raises
        Refusal if too much is waiting; cancel the future to give up."""

        def run(library: Library) -> PublicError | None:
            try:
                library.release(article_ids, reason, early=early)
            except PublicError as error:
                return error
            return None

        return self.submit(run)

    def submit(self, action: Callable[[Library], T]) -> Future[T]:
        """Do something short with the library, open for writing. Raises Refusal if too much is
        waiting; cancel the future to give up."""
        with self._lock:
            self._check_room()
            future = self._writer.submit(action, patient=False)
            self._waiting.append(future)
        # What is released is new to an alert.
        future.add_done_callback(lambda _: self._then())
        return future

    def get(self, job_id: str) -> Job | None:
        """A job by id, None if there is none, or no more."""
        with self._lock:
            return self._jobs.get(job_id)

    @property
    def latest(self) -> Job | None:
        """The latest job of a person that is under way."""
        with self._lock:
            self._forget()
            return self._reading[-1] if self._reading else None

    @property
    def active_count(self) -> int:
        """How many jobs and removals are under way."""
        with self._lock:
            self._forget()
            return len(self._reading) + len(self._waiting)

    def close(self, seconds: float) -> bool:
        """Begin nothing more. Returns whether the current write ended in so many seconds."""
        self._stopping.set()
        return self._writer.close(seconds)

    def _check_room(self) -> None:
        self._check_running()
        self._forget()
        if len(self._waiting) >= self._settings.max_jobs:
            raise Refusal(429, "Too many writes are waiting", retry_after=_RETRY_AFTER)

    def _check_running(self) -> None:
        if self._stopping.is_set():
            raise Refusal(503, "The server is stopping", retry_after=_RETRY_AFTER)

    def _forget(self) -> None:
        self._reading = [job for job in self._reading if not job.ended.done()]
        self._waiting = [future for future in self._waiting if not future.done()]

    def _remember(self, job: Job) -> None:
        """Remember the latest jobs, and all that are under way."""
        self._jobs[job.id] = job
        for old in list(self._jobs.values())[: max(0, len(self._jobs) - _MAX_REMEMBERED)]:
            if old.ended.done():
                del self._jobs[old.id]

    def _start_reading(self, job: Job, events: Events) -> Job:
        with self._lock:
            self._check_running()
            self._forget()
            if len(self._reading) >= _MAX_READERS:
                raise Refusal(429, "Other articles are still being added", retry_after=_RETRY_AFTER)
            self._reading.append(job)
            self._remember(job)
        return self._start(job, events)

    def _start(self, job: Job, events: Events) -> Job:
        # A daemon, as the writer: a stopping server waits for no site.
        threading.Thread(target=self._run, args=[job, events], daemon=True, name="job").start()
        return job

    def _run(self, job: Job, events: Events) -> None:
        try:
            with closing(events):
                self._write(job, events)
        except Refusal as refusal:
            job.fail(refusal)
        except DatelineError as error:
            job.fail(refuse_unreadable(error))
        except Exception:  # noqa: BLE001 - the client has to learn of it
            _log.exception("Articles could not be added")
            job.fail(Refusal(500, "An internal error occurred"))
        else:
            job.finish()

    def _write(self, job: Job, events: Iterable[SourceEvent]) -> None:
        """Write what is read, a step at a time. Raises Refusal if it cannot be written."""
        steps: deque[Future[None]] = deque()
        try:
            for part in split_steps(job, events):
                self._check_running()
                steps.append(self._submit(job, part))
                if len(steps) >= _MAX_STEPS:
                    steps.popleft().result()
            for step in steps:
                step.result()
        finally:
            # A job ends after its last write.
            wait(steps)
            self._then()
            self._enrichment.request()

    def _submit(self, job: Job, part: Sequence[SourceEvent]) -> Future[None]:
        def add(library: Library) -> None:
            job.start()
            report = library.add(part)
            refused = {problem.place for problem in report.skipped}
            new = [e for e in part if isinstance(e, ParsedArticle) and e.origin not in refused]
            job.record_written(report, [find_stored(library, one) for one in new])

        return self._writer.submit(add, patient=job.patient)
