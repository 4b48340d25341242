"""Clippings: kept, edited, removed, found again, hidden with their articles."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.core.article import Article, Span
from index.core.clipping import (
    MAX_NOTE,
    ClippingOrder,
    HiddenClippings,
    StaleEditError,
    UnknownClippingError,
)
from index.core.errors import PublicError, UnknownArticleError
from index.core.paths import CATALOG_FILE
from index.core.terms import build_terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.maintenance.backup import backup
from index.maintenance.restore import restore
from index.sources.parsed_article import ParsedArticle
from index.storage.clippings.clipping_rows import ClippingQuery
from index.storage.home import Home
from tests import CHECKOUT

NOON = int(datetime(2025, 3, 17, 12, tzinfo=UTC).timestamp())
TIDE = Article(
    "a", "Tide", "The tide came. The harbour closed. Nobody slept.", "Wire", "2025-03-01"
)
RAIN = Article("b", "Rain", "Rain fell on Quillport. It fell for days.", "Post", "2025-03-05")
HAIL = Article("h", "Hail", "Hail came.", "Wire", terms=build_terms({"embargo": "2099-01-01"}))
LEFT = Article(
    "x", "Left", "The mayor left.", "Wire", terms=build_terms({"expiry": "2025-03-17T14:00:00Z"})
)


class Clock:
    now = NOON

    def __call__(self) -> float:
        return float(self.now)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder, clock: Clock) -> Iterator[Library]:
    home = Home(tmp_path / "home", write=True, clock=clock)
    with Library(home, embedder) as opened:
        add(opened, TIDE, RAIN, HAIL, LEFT)
        yield opened


def add(library: Library, *articles: Article) -> None:
    library.add(ParsedArticle(article, article.id) for article in articles)


def keep(library: Library, article: Article, quote: str, note: str = "", to: str = "") -> int:
    start = article.text.index(quote)
    span = Span(start, start + len(quote))
    return library.clippings.keep(article.id, span, note, to).number


def test_a_clipping_is_the_span_without_white_space(library: Library) -> None:
    kept = library.clippings.keep("a", Span(14, 35), " Which\r\nharbour? ", "Sea  stories")
    assert (kept.quote, kept.span, kept.kept_at) == ("The harbour closed.", (15, 34), (15, 34))
    assert (kept.note, kept.collection, kept.version) == (
        "Which\nharbour?",
        "Sea stories",
        1,
    )
    assert kept == library.clippings.get(kept.number)
    again = library.clippings.keep("a", Span(15, 34))
    assert again == kept
    assert library.clippings.list_collections() == [("Sea stories", 1)]


@pytest.mark.parametrize(
    ("article", "span", "quote"),
    [
        ("a", Span(0, 999), ""),
        ("a", Span(999, 1001), ""),
        ("a", Span(5, 5), ""),
        ("a", Span(9, 2), ""),
        ("a", Span(-5, 2), ""),
        ("a", Span(14, 15), ""),
        ("a", Span(0, 3), "Tha"),
        ("h", Span(0, 4), ""),
        ("nobody's", Span(0, 4), ""),
        ("\ud800", Span(0, 4), ""),
    ],
)
def test_bad_spans_are_refused(library: Library, article: str, span: Span, quote: str) -> None:
    with pytest.raises(PublicError) as caught:
        library.clippings.keep(article, span, "", "New", quote)
    assert isinstance(caught.value, UnknownArticleError) == (article != "a")
    assert library.clippings.count() == 0
    assert library.collections.list_all() == []


def test_a_note_has_its_length(library: Library) -> None:
    number = keep(library, TIDE, "The tide", "n" * MAX_NOTE)
    for note in ("n" * (MAX_NOTE + 1), "n" * 1_000_000):
        with pytest.raises(PublicError, match="at most 5,000"):
            library.clippings.edit(number, 2, note)
        with pytest.raises(PublicError, match="at most 5,000"):
            keep(library, RAIN, "Rain", note)
    assert library.clippings.count() == 1


def test_direction_and_control_characters_leave_a_note(library: Library) -> None:
    number = keep(library, TIDE, "The tide", "a\u202eb\x1b[31m\x00c\n\u0645\u200fd\u2066")
    assert library.clippings.get(number).note == "ab[31m\ufffdc\n\u0645\u200fd"


def test_an_edit_that_saw_less_changes_nothing(library: Library) -> None:
    number = keep(library, TIDE, "The tide")
    clippings = library.clippings
    first = clippings.edit(number, 1, "Mine", "Sea")
    assert (first.note, first.collection, first.revision) == ("Mine", "Sea", 2)
    with pytest.raises(StaleEditError, match="Somebody else"):
        clippings.edit(number, 1, "Yours", "Land")
    assert clippings.get(number) == first
    assert clippings.edit(number, 2, collection="").note == "Mine"
    assert clippings.edit(number, 3, "").collection == ""
    assert [each.name for each in library.collections.list_all()] == ["Sea"]


def test_a_removal_is_taken_back(library: Library) -> None:
    number = keep(library, TIDE, "The tide", "Mine", "Sea")
    library.clippings.remove(number)
    assert library.clippings.page(9).clippings == ()
    for change in (library.clippings.get, library.clippings.remove):
        with pytest.raises(UnknownClippingError):
            change(number)
    assert library.clippings.restore(number).note == "Mine"
    library.clippings.remove(number)
    assert keep(library, TIDE, "The tide") == number
    assert library.clippings.get(number).collection == "Sea"
    with pytest.raises(UnknownClippingError):
        library.clippings.restore(999)
    with pytest.raises(UnknownClippingError):
        library.clippings.get(2**70)


def test_what_is_kept_with_another_note_stays(library: Library) -> None:
    number = keep(library, TIDE, "The tide", "Mine")
    with pytest.raises(PublicError, match=f"clipping {number}"):
        keep(library, TIDE, "The tide", "Yours")
    with pytest.raises(PublicError, match=f"clipping {number}"):
        keep(library, TIDE, "The tide", to="Sea")
    assert keep(library, TIDE, "The tide", "Mine") == number
    assert library.clippings.get(number).note == "Mine"
    library.clippings.remove(number)
    assert keep(library, TIDE, "The tide", "Yours", "Sea") == number
    assert library.clippings.get(number).note == "Yours"


def test_lists_are_paged_in_order(library: Library, clock: Clock) -> None:
    numbers = [keep(library, RAIN, "Rain", "wet"), keep(library, LEFT, "mayor", to="Town")]
    numbers += [keep(library, TIDE, "Nobody slept.", to="Town"), keep(library, TIDE, "tide")]

    def collect(query: ClippingQuery) -> list[int]:
        found, page = [], library.clippings.page(1, None, query)
        found += [each.number for each in page.clippings]
        while page.after:
            page = library.clippings.page(1, page.after, query)
            found += [each.number for each in page.clippings]
        assert found == [each.number for each in library.clippings.iterate(query)]
        assert len(found) == library.clippings.count(query)
        return [numbers.index(number) for number in found]

    assert collect(ClippingQuery()) == [3, 2, 1, 0]
    assert collect(ClippingQuery(order=ClippingOrder.PUBLISHED)) == [0, 3, 2, 1]
    assert collect(ClippingQuery(order=ClippingOrder.ARTICLE)) == [3, 2, 0, 1]
    assert collect(ClippingQuery("TOWN")) == [2, 1]
    assert collect(ClippingQuery("")) == [3, 0]
    assert collect(ClippingQuery("nobody's")) == []
    assert collect(ClippingQuery(words="tide")) == [3, 2]  # in the title, too
    assert collect(ClippingQuery(words="wet rain")) == [0]
    assert collect(ClippingQuery("town", "slept")) == [2]


def test_a_changed_article_is_searched_for_its_clippings(library: Library) -> None:
    kept = [keep(library, TIDE, quote) for quote in ("The tide", "The harbour closed.", "Nobody")]
    add(library, replace(TIDE, text="At dawn. The harbour closed. Nobody slept."))
    tide, harbour, nobody = (library.clippings.get(number) for number in kept)
    assert tide.span is None
    assert (tide.quote, tide.version) == ("The tide", 1)
    assert harbour.span == (9, 28)
    assert nobody.span == (29, 35)
    assert [each.number for each in library.clippings.list_of("a")] == [*kept[1:], kept[0]]
    assert [each.number for each in library.clippings.list_kept(["a", "b"])] == kept[1:]
    add(library, TIDE)
    assert library.clippings.get(kept[0]).span == (0, 8)
    library.edit(["a"], {"published": "2025-03-20"})
    order = ClippingQuery(order=ClippingOrder.PUBLISHED)
    keep(library, RAIN, "Rain")
    assert library.clippings.page(1, None, order).clippings[0].article_id == "a"


def test_words_that_only_a_withdrawn_version_had_are_hidden(library: Library, clock: Clock) -> None:
    number = keep(library, LEFT, "The mayor left.")
    add(library, replace(LEFT, text="Nobody left.", terms=build_terms({})))
    assert library.clippings.get(number).span is None
    clock.now = NOON + 3 * 3600
    with pytest.raises(UnknownClippingError):
        library.clippings.get(number)
    assert library.clippings.count_hidden() == HiddenClippings(expired=1)


def test_clippings_are_hidden_with_their_articles_and_come_back(
    library: Library, clock: Clock
) -> None:
    keep(library, TIDE, "The tide", to="Sea")
    keep(library, LEFT, "The mayor", to="Town")
    number = keep(library, RAIN, "Rain fell")
    assert library.clippings.count_hidden() == HiddenClippings()
    clock.now = NOON + 3 * 3600
    library.remove(["a"])
    add(library, replace(RAIN, terms=build_terms({"embargo": "2099-01-01"})))
    assert library.clippings.count() == 0
    assert library.clippings.list_collections() == []
    assert library.clippings.list_of("b") == []
    assert library.clippings.count_hidden() == HiddenClippings(removed=1, held=1, expired=1)
    assert library.clippings.count_hidden("sea") == HiddenClippings(removed=1)
    with pytest.raises(UnknownClippingError):
        library.clippings.edit(number, 1, "Mine")
    add(library, TIDE)
    library.release(["b"], early=True)
    assert [each.quote for each in library.clippings.iterate()] == ["Rain fell", "The tide"]
    assert library.clippings.count_hidden() == HiddenClippings(expired=1)


def test_a_deleted_collection_leaves_its_clippings(library: Library) -> None:
    number = keep(library, TIDE, "The tide", to="Sea")
    library.collections.delete("sea")
    assert library.clippings.get(number).collection == ""


def test_a_backup_has_them(library: Library, tmp_path: Path, embedder: Embedder) -> None:
    keep(library, TIDE, "The tide", "Mine", "Sea")
    (kept,) = library.clippings.iterate()
    backup(tmp_path / "home", tmp_path / "all.dateline")
    restore(tmp_path / "all.dateline", tmp_path / "other")
    with Library(Home(tmp_path / "other"), embedder) as restored:
        assert list(restored.clippings.iterate()) == [kept]


_EDIT = """
import sys
from index.core.clipping import StaleEditError
from index.storage.catalog import Catalog
from pathlib import Path
catalog, won = Catalog(Path(sys.argv[1])), 0
for _ in range(50):
    revision = catalog.clippings.get(1).revision
    try:
        catalog.clippings.edit(1, revision, f"{sys.argv[2]} {revision}")
        won += 1
    except StaleEditError:
        pass
print(won)
"""


def test_two_processes_lose_no_edit(library: Library, tmp_path: Path) -> None:
    assert keep(library, TIDE, "The tide") == 1
    path = tmp_path / "home" / CATALOG_FILE
    command = [sys.executable, "-c", _EDIT, str(path)]
    started = [
        subprocess.Popen([*command, name], stdout=subprocess.PIPE, cwd=CHECKOUT) for name in "AB"
    ]
    won = sum(int(process.communicate(timeout=60)[0]) for process in started)
    assert library.clippings.get(1).revision == 1 + won
    assert won >= 50
