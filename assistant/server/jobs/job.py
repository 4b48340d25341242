"""A job: articles on their way into the archive, and its progress. Knows no thread."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock

from assistant.server.http.problems import Refusal
from assistant.server.jobs.upload import Upload
from index.ingest.reports import AddReport
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent

# A person reads no more, and a file of a million bad lines must not fill the memory.
_MAX_PROBLEMS = 500
# Articles that the screen lists.
_MAX_LISTED = 20
# Ids that a job remembers: as many as one request can send.
_MAX_IDS = 1_000


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that is in the archive now, or was before."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a job, as a person sees it.

    Of `files`, so many are `received` and `finished`. `part` is the part of the work that is done
    (0..1), None if the total is unknown. `articles` counts those read so far. `stored` lists the
    first articles that are in the archive. `unlisted` problems are only counted. `error` says why
    the job ended early.
    """

    files: int
    received: int
    finished: int
    part: float | None
    articles: int
    added: int
    updated: int
    unchanged: int
    stored: tuple[Stored, ...]
    problems: tuple[Problem, ...]
    unlisted: int
    ended: bool
    error: str


class Job:
    """Articles on their way in. `ended` is set when nothing more will be written.

    `upload` are files that a person sends. A job that is not `patient` fails if another process
    is writing. The reading thread and the writing thread each record their own part.
    """

    def __init__(
        self, *, upload: Upload | None = None, total: int | None = None, patient: bool = True
    ) -> None:
        self.id = uuid.uuid4().hex
        self.created = datetime.now(UTC)
        self.upload = upload or Upload()
        self.patient = patient
        self.ended: Future[None] = Future()
        self.state = State.WAITING
        self.refusal: Refusal | None = None
        self.report = AddReport(skipped=self.upload.list_too_large())
        self.unlisted = 0
        self.done = 0
        self._lock = Lock()
        self._total = total
        self._read = 0
        self._bytes_read = 0
        self._stored: tuple[Stored, ...] = ()

    @property
    def total(self) -> int:
        """How many articles there are, as far as that is known."""
        return self._read if self._total is None else self._total

    @property
    def ids(self) -> list[str]:
        """The ids under which the articles are stored, in the order in which they were read."""
        return [stored.id for stored in self._stored]

    def start(self) -> None:
        """Note that the first articles are being written."""
        self.state = State.RUNNING

    def record_read(self, event: SourceEvent) -> None:
        """Note that something was read."""
        self._bytes_read += event.size
        self._read += isinstance(event, ParsedArticle)
        if isinstance(event, Problem):
            self._add_report(AddReport(skipped=(event,)))

    def record_written(self, report: AddReport, stored: Iterable[Stored]) -> None:
        """Note that some articles are in the archive."""
        articles = tuple(stored)
        self._add_report(report)
        self._stored += articles[: _MAX_IDS - len(self._stored)]
        self.done += len(articles)

    def finish(self) -> None:
        """End the job: all of it was read and written."""
        self._end(State.DONE)

    def fail(self, refusal: Refusal) -> None:
        """End the job early; what was written stays."""
        self.refusal = refusal
        self._end(State.FAILED)

    def _end(self, state: State) -> None:
        reason = self.refusal.text if self.refusal else "it did not arrive"
        self._add_report(AddReport(skipped=self.upload.close(reason)))
        self.state = state
        self.ended.set_result(None)

    def _add_report(self, report: AddReport) -> None:
        with self._lock:
            total = self.report
            room = _MAX_PROBLEMS - len(total.skipped) - len(total.warnings)
            skipped = report.skipped[:room]
            warnings = report.warnings[: room - len(skipped)]
            listed = len(skipped) + len(warnings)
            self.unlisted += len(report.skipped) + len(report.warnings) - listed
            self.report = replace(
                total,
                added=total.added + report.added,
                unchanged=total.unchanged + report.unchanged,
                updated=total.updated + report.updated,
                killed=total.killed + report.killed,
                held=total.held + report.held,
                restored=total.restored + report.restored,
                skipped=total.skipped + skipped,
                warnings=total.warnings + warnings,
                embedded=total.embedded + report.embedded,
            )

    @property
    def _part(self) -> float | None:
        """Half of the work is reading, half of it writing; only the end is 1."""
        if self.ended.done():
            return 1.0
        if not self.upload.bytes:
            return None
        written = self.done / self._read if self._read else 1.0
        return min(0.99, self._bytes_read / self.upload.bytes * (1 + written) / 2)

    @property
    def progress(self) -> Progress:
        """The progress now."""
        # Read first: what is recorded before the end is then part of it.
        ended, report = self.ended.done(), self.report
        return Progress(
            files=len(self.upload.files),
            received=len(self.upload.files) - len(self.upload.awaited),
            finished=self.upload.finished,
            part=self._part,
            articles=self._read,
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            stored=self._stored[:_MAX_LISTED],
            problems=(*report.skipped, *report.warnings),
            unlisted=self.unlisted,
            ended=ended,
            error=self.refusal.text if self.refusal else "",
        )
