"""Facets: what they count, what narrows them, and what they never count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article, Filters
from index.core.errors import PublicError
from index.core.facet import Facet, FacetChoice, FacetValue, parse_choice
from index.core.terms import build_terms
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home

HOUR = 1_750_000_000  # 15 June 2025
HELD, EXPIRED = build_terms({"embargo": "2025-07-01"}), build_terms({"expiry": "2025-06-01"})
ARTICLES = [
    Article("a", "Tide", "The mayor of Quillport, Ada Lind, spoke in Zembla.", "Wire",
            "2025-03-01", authors=("Bo Ek", "Cy Dahl"), language="en", section="Coast"),
    Article("b", "Rain", "Ada Lind went to Paris for the United Nations.", "wire",
            "2025-03-31T23:30:00-02:00", authors=("bo ek",), language="en", section="Coast"),
    Article("c", "Snow", "Nobody came.", "Post", "2024", authors=("Cy Dahl",), language="de"),
    Article("d", "Fog", "Nothing was seen.", "", None),
    Article("held", "Held", "Ada Lind left.", "Wire", "2025-03-02", authors=("Bo Ek",),
            language="en", section="Coast", terms=HELD),
    Article("expired", "Old", "Ada Lind stayed.", "Wire", "2025-03-03", authors=("Bo Ek",),
            language="en", section="Coast", terms=EXPIRED),
]  # fmt: skip
SHOWN = ARTICLES[:4]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    home = Home(tmp_path_factory.mktemp("facets"), write=True, clock=lambda: HOUR)
    with Library(home, embedder) as opened:
        opened.add(ParsedArticle(article, article.id) for article in ARTICLES)
        opened.enrich()
        yield opened


def count(library: Library, facet: Facet, *chosen: str, limit: int = 20) -> dict[str, int]:
    filters = Filters(facets=tuple(map(parse_choice, chosen)))
    (counts,) = library.facets([facet], filters, limit)
    return dict(counts.values)


def list_ids(library: Library, *chosen: str) -> str:
    filters = Filters(facets=tuple(map(parse_choice, chosen)))
    return "".join(sorted(article.id for article in library.articles(None, filters)))


def test_what_may_not_be_shown_is_not_counted(library: Library) -> None:
    assert count(library, Facet.OUTLET) == {"wire": 2, "Post": 1}
    assert count(library, Facet.AUTHOR) == {"Cy Dahl": 2, "bo ek": 2}
    assert count(library, Facet.SECTION) == {"Coast": 2}
    assert count(library, Facet.LANGUAGE) == {"en": 2, "de": 1}
    assert count(library, Facet.PERSON) == {"Ada Lind": 2}
    assert count(library, Facet.ORGANISATION) == {"United Nations": 1}


def test_periods_are_in_utc_and_the_newest_first(library: Library) -> None:
    (years, months) = library.facets([Facet.YEAR, Facet.MONTH])
    assert years.values == (FacetValue("2025", 2), FacetValue("2024", 1))
    # Half past eleven in the evening, two hours west of Greenwich, is April.
    assert [value for value, _ in months.values] == ["2025-04", "2025-03", "2024-01"]
    assert (years.missing, months.missing) == (1, 1)
    assert list_ids(library, "month:2025-04") == "b"


def test_values_of_one_facet_are_alternatives_and_facets_narrow_each_other(
    library: Library,
) -> None:
    assert list_ids(library, "author:Bo Ek", "author:CY DAHL") == "abc"
    assert list_ids(library, "author:cy dahl", "year:2025") == "a"
    assert list_ids(library, "person:ada lind", "outlet:WIRE", "place:paris") == "b"
    assert count(library, Facet.AUTHOR, "year:2025") == {"bo ek": 2, "Cy Dahl": 1}
    # Its own choice leaves the other values there to be chosen.
    assert count(library, Facet.AUTHOR, "author:bo ek", "year:2024") == {"Cy Dahl": 1}


def test_the_articles_without_a_value(library: Library) -> None:
    assert list_ids(library, "month:") == list_ids(library, "outlet:") == "d"
    assert list_ids(library, "author:") == "d"
    assert list_ids(library, "author:", "author:Bo Ek") == "abd"
    (sections,) = library.facets([Facet.SECTION])
    assert sections.missing == 2


def test_a_search_finds_only_chosen_articles(library: Library) -> None:
    chosen = Filters(facets=(FacetChoice(Facet.PLACE, "Paris"),))
    assert {hit.passage.article_id for hit in library.search("Ada Lind", 10, chosen)} == {"b"}


@pytest.mark.parametrize("text", [
    "", "author", "colour:red", "year:20", "year:abc", "month:2025-13", "month:0000-01",
    "month:2025", "year:٢٠٢٥", f"author:{'x' * 1_001}",
])  # fmt: skip
def test_what_chooses_nothing_is_refused(text: str) -> None:
    with pytest.raises(PublicError):
        parse_choice(text)


def test_an_edit_moves_an_article_and_a_new_text_loses_its_names(
    tmp_path: Path, embedder: Embedder
) -> None:
    with Library(Home(tmp_path / "own", write=True), embedder) as library:
        library.add([ParsedArticle(ARTICLES[0], "a")])
        library.enrich()
        library.edit(["a"], {"authors": ["Di Fox"], "source": "Post"})
        assert count(library, Facet.AUTHOR) == {"Di Fox": 1}
        assert count(library, Facet.OUTLET) == {"Post": 1}
        assert "Ada Lind" in count(library, Facet.PERSON)
        library.add([ParsedArticle(Article("a", "Tide", "Nobody came at all.", "Wire"), "a")])
        assert count(library, Facet.PERSON) == {}
        library.remove(["a"])
        assert library._home.catalog.database.rows("SELECT * FROM labels") == []


def test_many_values_are_bounded(tmp_path: Path, embedder: Embedder) -> None:
    authors = tuple(f"Author {n:05}" for n in range(10_000))
    with Library(Home(tmp_path / "many", write=True), embedder) as library:
        library.add(
            [
                ParsedArticle(Article("all", "All", "All wrote it.", authors=authors), "all"),
                ParsedArticle(Article("one", "One", "One did.", authors=authors[7:8]), "one"),
            ]
        )
        (counts,) = library.facets([Facet.AUTHOR], limit=3)
    assert counts.values[0] == FacetValue("Author 00007", 2)
    assert (len(counts.values), counts.further) == (3, 9_997)


CHOICES = [
    "outlet:Wire", "outlet:", "year:2025", "month:2024-01", "month:", "author:Bo Ek", "author:",
    "author:Cy Dahl", "language:en", "section:Coast", "person:Ada Lind", "place:Paris",
]  # fmt: skip


@given(chosen=st.lists(st.sampled_from(CHOICES), max_size=5), facet=st.sampled_from(list(Facet)))
@settings(max_examples=60, deadline=None)
def test_counts_are_those_of_the_list(library: Library, chosen: list[str], facet: Facet) -> None:
    (counts,) = library.facets([facet], Filters(facets=tuple(map(parse_choice, chosen))))
    others = [each for each in chosen if not each.startswith(f"{facet}:")]
    listed = Counter(
        {value: len(list_ids(library, *others, f"{facet}:{value}")) for value, _ in counts.values}
    )
    assert listed == dict(counts.values)
    assert len(list_ids(library, *others, f"{facet}:")) == counts.missing
