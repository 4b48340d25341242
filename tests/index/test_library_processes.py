"""A library in a forked process, which has a copy of the memory and of none of the threads."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from index.core.errors import DatelineError
from index.library import Library
from tests.index.conftest import OpenLibrary
from tests.index.stories import add, search_ids, story
from tests.reliability.processes import PATIENCE

CALLS: dict[str, Callable[[Library], object]] = {
    "search": lambda library: library.search("volcano", 2),
    "get": lambda library: library.get("a"),
    "list": lambda library: list(library.articles()),
    "count": lambda library: library.article_count,
    "compare": lambda library: library.compare("volcano", ["A volcano erupted."]),
    "warm up": lambda library: library.warm_up(),
    "add": lambda library: library.add([]),
    "remove": lambda library: library.remove(["a"]),
    "enrich": lambda library: library.enrich(),
    "writable": lambda library: library.writable().__enter__(),
}


def try_calls(library: Library, results: Connection) -> None:
    for call in CALLS.values():
        try:
            call(library)
        except DatelineError as error:
            results.send(str(error))
        else:
            results.send("it worked")
    library.close()
    results.send("closed")


@pytest.mark.slow
@pytest.mark.parametrize("write", [True, False])
def test_a_forked_process_learns_to_open_its_own(
    open_library: OpenLibrary, home: Path, tmp_path: Path, *, write: bool
) -> None:
    library = open_library(home, write=True)
    add(library, story(tmp_path / "a.md", "A volcano erupted."))
    if not write:
        library.close()
        library = open_library(home)
    assert search_ids(library, "volcano") == ["a"]
    # As if another thread were writing at that moment: the child's copy stays locked.
    library._write_lock.acquire()
    ours, theirs = multiprocessing.Pipe(duplex=False)
    child = multiprocessing.get_context("fork").Process(target=try_calls, args=(library, theirs))
    child.start()
    try:
        for name in CALLS:
            assert ours.poll(PATIENCE), f"{name} hangs"
            said = ours.recv()
            assert "opened in another process (pid" in said, name
            assert "Open it in each process" in said
        assert ours.poll(PATIENCE)
        assert ours.recv() == "closed"
    finally:
        child.kill()
        child.join()
        library._write_lock.release()
    # The child has closed nothing of the parent's.
    assert search_ids(library, "volcano") == ["a"]
    if write:
        with pytest.raises(DatelineError, match="is writing"):
            open_library(home, write=True)
        assert library.remove(["a"]) == (["a"], [])


def open_and_search(home: Path, results: Connection) -> None:
    try:
        with Library.open(home) as library:
            results.send(search_ids(library, "volcano"))
    except DatelineError as error:
        results.send(str(error))


def run_child(method: str, home: Path) -> object:
    """What a child process sends that opens the home and searches."""
    context: Any = multiprocessing.get_context(method)
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=open_and_search, args=(home, theirs))
    child.start()
    try:
        assert ours.poll(PATIENCE), "the child hangs"
        return ours.recv()
    finally:
        child.kill()
        child.join()


@pytest.mark.slow
def test_a_child_opens_its_own_if_it_is_no_fork_of_one_that_had_an_archive_open(
    open_library: OpenLibrary, home: Path, tmp_path: Path
) -> None:
    library = open_library(home, write=True)
    add(library, story(tmp_path / "a.md", "A volcano erupted."))
    library.close()
    with Library.open(home) as opened:
        assert search_ids(opened, "volcano") == ["a"]
        refused = run_child("fork", home)
        assert f"forked from one (pid {os.getpid()}) that had an archive open" in str(refused)
        assert "spawn" in str(refused)
        assert run_child("spawn", home) == ["a"]
        assert search_ids(opened, "volcano") == ["a"]


@pytest.mark.parametrize("name", [name for name in CALLS if name != "writable"])
def test_a_closed_library_says_so(
    open_library: OpenLibrary, home: Path, tmp_path: Path, name: str
) -> None:
    library = open_library(home, write=True)
    add(library, story(tmp_path / "a.md", "A volcano erupted."))
    library.close()
    library.close()
    with pytest.raises(DatelineError, match=r"The library is closed\. Open it again"):
        CALLS[name](library)


def test_a_second_writer_in_one_process_is_not_called_another_process(
    open_library: OpenLibrary, home: Path
) -> None:
    library = open_library(home, write=True)
    with pytest.raises(DatelineError, match=r"This process is writing to .* already"):
        open_library(home, write=True)
    library.close()
    open_library(home, write=True).close()
