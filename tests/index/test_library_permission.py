"""What is held or has expired is nowhere to be found, and appears by itself when its hour comes."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.core.article import Filters
from index.core.errors import PublicError, UnknownArticleError
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from index.storage.permission.state import State
from tests.index.stories import add, search_ids, story
from tests.index.wires import make_text

NOON = int(datetime(2025, 3, 17, 12, tzinfo=UTC).timestamp())
HOUR = 3600
WIRE = make_text(1, 8)


class Clock:
    now = NOON

    def __call__(self) -> float:
        return float(self.now)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(home: Path, embedder: Embedder, clock: Clock) -> Iterator[Library]:
    with Library(Home(home, write=True, clock=clock), embedder) as library:
        yield library


@pytest.fixture
def news(tmp_path: Path, library: Library) -> Library:
    """A copy of a wire story under an embargo until one o'clock, and other articles."""
    folder = tmp_path / "news"
    story(folder / "m.md", WIRE, title="Comet", source="Wire", published="2025-03-17")
    story(folder / "a.md", WIRE, title="A comet", source="Post", published="2025-03-18",
          embargo="2025-03-17T13:00:00Z")  # fmt: skip
    story(folder / "b.md", "Xylophones were played in Ostrell.", title="Xylophones",
          source="Secret Post", published="2025-04-01", embargo="2025-03-17T13:00:00Z")  # fmt: skip
    story(folder / "c.md", "A volcano erupted in Kel.", source="Wire", published="2025-01-01",
          expiry="2025-03-17T14:00:00Z")  # fmt: skip
    report = add(library, folder)
    assert sorted(report.held) == ["a", "b"]
    return library


VIEWS: dict[str, Callable[[Library], object]] = {
    "articles": lambda library: {article.id for article in library.articles()},
    "page": lambda library: {article.id for article in library.page(50).articles},
    "search": lambda library: set(search_ids(library, "comet xylophones volcano Ostrell")),
    "filtered": lambda library: set(
        search_ids(library, "comet xylophones volcano", Filters(after="2024"))
    ),
    "count": lambda library: library.article_count,
    "passages": lambda library: library.passage_count,
    "sources": lambda library: dict(library.sources()),
    "coverage": lambda library: dataclasses.astuple(library.coverage()),
    "shares": lambda library: {(one.month, one.source) for one in library.shares()},
    "stories": lambda library: library.stats()["stories"],
    "newest": lambda library: library.stats()["newest"],
    "outlets": lambda library: library.stats()["sources"],
    "terms": lambda library: [term.passages for term in library.terms("xylophones")],
    "copies": lambda library: library.copies("m"),
    "leads": lambda library: {hit.passage.article_id for hit in library.leads(9)},
    "newest leads": lambda library: {
        hit.passage.article_id for hit in library.leads(9, newest=True)
    },
    "hits": lambda library: {
        hit.passage.article_id for hit in library.hits_at([("b", 0), ("c", 0)])
    },
}
BEFORE = {
    "articles": {"m", "c"},
    "page": {"m", "c"},
    "search": {"m", "c"},
    "filtered": {"m", "c"},
    "count": 2,
    "passages": 2,
    "sources": {"Wire": 2},
    "coverage": (2, 1, "2025-01-01", "2025-03-17"),
    "shares": {("2025-01", "Wire"), ("2025-03", "Wire")},
    "stories": 2,
    "newest": "2025-03-17",
    "outlets": 1,
    "terms": [0],
    "copies": [],
    "leads": {"m", "c"},
    "newest leads": {"m", "c"},
    "hits": {"c"},
}
AFTER = {
    "articles": {"m", "a", "b", "c"},
    "page": {"m", "a", "b", "c"},
    # The one copy stands for the other.
    "count": 4,
    "passages": 4,
    "sources": {"Wire": 2, "Post": 1, "Secret Post": 1},
    "coverage": (4, 3, "2025-01-01", "2025-04-01"),
    "shares": {("2025-01", "Wire"), ("2025-03", "Wire"), ("2025-03", "Post"),
               ("2025-04", "Secret Post")},
    "stories": 3,
    "newest": "2025-04-01",
    "outlets": 3,
    "terms": [1],
    "copies": [("a", "Post")],
}  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_a_held_article_is_in_no_view_until_its_hour(
    news: Library, clock: Clock, view: str
) -> None:
    look = VIEWS[view]
    clock.now = NOON + HOUR - 1
    assert look(news) == BEFORE[view]
    assert look(news) == BEFORE[view]
    # The same library, which nobody opened again or wrote to.
    clock.now = NOON + HOUR
    if view in AFTER:
        assert look(news) == AFTER[view]
    else:
        assert {"b", "c"} <= look(news)  # type: ignore[operator]
    clock.now = NOON + 2 * HOUR
    assert look(news) != AFTER.get(view) or view in ("newest", "outlets", "terms", "copies")


def test_a_held_copy_names_neither_itself_nor_its_outlet(news: Library, clock: Clock) -> None:
    (hit,) = [hit for hit in news.search("comet") if hit.passage.article_id in ("a", "m")]
    assert (hit.passage.article_id, hit.story_id, hit.also_in) == ("m", "m", ())
    clock.now = NOON + HOUR
    (hit,) = [hit for hit in news.search("comet") if hit.passage.article_id in ("a", "m")]
    assert (hit.story_id, len(hit.also_in)) == ("a", 1)


