"""Removing and restoring, killed before each call to a store, beside others, on a full disk."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from index.maintenance import offline_repair
from index.storage.home import Home
from tests.disk import Disk
from tests.reliability import tasks
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import stories, write
from tests.reliability.processes import Child
from tests.reliability.state import kept

pytestmark = pytest.mark.usefixtures("quick_doctor")

_ARTICLES = 6
_GONE = ["story-7-001", "story-7-003"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    write(folder, list(stories(_ARTICLES, seed=7)))
    return folder


def _work(told: Connection, home: Path, model: str, task: str, fatal: int) -> None:
    """Do a task, and die before the call to a store with this number, from 1."""
    from index.library import Library
    from index.storage.sqlite.database import Database

    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1
        if calls == fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    with Library.open(home, model=model, write=True) as library:
        _begin(library, home.parent / "news", removed=task in ("restore", "purge"))
        stores = library._home
        for store, name in (
            (stores.catalog, "remember"),
            (stores.catalog, "write"),
            (stores.catalog, "delete"),
            (stores.catalog.removed, "keep"),
            (stores.catalog.removed, "drop"),
            (stores.indexes.vectors, "upsert"),
            (stores.indexes.vectors, "delete"),
            (stores.indexes.lexical, "write"),
            (stores.indexes.lexical, "rewrite"),
        ):
            setattr(store, name, _announce(getattr(store, name), count))
        Database.erase_deleted = _announce(Database.erase_deleted, count)  # type: ignore[method-assign]
        _TASKS[task](library)
    told.send("done")


def _begin(library: Any, news: Path, *, removed: bool) -> None:
    """Bring the archive into the state in which a task begins."""
    from index.sources.sandbox.files import find_files, read_files

    library.add(read_files(find_files([news])))
    if removed:
        library.remove(_GONE)


def _announce(call: Callable[..., Any], before: Callable[[], None]) -> Callable[..., Any]:
    def announced(*arguments: Any) -> Any:
        before()
        return call(*arguments)

    return announced


_TASKS: dict[str, Callable[[Any], object]] = {
    "remove": lambda library: library.remove(_GONE),
    "restore": lambda library: library.restore(_GONE),
    "for good": lambda library: library.remove(_GONE, 0),
    "purge": lambda library: library.purge(),
}


def _removed(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "catalog.sqlite3")) as catalog:
        return [row[0] for row in catalog.execute("SELECT id FROM removed ORDER BY id")]


@pytest.mark.parametrize("task", _TASKS)
def test_killed_at_any_step_there_is_the_article_or_the_removed_one(
    news: Path, home: Path, model: Path, dateline: Dateline, task: str
) -> None:
    texts = {story.id: story.text for story in stories(_ARTICLES, seed=7)}
    assert dateline("add", news).finish().code == 0
    left = {i: text for i, text in texts.items() if i not in _GONE}
    for fatal in range(1, 100):
        child = Child(_work, home, str(model), task, fatal)
        done = "done" in list(child.messages())
        assert child.wait() == (0 if done else -signal.SIGKILL)
        there, removed = kept(home), _removed(home)
        # All of them, in one place or for good in none.
        assert (there, removed) in [(texts, []), (left, _GONE), (left, [])]
        if task in ("remove", "restore"):
            assert (there, removed) != (left, [])
        Home(home, write=True).close()
        assert [line for line in _examine(home) if "not erased" not in line] == []
        with_articles = there == texts
        if done:
            assert with_articles == (task == "restore")
            break
        if not with_articles and not removed:
            # Killed before it was erased: the next writer does it.
            assert dateline("enrich").finish().code == 0
            assert _examine(home) == []
            gone = texts[_GONE[0]][:60].encode()
            assert not any(gone in f.read_bytes() for f in home.glob("catalog*"))
    else:
        pytest.fail("it never ended")
    assert fatal > 3


def _examine(home: Path) -> list[str]:
    return list(offline_repair.examine(home).lines())


def test_a_reader_follows_removals_and_restorations_of_another_process(
    news: Path, home: Path, model: Path, dateline: Dateline
) -> None:
    assert dateline("add", news).finish().code == 0
    reader = Child(tasks.search, home, str(model))
    try:
        query = " ".join(kept(home)[_GONE[0]].split()[:12])
        assert _GONE[0] in reader.ask(query)
        for command, is_found in (
            (("remove", *_GONE), False),
            (("restore", *_GONE), True),
            (("remove", "--for-good", *_GONE), False),
        ):
            # While another process has it open for reading, also to erase.
            assert dateline(*command).finish().code == 0
            assert (_GONE[0] in reader.ask(query)) == is_found
        assert dateline("doctor").finish().code == 0
    finally:
        reader.kill()


def test_on_a_full_disk_a_removal_for_good_says_so_and_is_made_up_for(
    disk: Disk, model: Path, tmp_path: Path, news: Path
) -> None:
    from tests.reliability.processes import Command

    home = disk.folder / "home"
    command = ("--home", home, "--model", model)

    def run(*arguments: object) -> Any:
        return Command(tmp_path / "printed", *command, *arguments).finish()

    assert run("add", news).code == 0
    text = kept(home)[_GONE[0]]
    assert run("remove", *_GONE).code == 0
    disk.resize(8_000)
    disk.fill()
    failed = run("removed", "--purge")
    assert failed.code == 2
    assert "disk" in failed.line
    assert run("list").code == 0
    disk.empty()
    assert run("removed", "--purge").code == 0
    assert not any(text[:60].encode() in file.read_bytes() for file in home.glob("catalog*"))
    assert run("doctor").code == 0
    assert len(kept(home)) == _ARTICLES - len(_GONE)
