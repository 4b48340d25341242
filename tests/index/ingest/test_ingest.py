"""Reading, embedding and writing overlap; what goes wrong in one ends all, and loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import DatelineError
from index.core.stopwatch import Stopwatch
from index.ingest import ingest
from index.ingest.vector_reuse import MAX_PENDING_BATCHES
from index.library import Library
from index.maintenance import offline_repair
from index.sources.parsed_article import ParsedArticle, SourceEvent
from index.storage.catalog_types import PreparedArticle
from index.storage.home import Home
from tests.index.conftest import OpenHome
from tests.index.engines import FakeEmbedder, FakeEngine
from tests.index.stories import counts, in_step

PATIENCE = 60
BATCH = 4
# Those that are on their way, and the one that is being filled meanwhile.
MOST_AHEAD = (MAX_PENDING_BATCHES + 1) * BATCH

pytestmark = pytest.mark.usefixtures("quick_doctor")


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_BATCH_ARTICLES", BATCH)


@pytest.fixture
def opened(open_home: OpenHome, home: Path) -> Home:
    return open_home(home, write=True)


def articles(count: int) -> Iterator[ParsedArticle]:
    for number in range(count):
        article = Article(f"a{number:03}", "", f"Bridge {number} was opened by mayor {number}.")
        yield ParsedArticle(article, article.id)


def safe_ids(heard: Sequence[SourceEvent]) -> list[str]:
    return [read.article.id for read in heard if isinstance(read, ParsedArticle)]


def test_reading_goes_on_while_texts_are_embedded_but_only_so_far(opened: Home) -> None:
    far_enough = threading.Event()
    safe: list[SourceEvent] = []
    ahead: list[int] = []

    def reads() -> Iterator[SourceEvent]:
        for number, incoming in enumerate(articles(3 * MOST_AHEAD), start=1):
            ahead.append(number - len(safe))
            if number == MOST_AHEAD:
                far_enough.set()
            yield incoming

    def wait(texts: Sequence[str]) -> None:
        assert far_enough.wait(PATIENCE), "nothing is read while texts are embedded"

    library = Library(opened, FakeEmbedder(FakeEngine(wait)))
    assert counts(library.add(reads(), safe.append)) == (3 * MOST_AHEAD, 0, 0)
    assert max(ahead) == MOST_AHEAD
    assert safe_ids(safe) == [incoming.article.id for incoming in articles(3 * MOST_AHEAD)]


def test_texts_are_embedded_while_others_are_written(
    opened: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    embedding = threading.Semaphore(0)
    write = opened.write

    def wait(*arguments: object) -> None:
        # The batch that is written, and the next one.
        assert embedding.acquire(timeout=PATIENCE)
        assert embedding.acquire(timeout=PATIENCE), "nothing is embedded while others are written"
        embedding.release()
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(opened, "write", wait)
    library = Library(opened, FakeEmbedder(FakeEngine(lambda texts: embedding.release())))
    reads = articles(3 * BATCH)

    def all_reads() -> Iterator[SourceEvent]:
        yield from reads
        embedding.release()  # there is no fourth batch

    assert counts(library.add(all_reads())) == (3 * BATCH, 0, 0)


def test_a_repeated_article_is_told_once_it_is_as_safe_as_the_first(
    opened: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    write = opened.write

    def noted(batch: Sequence[PreparedArticle], *rest: object) -> None:
        write(batch, *rest)  # type: ignore[arg-type]
        told.extend(f"written {prepared.article.id}" for prepared in batch)

    def reads() -> Iterator[SourceEvent]:
        for incoming in articles(2 * BATCH):
            yield incoming
            yield replace(incoming, origin=f"again {incoming.origin}")

    monkeypatch.setattr(opened, "write", noted)
    library = Library(opened, FakeEmbedder(FakeEngine()))
    report = library.add(reads(), lambda read: told.append(getattr(read, "origin", "")))
    assert counts(report) == (2 * BATCH, 2 * BATCH, 0)
    for incoming in articles(2 * BATCH):
        safe = told.index(f"written {incoming.article.id}")
        assert safe < told.index(incoming.origin)
        assert safe < told.index(f"again {incoming.origin}")


def test_an_error_of_the_model_is_raised_after_what_came_before_it_is_safe(
    opened: Home, home: Path
) -> None:
    error = DatelineError("The model broke", "Mend it")

    def fail(texts: Sequence[str]) -> None:
        if any("Bridge 9 " in text for text in texts):
            raise error

    heard: list[SourceEvent] = []
    before = threading.active_count()
    library = Library(opened, FakeEmbedder(FakeEngine(fail)))
    with pytest.raises(DatelineError) as raised:
        library.add(articles(50), heard.append)
    assert raised.value is error
    assert threading.active_count() == before
    # Of the first two batches; the third failed, and what came after it was not written.
    assert safe_ids(heard) == sorted(article.id for article in library.articles())
    assert len(heard) == 2 * BATCH
    mended = Library(opened, FakeEmbedder(FakeEngine()))
    assert counts(mended.add(articles(50))) == (42, 8, 0)
    assert in_step(opened)
    opened.close()
    assert offline_repair.examine(home).is_sound


def test_an_error_of_a_store_is_raised_and_the_next_run_goes_on(
    opened: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(opened, FakeEmbedder(FakeEngine()))
    library.add(articles(BATCH))
    put = opened.indexes.put

    def fail(passages: Sequence[object]) -> None:
        raise DatelineError("The disk is full")

    monkeypatch.setattr(opened.indexes, "put", fail)
    heard: list[SourceEvent] = []
    with pytest.raises(DatelineError, match="The disk is full"):
        library.add(articles(50), heard.append)
    assert len(heard) == BATCH  # those that were known
    monkeypatch.setattr(opened.indexes, "put", put)
    assert counts(library.add(articles(50))) == (50 - BATCH, BATCH, 0)
    assert in_step(opened)


def test_what_was_handed_over_is_written_where_reading_fails(opened: Home) -> None:
    def reads() -> Iterator[SourceEvent]:
        yield from articles(3 * BATCH + 1)
        raise DatelineError("The network broke")

    heard: list[SourceEvent] = []
    library = Library(opened, FakeEmbedder(FakeEngine()))
    with pytest.raises(DatelineError, match="The network broke"):
        library.add(reads(), heard.append)
    assert len(heard) == library.article_count == 3 * BATCH


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_whoever_stops_listening_ends_the_run_at_once(
    opened: Home, error: type[BaseException]
) -> None:
    read: list[ParsedArticle] = []

    def reads() -> Iterator[SourceEvent]:
        for incoming in articles(500):
            read.append(incoming)
            yield incoming

    def hear(_: SourceEvent) -> None:
        raise error

    before = threading.active_count()
    library = Library(opened, FakeEmbedder(FakeEngine()))
    with pytest.raises(error):
        library.add(reads(), hear)
    assert threading.active_count() == before
    assert len(read) <= MOST_AHEAD
    # What had begun to be written was written; each batch is there as a whole.
    assert BATCH <= library.article_count < 500
    assert library.article_count % BATCH == 0
    assert in_step(opened)


def test_a_stopwatch_knows_the_stages(opened: Home) -> None:
    watch = Stopwatch()
    library = Library(opened, FakeEmbedder(FakeEngine()))
    library.add(articles(3 * BATCH), stopwatch=watch)
    stages = set(watch.timings_ms())
    assert stages == {"read", "decide", "split", "sketch", "look up", "embed", "write", "total"}
