"""How much work a warm question makes, counted: texts embedded, windows read, SQL
statements, vector queries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.core.answer import Status
from assistant.core.answer_options import READ_PASSAGES
from assistant.pipeline import Assistant
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.assistant.answering.reader.fake_windows import FakeReader, FakeWindows
from tests.index.engines import CountingEngine

KREMLIN = "what did the Kremlin say about EU troops?"


@pytest.fixture
def home_of_samples(samples_home: Path) -> Iterator[Home]:
    home = Home(samples_home)
    yield home
    home.close()


@pytest.fixture
def engine(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> CountingEngine:
    counting = CountingEngine(embedder._engine)
    monkeypatch.setattr(embedder, "_loaded", counting)
    return counting


@pytest.fixture
def assistant(home_of_samples: Home, embedder: Embedder, engine: CountingEngine) -> Assistant:
    return Assistant(Library(home_of_samples, embedder))


def test_a_warm_question_embeds_itself_and_nothing_else(
    assistant: Assistant, engine: CountingEngine
) -> None:
    first = assistant.ask(KREMLIN)
    assert first.status is Status.ANSWERED
    assert (engine.asked, engine.read) == ([KREMLIN], [])
    again = assistant.ask(KREMLIN)
    assert again.sentences == first.sentences
    assert (engine.asked, engine.read) == ([KREMLIN] * 2, [])


def test_a_warm_question_asks_each_store_as_little_as_it_must(
    assistant: Assistant, home_of_samples: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant.ask(KREMLIN)
    statements: list[str] = []
    tally: Counter[str] = Counter()
    collection = home_of_samples.indexes.vectors._collection
    for method in ("query", "get", "count"):
        _count(collection, method, tally, monkeypatch)
    home_of_samples.catalog.database._connection.set_trace_callback(statements.append)
    answer = assistant.ask(KREMLIN)
    home_of_samples.catalog.database._connection.set_trace_callback(None)
    assert tally == {"query": 1}
    # Which words of the question the archive has; whether another process has written, and with
    # which model and splitting (5 facts); whether the number of passages is still what it was, to
    # search at all and to weigh words; the candidates; their outlets; each article that is quoted;
    # and who says what there. Beside each, whether anything may not be shown at this second, and of
    # what is quoted, whether it may.
    cited = {citation.article_id for citation in answer.citations}
    assert Counter(map(_kind, statements)) == {
        "SELECT value FROM facts": 5,
        "PRAGMA data_version": 3,
        "SELECT passages": 1,
        "SELECT story": 1,
        "SELECT id": 1,
        "SELECT article": len(cited),
        "SELECT 1": 13,
        "SELECT opens": len(cited),
    }
    assert len(cited) > 1


def test_a_reader_reads_the_best_passages_once_and_nothing_is_embedded_for_it(
    home_of_samples: Home, embedder: Embedder, engine: CountingEngine
) -> None:
    windows = FakeWindows(lambda pieces: 0.0)
    Assistant(Library(home_of_samples, embedder), reader=FakeReader(windows)).ask(KREMLIN)
    # A passage of the default splitting is one window.
    assert len(windows.read) == len(set(map(tuple, windows.read))) == READ_PASSAGES == 3
    assert (engine.asked, engine.read) == ([KREMLIN], [])


def _kind(statement: str) -> str:
    """What a statement asks for."""
    if statement.startswith("SELECT id, title"):
        return "SELECT article"
    return re.split(r" WHERE|[.,]", statement)[0]


def _count(store: Any, method: str, tally: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = getattr(store, method)

    def counted(*arguments: Any, **named: Any) -> Any:
        tally[method] += 1
        return whole(*arguments, **named)

    monkeypatch.setattr(store, method, counted)
