"""What is to be written: articles on their way in, and articles on their way out.

Knows how far each is; when it is its turn, and what happens where it fails, is the writer's affair.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal, Protocol, Self

from pydantic import Field

from assistant.server.http.problems import Refusal
from assistant.wire.responses import ReportShape, Shape
from index.core.article import add_suffix
from index.core.errors import DatelineError
from index.ingest.reports import AddReport
from index.library import Library
from index.sources.parsed_article import ParsedArticle, SourceEvent

# Articles a step: a second or two of work, after which others get their turn.
_STEP = 16


class State(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Task(Protocol):
    """Something to write. Those that are `patient` wait for other processes that are writing."""

    patient: bool

    def step(self, writer: Library) -> bool:
        """Write a part; tells whether there is more. Raises DatelineError where it cannot."""

    def fail(self, refusal: Refusal) -> None:
        """It will not be written."""


@dataclass(slots=True)
class Job:
    """Articles on their way in. `ids` are those under which they are stored, in their order."""

    articles: Sequence[ParsedArticle]
    patient: bool
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    state: State = State.WAITING
    total: int = 0
    ids: tuple[str, ...] = ()
    report: AddReport = field(default_factory=AddReport)
    refusal: Refusal | None = None
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended: Future[None] = field(default_factory=Future)

    def __post_init__(self) -> None:
        self.total = len(self.articles)

    def step(self, writer: Library) -> bool:
        """Add some more of the articles."""
        self.state = State.RUNNING
        part = self.articles[len(self.ids) : len(self.ids) + _STEP]
        self.report = _joined(self.report, writer.add(part))
        self.ids += tuple(stored_id(writer, incoming) for incoming in part)
        if len(self.ids) < self.total:
            return True
        self._end(State.DONE)
        return False

    def fail(self, refusal: Refusal) -> None:
        """The rest will not be added; what was stays."""
        self.refusal = refusal
        self._end(State.FAILED)

    def _end(self, state: State) -> None:
        self.articles = ()  # they may be many megabytes
        self.state = state
        self.ended.set_result(None)


@dataclass(slots=True)
class Batch:
    """What readers gave, to be written in one step; `ended` tells what became of it."""

    reads: Sequence[SourceEvent]
    patient: bool = True
    ended: Future[AddReport] = field(default_factory=Future)

    def step(self, writer: Library) -> bool:
        """Add all of it."""
        self.ended.set_result(writer.add(self.reads))
        return False

    def fail(self, refusal: Refusal) -> None:
        """It will not be added."""
        self.ended.set_exception(refusal)


@dataclass(slots=True)
class Removal:
    """An article on its way out; `ended` tells whether there was one."""

    article_id: str
    patient: bool = False
    ended: Future[bool] = field(default_factory=Future)

    def step(self, writer: Library) -> bool:
        """Remove it, unless nobody waits for that any more."""
        if self.ended.set_running_or_notify_cancel():
            self.ended.set_result(bool(writer.remove([self.article_id])[0]))
        return False

    def fail(self, refusal: Refusal) -> None:
        """It stays."""
        if not self.ended.cancelled():
            self.ended.set_exception(refusal)


class JobShape(Shape):
    """Articles on their way in: how far they are, and what became of them."""

    id: str
    state: Literal["waiting", "running", "done", "failed"]
    total: int
    done: int
    created: str
    articles: list[str] = Field(
        description="Ids under which they are stored, in the order in which they were sent"
    )
    report: ReportShape
    error: str = Field(description='Why it failed; "" where it did not')

    @classmethod
    def of(cls, job: Job) -> Self:
        """The shape of a job, as far as it is."""
        ids = job.ids
        return cls(
            id=job.id,
            state=job.state.value,
            total=job.total,
            done=len(ids),
            created=job.created.isoformat(timespec="seconds"),
            articles=list(ids),
            report=ReportShape.of(job.report),
            error=job.refusal.details.detail if job.refusal else "",
        )


def stored_id(library: Library, incoming: ParsedArticle) -> str:
    """The id under which an article was stored: its own, or with a suffix where that was taken."""
    for article_id in (incoming.article.id, add_suffix(incoming.article.id, incoming.origin)):
        with suppress(DatelineError):
            if incoming.origin in library.origins(article_id):
                return article_id
    return incoming.article.id


def _joined(one: AddReport, other: AddReport) -> AddReport:
    return AddReport(
        added=one.added + other.added,
        unchanged=one.unchanged + other.unchanged,
        updated=one.updated + other.updated,
        skipped=one.skipped + other.skipped,
        warnings=one.warnings + other.warnings,
        embedded=one.embedded + other.embedded,
    )
