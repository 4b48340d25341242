"""Several processes at one home: one writes, and readers only ever see whole articles."""

from __future__ import annotations

import fcntl
import logging
import random
import signal
from collections import Counter
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.core.errors import DatelineError
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.vectors import shared_lock
from tests.reliability import tasks
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import Story, stories, write
from tests.reliability.processes import Child, spawn, wait_until
from tests.reliability.state import kept

_log = logging.getLogger(__name__)
_READERS = 10
# Between two questions of a reader, so that the writer gets on with a few processors, too.
_PAUSE_SECONDS = 0.5
_QUERIES = (
    "the harbour council of Elverby",
    "a narrow ferry worth million",
    "what did Adler say about the bridge",
    "the new orchestra was praised by the museum",
)


def test_of_two_that_add_at_once_one_wins_and_the_other_names_it(
    home: Path, model: Path, articles: Path
) -> None:
    options = ("--home", home, "--model", model, "add", articles, "--json")
    with spawn(*options) as one, spawn(*options) as other:
        ended = {
            process.pid: (process.communicate(), process.returncode) for process in (one, other)
        }
    codes = {pid: code for pid, (_, code) in ended.items()}
    if sorted(codes.values()) == [0, 0]:
        # The one was done before the other began: still nothing twice.
        assert sum('"added": 120' in out for (out, _), _ in ended.values()) == 1
        return
    winner, loser = sorted(codes, key=codes.__getitem__)
    assert (codes[winner], codes[loser]) == (0, 2)
    error = ended[loser][0][1]
    assert f"(pid {winner})" in error
    assert error.count("\n") == 1
    assert len(kept(home)) == 120


def test_whoever_comes_second_is_told_the_first_ones_pid(
    home: Path, model: Path, articles: Path, dateline: Dateline
) -> None:
    writer = Child(tasks.add, articles, home, str(model))
    try:
        next(writer.messages())
        _stop_outside_the_vectors(writer, home)
        for command in (("add", articles), ("remove", "x"), ("doctor",), ("rebuild",)):
            ran = dateline(*command).finish()
            assert ran.code == 2, command
            assert f"(pid {writer.pid})" in ran.line
        assert dateline("search", "harbour").finish().code == 0
    finally:
        writer.kill()
    # The lock of a process that was killed is nobody's.
    assert (home / "writer.pid").read_text() == str(writer.pid)
    assert dateline("add", articles).finish().code == 0
    assert not (home / "writer.pid").exists()
    assert len(kept(home)) == 120