def test_an_article_by_its_id(news: Library, clock: Clock) -> None:
    for article_id in ("a", "b", "nothing"):
        with pytest.raises(UnknownArticleError) as raised:
            news.get(article_id)
        # It says no more than of one that is not there.
        assert raised.value.message == f"The archive has no article '{article_id}'"
        with pytest.raises(UnknownArticleError):
            news.versions(article_id)
    assert news.get("b", hidden=True).title == "Xylophones"
    clock.now = NOON + HOUR
    assert news.get("b").title == "Xylophones"
    assert news.get("c").source == "Wire"
    clock.now = NOON + 2 * HOUR
    with pytest.raises(UnknownArticleError):
        news.get("c")
    assert [one.article.id for one in news.list_hidden(State.EXPIRED)] == ["c"]


def test_another_process_that_reads_sees_the_hour_too(
    news: Library, home: Path, embedder: Embedder, clock: Clock
) -> None:
    with Library(Home(home, clock=clock), embedder) as reader:
        assert "b" not in search_ids(reader, "xylophones")
        clock.now = NOON + HOUR
        assert search_ids(reader, "xylophones")[0] == "b"


def test_a_release_before_the_hour_has_to_be_meant(news: Library) -> None:
    with pytest.raises(PublicError, match="ends by itself"):
        news.release(["b"])
    with pytest.raises(UnknownArticleError, match="No article 'm' is held"):
        news.release(["b", "m"], early=True)
    assert "b" not in search_ids(news, "xylophones")  # all of them or none
    news.release(["b"], "by phone", early=True)
    assert search_ids(news, "xylophones")[0] == "b"
    row = news.ledger()[-1]
    assert (row.action, row.article_id, row.detail) == ("released", "b", "by phone")


@pytest.mark.parametrize("held", ["after the speech", "true"])
def test_an_embargo_without_a_date_waits_for_a_release(
    library: Library, tmp_path: Path, clock: Clock, held: str
) -> None:
    path = story(tmp_path / "a.md", "Xylophones were played.", embargo=held)
    assert add(library, path).held == ("a",)
    clock.now = NOON + 10**9
    assert search_ids(library, "xylophones") == []
    library.release(["a"])
    assert search_ids(library, "xylophones") == ["a"]
    assert add(library, path).held == ()
    story(path, "Xylophones were played twice.", embargo=held)
    assert add(library, path).held == ("a",)  # another text, which nobody has released


def test_an_earlier_version_under_an_embargo_of_its_own_stays_hidden(
    library: Library, tmp_path: Path, clock: Clock
) -> None:
    path = story(tmp_path / "a.md", "Xylophones.", embargo="2025-03-17T15:00:00Z")
    add(library, path)
    story(path, "Xylophones again.")
    add(library, path)
    assert library.get("a").text == "Xylophones again."
    assert library.versions("a") == []
    clock.now = NOON + 3 * HOUR
    assert [version.article.text for version in library.versions("a")] == ["Xylophones."]


def test_many_hidden_articles_crowd_nothing_out(library: Library, tmp_path: Path) -> None:
    """More than the candidates of a search are held, and nearer than what is shown."""
    for number in range(120):
        story(tmp_path / f"h{number}.md", f"The comet was seen {number} times.", embargo="2999")
    for number in range(5):
        story(tmp_path / f"s{number}.md", f"A kettle, a spoon and {number} comets were sold.")
    add(library, tmp_path)
    hits = library.search("the comet was seen", 10)
    assert {hit.passage.article_id for hit in hits} == {f"s{number}" for number in range(5)}
    assert all(hit.signals.lexical > 0 for hit in hits)


def test_only_what_may_be_republished(library: Library, tmp_path: Path) -> None:
    rights = {"a": "CC BY 4.0", "b": "All rights reserved", "c": "", "d": "CC BY-NC 4.0"}
    for name, usage in rights.items():
        matter = {"usage_terms": usage} if usage else {}
        story(tmp_path / f"{name}.md", f"The comet of {name} was seen.", **matter)
    add(library, tmp_path)
    free = Filters(republishable=True)
    assert search_ids(library, "comet", free) == ["a"]
    assert library.coverage(free).articles == 1
    assert search_ids(library, "comet", Filters(after="2025", republishable=True)) == []
    assert sorted(search_ids(library, "comet")) == sorted(rights)


def test_a_correction_comes_with_each_hit(library: Library, tmp_path: Path) -> None:
    path = story(tmp_path / "a.md", "The comet was seen on Monday.", updated="2025-03-18")
    add(library, path)
    assert library.search("comet")[0].terms.correction == ""
    note = "Correction: it was seen on Tuesday."
    story(path, f"The comet was seen on Tuesday.\n\n{note}", updated="2025-03-18")
    add(library, path)
    (hit,) = library.search("comet", 1)
    assert (hit.terms.correction, hit.terms.corrected) == (note, "2025-03-18")
    (version,) = library.versions("a")
    assert version.article.text == "The comet was seen on Monday."


def test_llamaindex_retrieves_only_what_is_shown(news: Library, clock: Clock) -> None:
    from index.llama import LibraryRetriever

    retriever = LibraryRetriever(news)
    found = {node.node.ref_doc_id for node in retriever.retrieve("xylophones comet")}
    assert found == {"m", "c"}
    clock.now = NOON + HOUR
    assert "b" in {node.node.ref_doc_id for node in retriever.retrieve("xylophones comet")}


def test_the_ledger_tells_what_happened(
    news: Library, home: Path, embedder: Embedder, tmp_path: Path
) -> None:
    assert [(row.action, row.article_id, row.process) for row in news.ledger()] == [
        ("held", "a", "library"),
        ("held", "b", "library"),
        ("added", "c", "library"),
        ("added", "m", "library"),
    ]
    assert news.ledger()[0].place == str(tmp_path / "news" / "a.md")
    assert news.ledger()[0].detail == "until 2025-03-17T13:00:00+00:00"
    news.remove(["c"])
    assert [row.action for row in news.ledger(limit=1)] == ["removed"]
