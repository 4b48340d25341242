"""Tasks are written in turn, and the archive is opened for as many as may be at once."""

from __future__ import annotations

from collections.abc import Iterator
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
class Opened:
    """An archive that can be opened for writing, once it may be; notes what happens to it."""

    may_open: Event = field(default_factory=Event)
    log: list[str] = field(default_factory=list)

    @contextmanager
    def writable(self) -> Iterator[Library]:
        assert self.may_open.wait(PATIENCE)
        self.log.append("open")
        yield cast("Library", self)
        self.log.append("close")


@dataclass
class Steps:
    """So many steps, of which the last may fail."""

    name: str
    log: list[str]
    left: int
    error: Exception | None = None
    patient: bool = True
    ended: Event = field(default_factory=Event)
    refused: list[Refusal] = field(default_factory=list)

    def step(self, writer: Library) -> bool:
        self.left -= 1
        if self.left == 0 and self.error is not None:
            raise self.error
        self.log.append(self.name)
        if self.left == 0:
            self.ended.set()
        return self.left > 0

    def fail(self, refusal: Refusal) -> None:
        self.refused.append(refusal)
        self.ended.set()


def written(
    seconds: float, *steps: tuple[str, int, Exception | None]
) -> tuple[list[str], list[Steps]]:
    """What happened while these tasks, begun before the archive could be opened, were written."""
    archive = Opened()
    writer = Writer(cast("Library", archive), len(steps), seconds)
    tasks = [Steps(name, archive.log, count, error) for name, count, error in steps]
    for task in tasks:
        writer.begin(task)
    archive.may_open.set()
    for task in tasks:
        assert task.ended.wait(PATIENCE)
    assert writer.close(PATIENCE)
    assert writer.waiting == 0
    return archive.log, tasks


def test_tasks_take_turns_and_the_archive_is_opened_once_for_all() -> None:
    log, _ = written(PATIENCE, ("a", 3, None), ("b", 1, None), ("c", 2, None))
    assert log == ["open", "a", "b", "c", "a", "c", "a", "close"]


def test_others_are_let_in_when_the_time_is_over() -> None:
    log, _ = written(0.0, ("a", 2, None), ("b", 1, None))
    assert log == ["open", "a", "close", "open", "b", "close", "open", "a", "close"]


@pytest.mark.parametrize("error", [DatelineError("Full"), ValueError("a mistake")])
def test_what_fails_ends_alone(error: Exception) -> None:
    log, tasks = written(PATIENCE, ("a", 2, error), ("b", 2, None))
    assert [len(task.refused) for task in tasks] == [1, 0]
    # It failed while the archive was open, which is opened anew for the other.
    assert log == ["open", "a", "b", "open", "b", "close"]
