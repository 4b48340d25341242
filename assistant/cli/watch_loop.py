"""Keeps folders, pages and feeds up to date until it is stopped.

It locks the archive only to write, so that other commands can run in between. If another process
is writing, it tries the place again later.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from assistant.cli.alerts.rounds import AlertRounds
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

# Seconds after a failure, such as another process writing, until the next try.
_RETRY_SECONDS = 10.0
_TICK_MILLISECONDS = 1_000
# After an erasure that failed, as on a full disk.
_ERASURE_SECONDS = 3_600.0
# Articles that are read for who says what between two looks at the places.
_ENRICHED_AT_ONCE = 16


@dataclass(slots=True)
class _WatchedPlace:
    """A folder, file or address, the time when it is `due` (0.0: now), and its last failure."""

    name: str
    due: float = 0.0
    path: Path | None = None
    failure: str = ""
    _state: tuple[int, ...] = ()
    _problems: frozenset[Problem] = frozenset()

    @property
    def folder(self) -> Path | None:
        """The folder, which the system watches; None if the place is not a folder."""
        return self.path if self.path and self.path.is_dir() else None

    def is_touched(self, changed: set[Path]) -> bool:
        """Is the place among the paths that changed?

        A single file is checked here: the system would watch the file, not its name, and most
        programs save by replacing the file.
        """
        if self.path is None:
            return False
        if any(path.is_relative_to(self.path) for path in changed):
            return True
        before, self._state = self._state, _read_state(self.path)
        return bool(before) and before != self._state

    def drop_known_problems(self, report: AddReport) -> AddReport:
        """Drop the problems that the last report already had."""
        known, self._problems = self._problems, frozenset((*report.skipped, *report.warnings))
        return replace(
            report,
            skipped=tuple(problem for problem in report.skipped if problem not in known),
            warnings=tuple(problem for problem in report.warnings if problem not in known),
        )


def watch_places(
    places: Sequence[str],
    settings: Settings,
    stop: threading.Event | None = None,
    on_open: Callable[[], None] = lambda: None,
) -> Iterator[WatchEvent]:
    """Update all places at once, then each whenever it changes or is due, until `stop` is set.

    Files that a folder loses are removed; articles that a feed loses stay. `on_open` is called
    once the archive is open. Raises DatelineError if a file or folder does not exist at the start.
    """
    stop = stop or threading.Event()
    watcher = _PlaceWatcher([_make_place(name) for name in places], settings)
    with open_library(settings, create=True, process="watch") as library:
        on_open()
        alerts = AlertRounds(library, settings)
        for changed in _watch_changes([p.folder for p in watcher.places if p.folder], stop):
            watcher.mark_due(changed)
            for event in watcher.update_due(library):
                alerts.is_due = True
                yield event
            alerts.is_due |= watcher.tend(library)
            alerts.run()


def _make_place(name: str) -> _WatchedPlace:
    if is_address(name):
        return _WatchedPlace(name)
    path = expand_path(name)
    if not path.exists():
        raise DatelineError(f"There is no file or folder {path}")
    return _WatchedPlace(name, path=path.resolve())


def _read_state(path: Path) -> tuple[int, ...]:
    """Read the values that change with a file; none for a folder, whose own say nothing."""
    try:
        status = path.stat()
    except OSError:
        return (0,)
    if path.is_dir():
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns


def _watch_changes(paths: Sequence[Path], stop: threading.Event) -> Iterator[set[Path]]:
    """Yield the paths that changed since the last time, every second; it misses none."""
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


class _PlaceWatcher:
    """Updates places when they are due."""

    def __init__(self, places: Sequence[_WatchedPlace], settings: Settings) -> None:
        self.places = places
        self._settings = settings
        self._home = settings.home.resolve()
        self._fetcher = PoliteFetcher(make_fetcher(settings))
        self._erase_again = 0.0

    def mark_due(self, changed: set[Path]) -> None:
        """Mark the places of these paths as due now."""
        # The home may lie in a watched folder: our own writes are no reason to update.
        changed = {path for path in changed if not path.is_relative_to(self._home)}
        for place in self.places:
            if place.is_touched(changed):
                place.due = 0.0

    def update_due(self, library: Library) -> Iterator[WatchEvent]:
        """Update the places that are due."""
        for place in self.places:
            if time.monotonic() < place.due:
                continue
            try:
                report = self._update(place, library)
            except DatelineError as error:
                place.due = time.monotonic() + _RETRY_SECONDS
                if place.failure != str(error):
                    place.failure = str(error)
                    yield WatchEvent(_format_now(), place.name, error=place.failure)
                continue
            place.failure = ""
            if _has_news(report := place.drop_known_problems(report)):
                yield WatchEvent(_format_now(), place.name, report)

    def tend(self, library: Library) -> bool:
        """Find who says what in some of the articles that are new, and erase removed ones whose
        term is over, if nobody else is writing. Returns whether something may have been found."""
        is_erasing = time.monotonic() >= self._erase_again and library.is_erasure_due
        if not (library.unenriched_count or is_erasing):
            return False
        if is_erasing:
            self._erase_again = time.monotonic() + _ERASURE_SECONDS
        # To open the archive for writing erases what is due.
        with suppress(DatelineError), library.writable() as writer:
            return writer.enrich(limit=_ENRICHED_AT_ONCE) > 0
        return False

    def _update(self, place: _WatchedPlace, library: Library) -> AddReport:
        # Folders are due from time to time, too: the system reports no changes for a network disk,
        # nor for a folder that was removed and created again.
        place.due = time.monotonic() + self._settings.watch_minutes * 60
        if place.path is not None:
            return self._update_path(place.path, library)
        return self._update_address(place, library)

    def _update_path(self, path: Path, library: Library) -> AddReport:
        if not path.exists():
            raise DatelineError(f"{path} is not there", "Nothing was removed")
        with (
            gather([str(path)], self._settings, may_be_empty=True) as sources,
            library.writable() as writer,
        ):
            reads = sources.read(writer.find_stamp)
            return writer.sync(path, reads) if path.is_dir() else writer.add(reads)

    def _update_address(self, place: _WatchedPlace, library: Library) -> AddReport:
        def set_due(seconds: float) -> None:
            place.due = time.monotonic() + max(seconds, self._settings.watch_minutes * 60)

        # Fetch before locking the archive, because sites may be slow. Most have nothing new; then
        # the archive is not locked at all.
        with ReaderSandbox() as sandbox:
            read, remembered = sandbox.read_document, library.find_stamp
            reads = list(read_url(place.name, self._fetcher, read, remembered, set_due))
        if all(isinstance(read, Problem | UnchangedSource) for read in reads):
            problems = [read for read in reads if isinstance(read, Problem)]
            return AddReport(
                skipped=tuple(problem for problem in problems if problem.skipped),
                warnings=tuple(problem for problem in problems if not problem.skipped),
            )
        with library.writable() as writer:
            return writer.add(reads)


def _has_news(report: AddReport) -> bool:
    return any(
        (
            report.added,
            report.updated,
            report.removed,
            report.killed,
            report.held,
            report.restored,
            report.skipped,
            report.warnings,
        )
    )


def _format_now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