def _stop_outside_the_vectors(writer: Child, home: Path) -> None:
    """Stop the writer while this process holds the lock of the vectors, so the writer does not."""
    with (home / "chroma.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        writer.signal(signal.SIGSTOP)
        wait_until(writer.is_stopped)


def test_who_waits_for_the_vectors_in_vain_is_told_why(
    home: Path, model: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(home, model=str(model), write=True) as library:
        library.add(read_files(find_files([articles]), library.find_stamp))
    monkeypatch.setattr(shared_lock, "_PATIENCE", 0.1)
    with Library.open(home, model=str(model)) as library, (home / "chroma.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(DatelineError, match="Another process has them") as raised:
            library.search("harbour")
    assert "disk" not in str(raised.value)


def _read(told: Connection, home: Path, model: str, seed: int) -> None:
    """Search, get and quote until the other end says to stop; send what was wrong, and counts."""
    from assistant.pipeline import Assistant
    from index.core.errors import DatelineError
    from index.library import Library

    rng = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    with Library.open(home, model=model) as library:
        assistant = Assistant(library)

        def stands(article_id: str, start: int, end: int, quote: str) -> None:
            counts["quotes"] += 1
            try:
                article = library.get(article_id)
            except DatelineError:
                counts["gone"] += 1
                return
            if article.text[start:end] == quote:
                return
            # It was replaced between the two reads: then it stands in what it was before.
            counts["replaced"] += 1
            versions = library.versions(article_id)
            if not any(version.article.text[start:end] == quote for version in versions):
                wrong.append(f"{article_id} {start}-{end}: {quote!r}")

        while not told.poll(_PAUSE_SECONDS):
            query = rng.choice(_QUERIES)
            counts["searches"] += 1
            for hit in library.search(query, 10):
                passage = hit.passage
                stands(passage.article_id, passage.start, passage.end, passage.text)
                for sentence in hit.sentences:
                    counts["sentences"] += 1
                    if not passage.start <= sentence.start < sentence.end <= passage.end:
                        wrong.append(f"{passage.id}: {sentence}")
            counts["answers"] += 1
            for citation in assistant.ask(query).citations:
                stands(citation.article_id, citation.start, citation.end, citation.quote)
    told.send((counts, wrong))


def test_readers_of_a_home_that_is_written_see_whole_articles(
    home: Path, model: Path, tmp_path: Path, dateline: Dateline
) -> None:
    folder = tmp_path / "articles"
    made = list(stories(60, seed=8))
    write(folder, made)
    assert dateline("add", folder).finish().code == 0
    readers = [Child(_read, home, str(model), seed) for seed in range(_READERS)]
    try:
        written = 0
        for generation in range(1, 3):
            other = list(stories(60, seed=100 + generation))
            write(folder, [_rewritten(story, new) for story, new in zip(made, other, strict=True)])
            report = dateline("add", folder, "--json").finish().json
            written += report["updated"]
        gone = [story.id for story in made[:10]]
        assert dateline("remove", *gone).finish().code == 0
        counts: Counter[str] = Counter()
        for reader in readers:
            reader.said.send("stop")
            found, wrong = next(reader.messages())
            assert wrong == []
            assert reader.wait() == 0
            counts += found
    finally:
        for reader in readers:
            reader.kill()
    _log.info("%s", dict(counts))
    assert counts["quotes"] > 100
    assert written >= 100
    assert len(kept(home)) == 50
    assert dateline("doctor").finish().code == 0


_ROWS = 2_400
_ROWS_AT_A_TIME = 60


def _vectors() -> Any:
    """So many that Chroma writes its graph to files twice."""
    return np.random.default_rng(1).normal(size=(_ROWS, 32)).astype(np.float32)


def _write_vectors(told: Connection, folder: Path) -> None:
    from index.storage.vectors.vector_store import VectorStore

    store, vectors = VectorStore(folder), _vectors()
    for start in range(0, _ROWS, _ROWS_AT_A_TIME):
        rows = slice(start, start + _ROWS_AT_A_TIME)
        ids = [f"row {number}" for number in range(_ROWS)[rows]]
        store.upsert(ids, vectors[rows], [{"source": "post"}] * len(ids))
        told.send(start)
    store.close()


def _query_vectors(told: Connection, folder: Path) -> None:
    from index.core.article import Filters
    from index.storage.vectors.vector_store import VectorStore

    store, vectors = VectorStore(folder), _vectors()
    while not told.poll(0.01):
        rows = store.count()
        assert len(store.nearest(vectors[0], 20, Filters())) >= min(20, rows)
        store.refresh()
    store.close()


def _check_vectors(told: Connection, folder: Path) -> None:
    from index.core.article import Filters
    from index.storage.vectors.vector_store import VectorStore

    store, vectors = VectorStore(folder), _vectors()
    rows = store.rows(sorted(store.ids()))
    cosines = [
        float(rows[f"row {i}"][0] @ vectors[i] / np.linalg.norm(rows[f"row {i}"][0]))
        / float(np.linalg.norm(vectors[i]))
        for i in range(_ROWS)
    ]
    found = [store.nearest(vectors[i], 1, Filters()) for i in range(0, _ROWS, 24)]
    told.send((min(cosines), found == [[f"row {i}"] for i in range(0, _ROWS, 24)]))


@pytest.mark.parametrize("trial", range(3))
def test_readers_of_vectors_that_are_written_do_no_harm(tmp_path: Path, trial: int) -> None:
    # Chroma's own readers write to its files: without taking turns, one run in six ended with
    # vectors that nobody could read any more, and every second one with an error meanwhile.
    folder = tmp_path / "chroma"
    writer = Child(_write_vectors, folder)
    next(writer.messages())
    readers = [Child(_query_vectors, folder) for _ in range(3)]
    try:
        assert len(list(writer.messages())) == _ROWS // _ROWS_AT_A_TIME - 1
        for reader in readers:
            reader.said.send("stop")
            assert reader.wait() == 0
    finally:
        for child in (writer, *readers):
            child.kill()
    ((least, all_found),) = Child(_check_vectors, folder).messages()
    assert least > 0.999
    assert all_found


def _rewritten(story: Story, other: Story) -> Story:
    """The story with the words of another; every second keeps its end."""
    end = story.text[-100:] if int(story.id[-3:]) % 2 else ""
    return replace(story, title=other.title, text=f"{other.text}\n\n{end}".strip())
