"""An ingest that is killed again and again: what was acknowledged is there, and nothing twice."""

from __future__ import annotations

import logging
import random
import signal
import threading
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from index.embedding.engine import Vectors
from index.ingest.reports import Examination
from index.maintenance import offline_repair
from index.splitting.passages import embedding_text
from index.storage.catalog import Catalog
from index.storage.home import Home
from tests.reliability.conftest import Dateline
from tests.reliability.corpus import stories, write
from tests.reliability.processes import Child, spawn, wait_until
from tests.reliability.state import assert_equal, kept, state

_log = logging.getLogger(__name__)

pytestmark = pytest.mark.usefixtures("quick_doctor")

_SEED = 20310711
_ARTICLES = 300
_KILLS = 12
_KILLS_IN_WRITES = 8
# What a store takes for a batch on a machine that has nothing else to do.
_WRITE_SECONDS = 0.025
_QUERIES = (
    "harbour",
    "Adler said the council delayed the bridge",
    "a narrow ferry worth million in Hythe",
    '"corrections are printed on page two"',
    "What did Jessop say about the orchestra of Gorsedale?",
    "vaccine election tunnel quarry",
)


def _ingest(told: Connection, folder: Path, home: Path, model: str) -> None:
    """Add the folder's files; say what the model reads, what is written, and what is safe."""
    from index.embedding.embedder import Embedder
    from index.library import Library
    from index.sources.parsed_article import ParsedArticle, SourceEvent
    from index.sources.sandbox.files import find_files, read_files

    lock = threading.Lock()

    def tell(kind: str, what: Any = "") -> None:
        with lock:  # what is read, written and safe is told by one thread each
            told.send((kind, what))

    class Metered(Embedder):
        def embed_passages(self, texts: Any) -> Vectors:
            tell("reads", list(texts))
            return super().embed_passages(texts)

    class Watched(Home):
        def _open_stores(self, undo: ExitStack) -> None:
            super()._open_stores(undo)
            _announce(tell, self.indexes.vectors, "upsert")
            _announce(tell, self.indexes.lexical, "write")
            _announce(tell, self.catalog, "write")

    def safe(read: SourceEvent) -> None:
        if isinstance(read, ParsedArticle):
            tell("safe", read.article.id)

    tell("started")
    with Library(Watched(home, write=True), Metered(model)) as library:
        tell("opened")
        library.add(read_files(find_files([folder]), library.find_stamp), safe)
    tell("closed")


def _announce(tell: Callable[[str], None], store: object, method: str) -> None:
    """Have a store say that it is about to write."""
    whole = getattr(store, method)

    def announced(*arguments: Any) -> None:
        tell(f"{type(store).__name__} writes")
        whole(*arguments)

    setattr(store, method, announced)


def _search(told: Connection, home: Path, model: str) -> None:
    from index.library import Library

    with Library.open(home, model=model) as library:
        for query in _QUERIES:
            hits = library.search(query, 20)
            told.send([(hit.passage.id, hit.score, hit.also_in, hit.story_id) for hit in hits])


@dataclass(frozen=True)
class _Moment:
    """When to kill: `delay` seconds after the process says `kind`, once so many are safe."""

    safe: int
    kind: str
    delay: float


@dataclass
class _Run:
    """One home, what its ingests said was safe, and what they had the model read."""

    folder: Path
    home: Path
    model: str
    safe: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    # When the undisturbed run said what, and how many articles were safe then.
    said: list[tuple[float, str, int]] = field(default_factory=list)

    def undisturbed(self) -> None:
        """Run to the end."""
        start = time.monotonic()
        child = Child(_ingest, self.folder, self.home, self.model)
        for kind, what in child.messages():
            self._note(kind, what)
            self.said.append((time.monotonic() - start, kind, len(self.safe)))
        assert child.wait() == 0

    def killed(self, moment: _Moment) -> None:
        """Run until that moment, or to the end where that comes first."""
        child = Child(_ingest, self.folder, self.home, self.model)
        try:
            for kind, what in child.messages():
                self._note(kind, what)
                if kind == moment.kind and len(self.safe) >= moment.safe:
                    break
            end = time.monotonic() + moment.delay
            while (left := end - time.monotonic()) > 0 and child.said.poll(left):
                for kind, what in islice(child.messages(), 1):
                    self._note(kind, what)
        finally:
            child.kill()
        for kind, what in child.messages():  # said before it died
            self._note(kind, what)

    def moments(self, rng: random.Random) -> list[_Moment]:
        """Moments of an undisturbed run: any time of it, its writes once more, and its end."""
        times = [time for time, _, _ in self.said]
        found = []
        for at in [*(rng.uniform(0, times[-1]) for _ in range(_KILLS - 1)), times[-1]]:
            since, kind, safe = self.said[max(0, bisect_right(times, at) - 1)]
            found.append(_Moment(safe, kind, max(0.0, at - since)))
        writes = [(kind, safe) for _, kind, safe in self.said if kind.endswith("writes")]
        for kind, safe in rng.choices(writes, k=_KILLS_IN_WRITES):
            found.append(_Moment(safe, kind, rng.uniform(0, _WRITE_SECONDS)))
        return sorted(found, key=lambda moment: moment.safe)

    def _note(self, kind: str, what: Any) -> None:
        if kind == "safe":
            self.safe.add(what)
        elif kind == "reads":
            self.read.update(what)


