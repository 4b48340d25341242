"""One writer a home; the operating system frees the lock of a dead one (see test_home)."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.storage.lock import WriterLock


def hold(folder: Path, ready: Connection) -> None:
    with WriterLock(folder):
        ready.send(os.getpid())
        ready.recv()


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[int]:
    """The pid of another process that has the lock of `tmp_path`."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=hold, args=(tmp_path, theirs))
    process.start()
    assert ours.poll(60)
    yield ours.recv()
    ours.send("done")
    process.join()


def test_the_second_is_told_who_the_first_is(owner: int, tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as raised:
        WriterLock(tmp_path).acquire()
    assert raised.value.message == f"Another process (pid {owner}) is writing to {tmp_path}"
    assert raised.value.remedy


def test_a_second_one_in_this_process_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with WriterLock(tmp_path), pytest.raises(DatelineError) as raised:
        WriterLock(tmp_path / "link").acquire()
    assert raised.value.message == f"This process is writing to {tmp_path / 'link'} already"
    assert "close it" in raised.value.remedy


def test_the_lock_of_another_process_is_not_taken_for_an_earlier_one_of_ours(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    WriterLock(tmp_path).acquire()  # forgotten, and released when it is collected
    gc.collect()
    pid = request.getfixturevalue("owner")
    # In a container, all processes can have the same pid.
    (tmp_path / "writer.pid").write_text(str(os.getpid()))
    with pytest.raises(DatelineError, match="Another process"):
        WriterLock(tmp_path).acquire()
    assert pid != os.getpid()


def test_it_is_free_after_release_and_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), WriterLock(tmp_path):
        raise ZeroDivisionError
    with WriterLock(tmp_path):
        pass
    WriterLock(tmp_path).acquire()


def test_releasing_what_was_never_taken_frees_nobody_else(tmp_path: Path) -> None:
    with WriterLock(tmp_path):
        WriterLock(tmp_path).release()
        with pytest.raises(DatelineError, match="is writing"):
            WriterLock(tmp_path).acquire()


@pytest.mark.parametrize("left_behind", ["", "4194303", "not a number"])
def test_a_pid_left_behind_locks_nothing(tmp_path: Path, left_behind: str) -> None:
    (tmp_path / "writer.pid").write_text(left_behind)
    with WriterLock(tmp_path):
        assert (tmp_path / "writer.pid").read_text() == str(os.getpid())


@pytest.mark.usefixtures("owner")
def test_an_owner_without_a_readable_pid_is_still_an_owner(tmp_path: Path) -> None:
    (tmp_path / "writer.pid").write_text("?")
    with pytest.raises(DatelineError, match="Another process is writing"):
        WriterLock(tmp_path).acquire()
