"""How much work adding makes, counted: texts embedded, files opened, calls of the stores."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.core.article import Article
from index.ingest import ingest
from index.library import Library
from index.sources.parsed_article import ParsedArticle, SourceEvent
from index.sources.sandbox import files
from index.sources.sandbox.files import find_files, read_files, read_path
from index.storage.home import Home
from tests.index.conftest import OpenHome
from tests.index.engines import FakeEmbedder, FakeEngine
from tests.index.stories import counts

BATCH = ingest._BATCH_ARTICLES


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def opened(open_home: OpenHome, home: Path) -> Home:
    return open_home(home, write=True)


@pytest.fixture
def library(opened: Home, engine: FakeEngine) -> Library:
    return Library(opened, FakeEmbedder(engine))


def articles(count: int, prefix: str = "a") -> Iterator[ParsedArticle]:
    """Articles of three sentences, none of which another has."""
    for number in range(count):
        text = f"Town {number} met. Mayor {number} spoke. Bridge {number} opened."
        yield ParsedArticle(
            Article(f"{prefix}{number}", f"Report {number}", text), f"{prefix}{number}"
        )


def corpus(place: Path, texts: list[str]) -> Path:
    lines = [json.dumps({"_id": str(i), "text": text}) for i, text in enumerate(texts)]
    place.write_text("\n".join(lines))
    return place


def test_each_text_of_a_corpus_is_embedded_once(library: Library, engine: FakeEngine) -> None:
    report = library.add(articles(10))
    assert counts(report) == (10, 0, 0)
    # Of each article the passage under its title, and the three sentences.
    assert len(engine.read) == len(set(engine.read)) == report.embedded == 40


def test_adding_an_unchanged_corpus_again_embeds_nothing_and_opens_no_file(
    library: Library, engine: FakeEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "_SETTLED_SECONDS", 0.0)
    place = tmp_path / "in"
    place.mkdir()
    corpus(place / "a.jsonl", ["Rain fell.", "Snow fell."])
    corpus(place / "b.jsonl", ["Hail fell."])
    read: list[str] = []

    def noted(path: Path) -> Iterator[SourceEvent]:
        read.append(path.name)
        return read_path(path)

    def added() -> tuple[int, int, int]:
        return counts(library.add(read_files(find_files([place]), library.find_stamp, noted)))

    assert added() == (3, 0, 0)
    assert read == ["a.jsonl", "b.jsonl"]
    read.clear()
    engine.read.clear()
    assert added() == (0, 3, 0)
    assert (read, engine.read) == ([], [])
    corpus(place / "b.jsonl", ["Hail fell. Sleet fell."])
    assert added() == (0, 2, 1)
    assert read == ["b.jsonl"]


@pytest.mark.parametrize("apart", [1, 8, 16, 56])
def test_a_passage_that_comes_twice_is_embedded_once_however_far_apart(
    library: Library, engine: FakeEngine, monkeypatch: pytest.MonkeyPatch, apart: int
) -> None:
    # In one batch, in two that are on their way at once, and in one that was written long before.
    monkeypatch.setattr(ingest, "_BATCH_ARTICLES", 8)
    report = library.add([*articles(apart), *articles(apart, "b")])
    assert counts(report) == (2 * apart, 0, 0)
    assert len(engine.read) == len(set(engine.read)) == report.embedded == 4 * apart


def test_of_a_changed_article_only_what_is_new_is_embedded(
    library: Library, engine: FakeEngine
) -> None:
    library.add(articles(3))
    engine.read.clear()
    (changed,) = list(articles(2))[1:]
    text = changed.article.text.replace("Mayor 1 spoke.", "Nobody spoke.")
    report = library.add(
        [ParsedArticle(Article("a1", "Report 1", text), "a1"), *(one for one in articles(1))]
    )
    assert counts(report) == (0, 1, 1)
    assert sorted(engine.read) == ["Nobody spoke.", f"Report 1\n{text}"]
    assert report.embedded == 2


def test_a_batch_is_one_write_of_each_store(
    library: Library, opened: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(articles(1, "first"))  # notes which model the home is of
    tally: Counter[str] = Counter()
    _count(opened, tally, monkeypatch)
    library.add(articles(2 * BATCH + 5))
    # The home is marked, the articles are written, and the mark is taken away.
    assert tally == {"upsert": 3, "commit": 3, "transaction": 3 * 3}
    tally.clear()
    library.add(articles(2 * BATCH + 5))  # nothing new: only where it comes from is noted
    assert tally == {"transaction": 1}
    tally.clear()
    library.add([ParsedArticle(Article("a0", "Report 0", "Nobody met."), "a0")])
    assert tally == {"upsert": 1, "commit": 2, "delete": 1, "transaction": 3}


def _count(home: Home, tally: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Count the writes of a home's stores."""

    def counted(store: Any, method: str, name: str) -> None:
        whole = getattr(store, method)

        def call(*arguments: Any, **named: Any) -> Any:
            tally[name] += 1
            return whole(*arguments, **named)

        monkeypatch.setattr(store, method, call)

    def noted(statement: str) -> None:
        tally["transaction"] += statement.startswith("BEGIN")

    collection = home.indexes.vectors._collection
    counted(collection, "upsert", "upsert")
    counted(collection, "delete", "delete")
    # The writer's own methods cannot be replaced; each of its commits comes through here.
    counted(home.indexes.lexical, "_commit", "commit")
    home.catalog.database._connection.set_trace_callback(noted)
