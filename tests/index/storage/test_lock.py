"""One writer a home; the operating system frees the lock of a dead one (see test_home)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.core.errors import DatelineError
from index.storage.lock import WriterLock


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    with WriterLock(tmp_path), pytest.raises(DatelineError) as raised:
        WriterLock(tmp_path).acquire()
    assert f"(pid {os.getpid()})" in raised.value.message
    assert str(tmp_path) in raised.value.message
    assert raised.value.remedy


def test_it_is_free_after_release_and_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), WriterLock(tmp_path):
        raise ZeroDivisionError
    with WriterLock(tmp_path):
        pass
    WriterLock(tmp_path).acquire()


def test_releasing_what_was_never_taken_frees_nobody_else(tmp_path: Path) -> None:
    with WriterLock(tmp_path):
        WriterLock(tmp_path).release()
        with pytest.raises(DatelineError, match="pid"):
            WriterLock(tmp_path).acquire()


@pytest.mark.parametrize("left_behind", ["", "4194303", "not a number"])
def test_a_pid_left_behind_locks_nothing(tmp_path: Path, left_behind: str) -> None:
    (tmp_path / "writer.pid").write_text(left_behind)
    with WriterLock(tmp_path):
        assert (tmp_path / "writer.pid").read_text() == str(os.getpid())


def test_an_owner_without_a_readable_pid_is_still_an_owner(tmp_path: Path) -> None:
    with WriterLock(tmp_path):
        (tmp_path / "writer.pid").write_text("?")
        with pytest.raises(DatelineError, match="Another process is writing"):
            WriterLock(tmp_path).acquire()
