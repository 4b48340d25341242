"""Keeps folders, pages and feeds up to date until it is stopped.

The archive is locked only while something is written, so that other commands get their turn; where
another process writes just then, the place is tried again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.config.factory import gather, make_fetcher, open_library
from assistant.config.settings import Settings
from assistant.present.watch_event import WatchEvent
from index.core.errors import DatelineError
from index.core.paths import expand_path
from index.ingest.reports import AddReport
from index.ingest.source_set import is_address
from index.library import Library
from index.sources.parsed_article import Problem, UnchangedSource
from index.sources.sandbox.sandbox import ReaderSandbox
from index.sources.web.robots import PoliteFetcher
from index.sources.web.web_reader import read_url

# After a failure, such as another process writing, a place is tried again.
_RETRY_SECONDS = 10.0
_TICK_MILLISECONDS = 1_000


@dataclass(slots=True)
class _Place:
    """A folder, file or address, when it is `due` to be looked at (0.0: now), and how that failed
    the last time."""

    name: str
    due: float = 0.0
    path: Path | None = None
    failure: str = ""
    _state: tuple[int, ...] = ()
    _told: frozenset[Problem] = frozenset()

    @property
    def folder(self) -> Path | None:
        """The folder that the system watches for us, if it is one."""
        return self.path if self.path and self.path.is_dir() else None

    def is_touched(self, changed: set[Path]) -> bool:
        """Is it among the paths that changed? A single file is looked at: the system would watch
        the file, not its name, and most programs save by putting a new one in its place."""
        if self.path is None:
            return False
        if any(path.is_relative_to(self.path) for path in changed):
            return True
        before, self._state = self._state, _state(self.path)
        return bool(before) and before != self._state

    def news(self, report: AddReport) -> AddReport:
        """The report without the problems that the one before had told of."""
        told, self._told = self._told, frozenset((*report.skipped, *report.warnings))
        return replace(
            report,
            skipped=tuple(problem for problem in report.skipped if problem not in told),
            warnings=tuple(problem for problem in report.warnings if problem not in told),
        )


def watched(
    places: Sequence[str],
    settings: Settings,
    stop: threading.Event | None = None,
    begun: Callable[[], None] = lambda: None,
) -> Iterator[WatchEvent]:
    """Look at all places at once, then again whenever they change or are due.

    `begun` is called once the archive is open.

    What is deleted in a folder is removed; what leaves a feed stays. Ends when `stop` is set.
    Raises DatelineError where a file or folder is not there to begin with.
    """
    stop = stop or threading.Event()
    watch = _Watch([_place(name) for name in places], settings)
    with open_library(settings, create=True) as library:
        begun()
        for changed in _changes([p.folder for p in watch.places if p.folder], stop):
            watch.note(changed)
            yield from watch.look(library)


def _place(name: str) -> _Place:
    if is_address(name):
        return _Place(name)
    path = expand_path(name)
    if not path.exists():
        raise DatelineError(f"There is no file or folder {path}")
    return _Place(name, path=path.resolve())


def _state(path: Path) -> tuple[int, ...]:
    """What changes when a file does. Of a folder that says nothing."""
    try:
        status = path.stat()
    except OSError:
        return (0,)
    if path.is_dir():
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _changes(paths: Sequence[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """Paths that changed since the last time, every second; nothing is missed in between."""
    if not paths:
        while not stop.wait(_TICK_MILLISECONDS / 1_000):
            yield set()
        return
    from watchfiles import watch

    for changes in watch(
        *paths,
        stop_event=stop,
        rust_timeout=_TICK_MILLISECONDS,
        yield_on_timeout=True,
        raise_interrupt=True,
    ):
        yield {Path(path) for _, path in changes}


class _Watch:
    """The places with their times."""

    def __init__(self, places: Sequence[_Place], settings: Settings) -> None:
        self.places = places
        self._settings = settings
        self._home = settings.home.resolve()
        self._fetcher = PoliteFetcher(make_fetcher(settings))

    def note(self, changed: set[Path]) -> None:
        """Look at the places of these paths now."""
        # What we write ourselves is no reason to look again, where the home lies in the folder.
        changed = {path for path in changed if not path.is_relative_to(self._home)}
        for place in self.places:
            if place.is_touched(changed):
                place.due = 0.0

    def look(self, library: Library) -> Iterator[WatchEvent]:
        """Bring the places that are due up to date."""
        for place in self.places:
            if time.monotonic() < place.due:
                continue
            try:
                report = self._updated(place, library)
            except DatelineError as error:
                place.due = time.monotonic() + _RETRY_SECONDS
                if place.failure != str(error):
                    place.failure = str(error)
                    yield WatchEvent(_now(), place.name, error=place.failure)
                continue
            place.failure = ""
            if _matters(report := place.news(report)):
                yield WatchEvent(_now(), place.name, report)

    def _updated(self, place: _Place, library: Library) -> AddReport:
        # Folders, too, are looked at from time to time: a network's disk tells of no changes, and
        # nor does a folder that was taken away and made again.
        place.due = time.monotonic() + self._settings.watch_minutes * 60
        if place.path is not None:
            return self._local(place.path, library)
        return self._remote(place, library)

    def _local(self, path: Path, library: Library) -> AddReport:
        if not path.exists():
            raise DatelineError(f"{path} is not there", "Nothing was removed")
        with (
            gather([str(path)], self._settings, may_be_empty=True) as sources,
            library.writable() as writer,
        ):
            reads = sources.read(writer.remembered)
            return writer.sync(path, reads) if path.is_dir() else writer.add(reads)

    def _remote(self, place: _Place, library: Library) -> AddReport:
        def later(seconds: float) -> None:
            place.due = time.monotonic() + max(seconds, self._settings.watch_minutes * 60)

        # Fetched before the archive is locked: sites may be slow. Until the next time, when most
        # have nothing new, no process waits.
        with ReaderSandbox() as sandbox:
            read, remembered = sandbox.read_document, library.remembered
            reads = list(read_url(place.name, self._fetcher, read, remembered, later))
        if all(isinstance(read, Problem | UnchangedSource) for read in reads):
            problems = [read for read in reads if isinstance(read, Problem)]
            return AddReport(
                skipped=tuple(problem for problem in problems if problem.skipped),
                warnings=tuple(problem for problem in problems if not problem.skipped),
            )
        with library.writable() as writer:
            return writer.add(reads)


def _matters(report: AddReport) -> bool:
    return bool(
        report.added or report.updated or report.removed or report.skipped or report.warnings
    )


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