def _passage_texts(home: Path) -> set[str]:
    """What the model had read of the passages that are stored, and need not read again."""
    if not (home / "catalog.sqlite3").exists():
        return set()
    catalog = Catalog(home / "catalog.sqlite3")
    try:
        if not catalog.schema:
            return set()
        stored = catalog.passages(catalog.passage_ids()).values()
        return {embedding_text(one.title, one.passage.text) for one in stored}
    finally:
        catalog.close()


def _nothing_lost(found: Examination) -> None:
    """What a write left half done was only added; a home that is being made is none yet."""
    assert (found.faults, found.altered, found.broken, found.ungrouped) == ([], [], [], [])
    for index in (found.vectors, found.lexical):
        assert not index.wrong
        assert not index.missing
        assert index.fault in ("", "the folder is missing")


def _found(run: _Run) -> list[Any]:
    return list(Child(_search, run.home, run.model).messages())


def _settle(folder: Path) -> None:
    """Wait until the files are so old that a change would show in their times."""
    newest = max(path.stat().st_ctime for path in folder.iterdir())
    wait_until(lambda: time.time() - newest > 2.1)


def test_an_ingest_killed_at_any_moment_ends_as_one_that_was_not(
    tmp_path: Path, model: Path
) -> None:
    made = list(stories(_ARTICLES, _SEED))
    texts = {story.id: story.text for story in made}
    write(tmp_path / "articles", made)
    _settle(tmp_path / "articles")
    plain = _Run(tmp_path / "articles", tmp_path / "plain", str(model))
    plain.undisturbed()
    assert plain.safe == texts.keys()

    run = _Run(tmp_path / "articles", tmp_path / "home", str(model))
    tally: Counter[str] = Counter()
    for number, moment in enumerate(plain.moments(random.Random(_SEED))):
        run.read.clear()
        before = _passage_texts(run.home)
        run.killed(moment)
        assert not run.read & before
        there = kept(run.home)
        assert {i: texts[i] for i in run.safe} == {i: there.get(i) for i in run.safe}
        assert there.items() <= texts.items()
        tally[f"killed after: {moment.kind}"] += 1
        if (run.home / "catalog.sqlite3").exists():
            found = offline_repair.examine(run.home)
            _nothing_lost(found)
            tally["interrupted"] += found.interrupted
            tally["strangers"] += bool(found.vectors.strangers or found.lexical.strangers)
            tally["missing"] += bool(found.vectors.fault or found.lexical.fault)
        Home(run.home, write=bool(number % 2)).close()
        assert list(offline_repair.examine(run.home).lines()) == []
    run.read.clear()
    before = _passage_texts(run.home)
    run.undisturbed()
    assert not run.read & before
    # What was stored, but not yet told when the process was killed, is not told again.
    assert run.safe <= texts.keys()
    _log.info("killed: %s", tally)

    ended = state(run.home)
    assert_equal(ended, state(plain.home))
    assert ended.tables["versions"] == []
    assert _found(run) == _found(plain)
    assert list(offline_repair.examine(run.home).lines()) == []


def test_ctrl_c_ends_the_command_with_one_line_and_the_next_goes_on(
    tmp_path: Path, home: Path, model: Path, dateline: Dateline
) -> None:
    folder = tmp_path / "articles"
    write(folder, list(stories(300, seed=2)))
    with spawn("--home", home, "--model", model, "add", folder) as process:
        wait_until(lambda: bool(kept(home)))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    # A slow machine has said before how far it was.
    assert err.endswith("dateline: stopped; what was done until now is kept\n")
    assert 0 < len(kept(home)) < 300
    report = dateline("add", folder, "--json").finish().json
    assert report["added"] == 300 - report["unchanged"]
    assert report["unchanged"] > 0
    assert dateline("doctor").finish().code == 0


def test_ctrl_c_at_any_moment_of_adding_loses_nothing(
    tmp_path: Path, home: Path, dateline: Dateline
) -> None:
    rng = random.Random(4)
    texts: dict[str, str] = {}
    for number in range(5):
        made = list(stories(60, seed=30 + number))
        texts |= {story.id: story.text for story in made}
        write(tmp_path / "articles" / str(number), made)
        before = kept(home)
        command = dateline("add", tmp_path / "articles")
        wait_until((home / "writer.pid").exists)
        command.ends_within(rng.uniform(0, 1.5))
        command.signal(signal.SIGINT)
        ended = command.finish()
        assert ended.code in (0, 130)
        assert ended.code == 0 or ended.line.startswith("dateline: stopped")
        assert before.items() <= kept(home).items() <= texts.items()
    assert dateline("add", tmp_path / "articles").finish().code == 0
    assert kept(home) == texts
    assert dateline("doctor").finish().code == 0
