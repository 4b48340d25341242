"""What somebody adds at one time, files or an address, and how far it is. Knows no thread."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from queue import Empty, Full, Queue
from threading import Event, Lock

from assistant.server.http.problems import Refusal
from index.core.text import one_line
from index.ingest.reports import AddReport
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent

# Files that may wait until those before them have been read.
_AHEAD = 4
# What a person reads; a file of a million bad lines must not fill the memory.
_MOST_PROBLEMS = 500
# Articles that are named when they are there.
_MOST_NAMED = 20
_RETRY_SECONDS = 1


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that is going to be sent: its name as the sender has it, its size in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent, and is read from `content`."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """An article that is in the archive now, or was before."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an addition is.

    Of `files` so many are `received` and `finished`; `part` is the part of the work that is
    done (0..1), None where nobody knows how much there is. `articles` were read so far. `unlisted`
    problems are only counted. Of what is in the archive, `stored` names the first. `error` says why
    it ended early.
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


@dataclass(slots=True)
class Addition:
    """Files that are announced and come one by one, or an address (then there are no files).
    `awaited` are the numbers of the files that are to come; `over` is set in the end."""

    files: tuple[Announced, ...] = ()
    address: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    awaited: set[int] = field(default_factory=set)
    over: Event = field(default_factory=Event)
    _queue: Queue[Sent] = field(default_factory=lambda: Queue(_AHEAD))
    _lock: Lock = field(default_factory=Lock)
    _finished: int = 0
    _bytes: int = 0
    _read: int = 0
    _articles: int = 0
    _written: int = 0
    _counts: dict[str, int] = field(
        default_factory=lambda: {"added": 0, "updated": 0, "unchanged": 0}
    )
    _stored: list[Stored] = field(default_factory=list)
    _problems: list[Problem] = field(default_factory=list)
    _unlisted: int = 0
    _error: str = ""

    def announce(self, limit: int) -> None:
        """Await the files that are not larger than `limit` bytes; the others are problems."""
        for number, file in enumerate(self.files):
            if file.size > limit:
                self.note(Problem(one_line(file.name), f"it is larger than {limit / 1e6:g} MB"))
                self._finished += 1
            else:
                self.awaited.add(number)
                self._bytes += file.size

    def receive(self, number: int, content: bytes) -> None:
        """Take a file. Raises Refusal where it is not awaited, or has to wait for others."""
        with self._lock:
            if self.over.is_set() or number not in self.awaited:
                raise Refusal(404, "No such file is awaited")
            try:
                self._queue.put_nowait(Sent(self.files[number].name, content))
            except Full:
                raise Refusal(
                    429, "The files before it are being read", retry_after=_RETRY_SECONDS
                ) from None
            self.awaited.discard(number)

    def next(self, patience: float) -> Sent | None:
        """The next file, waited for so many seconds; None where none came."""
        try:
            return self._queue.get(timeout=patience)
        except Empty:
            return None

    @property
    def is_complete(self) -> bool:
        """Is there no file left to wait for?"""
        return not self.awaited and self._queue.empty()

    def took(self, read: SourceEvent) -> None:
        """Something was read."""
        self._read += read.size
        if isinstance(read, Problem):
            self.note(read)
        self._articles += isinstance(read, ParsedArticle)

    def note(self, problem: Problem) -> None:
        """Keep what went wrong."""
        if len(self._problems) < _MOST_PROBLEMS:
            self._problems.append(problem)
        else:
            self._unlisted += 1

    def wrote(self, report: AddReport, stored: Iterable[Stored]) -> None:
        """A part of the articles is in the archive."""
        self._written += report.added + report.updated + report.unchanged
        self._stored += list(stored)[: _MOST_NAMED - len(self._stored)]
        for name in self._counts:
            self._counts[name] += getattr(report, name)
        for problem in (*report.skipped, *report.warnings):
            self.note(problem)

    def finished_file(self) -> None:
        """A file was read to its end."""
        self._finished += 1

    def end(self, error: str = "") -> None:
        """There is nothing more to come; what was awaited has not come."""
        with self._lock:
            for number in sorted(self.awaited):
                self.note(Problem(one_line(self.files[number].name), error or "it did not arrive"))
            self.awaited.clear()
            self._error = error
            self.over.set()

    @property
    def _part(self) -> float:
        """Half of the work is reading, half of it writing; the end is told by `end` alone."""
        written = self._written / self._articles if self._articles else 1.0
        return min(0.99, self._read / self._bytes * (1 + written) / 2)

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        part = self._part if self._bytes else None
        return Progress(
            files=len(self.files),
            received=len(self.files) - len(self.awaited),
            finished=self._finished,
            part=1.0 if self.over.is_set() else part,
            articles=self._articles,
            stored=tuple(self._stored),
            problems=tuple(self._problems),
            unlisted=self._unlisted,
            ended=self.over.is_set(),
            error=self._error,
            **self._counts,
        )


def announced(files: Sequence[Announced], limit: int) -> Addition:
    """An addition of files of which each may have `limit` bytes."""
    addition = Addition(tuple(files))
    addition.announce(limit)
    return addition
