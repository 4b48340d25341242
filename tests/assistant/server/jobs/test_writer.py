"""Writes are done in order, and the archive is opened once for as many as may be at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import cast

import pytest

from assistant.server.http.problems import Refusal
from assistant.server.jobs.writer import Writer
from index.core.errors import DatelineError
from index.library import Library

PATIENCE = 60


@dataclass
class Archive:
    """An archive that can be opened once it may be, and notes what happens to it."""

    may_open: Event = field(default_factory=Event)
    log: list[str] = field(default_factory=list)

    @contextmanager
    def writable(self) -> Iterator[Library]:
        assert self.may_open.wait(PATIENCE)
        self.log.append("open")
        yield cast("Library", self)
        self.log.append("close")

    def note(self, name: str) -> Callable[[Library], str]:
        """An action that leaves its name in the log and returns it."""

        def act(library: Library) -> str:
            self.log.append(name)
            return name

        return act


def raising(error: Exception) -> Callable[[Library], str]:
    def act(library: Library) -> str:
        raise error

    return act


def write(
    archive: Archive, seconds: float, *actions: Callable[[Library], str]
) -> list[Future[str]]:
    """Submit actions before the archive can be opened, and wait until all are done."""
    writer = Writer(cast("Library", archive), seconds)
    futures = [writer.submit(action) for action in actions]
    archive.may_open.set()
    for future in futures:
        future.exception(PATIENCE)
    assert writer.close(PATIENCE)
    return futures


def test_the_archive_is_opened_once_for_all_that_wait() -> None:
    archive = Archive()
    futures = write(archive, PATIENCE, *map(archive.note, "abc"))
    assert archive.log == ["open", "a", "b", "c", "close"]
    assert [future.result() for future in futures] == ["a", "b", "c"]


def test_other_processes_get_their_turn_when_the_time_is_over() -> None:
    archive = Archive()
    write(archive, 0.0, *map(archive.note, "ab"))
    assert archive.log == ["open", "a", "close", "open", "b", "close"]


@pytest.mark.parametrize("error", [DatelineError("Full"), ValueError("a mistake")])
def test_a_write_that_fails_fails_alone(error: Exception) -> None:
    archive = Archive()
    first, second = write(archive, PATIENCE, raising(error), archive.note("b"))
    assert isinstance(first.exception(), Refusal)
    assert second.result() == "b"
    # The failure left the archive in the middle; it is opened again for the other.
    assert archive.log == ["open", "open", "b", "close"]


def test_a_write_that_was_cancelled_is_not_done() -> None:
    archive = Archive()
    writer = Writer(cast("Library", archive), PATIENCE)
    first, second = (writer.submit(archive.note(name)) for name in "ab")
    assert first.cancel()
    archive.may_open.set()
    assert second.result(PATIENCE) == "b"
    with pytest.raises(CancelledError):
        first.result(0)
    assert writer.close(PATIENCE)
    assert archive.log == ["open", "b", "close"]


def test_a_writer_that_stops_refuses_what_waits_and_what_comes() -> None:
    archive = Archive()
    writer = Writer(cast("Library", archive), PATIENCE)
    waiting = [writer.submit(archive.note(name)) for name in "ab"]
    assert not writer.close(0.0)
    archive.may_open.set()
    assert writer.close(PATIENCE)
    for future in (waiting[1], writer.submit(archive.note("c"))):
        with pytest.raises(Refusal, match="stopping"):
            future.result(PATIENCE)
    assert "b" not in archive.log
