"""The first passages of articles, for lists of events by date."""

from __future__ import annotations

import pytest

from index.core.article import Article, Filters
from index.core.errors import DatelineError
from index.library import Library
from index.sources.parsed_article import ParsedArticle

LONG = "The council of Kel met in the old hall and spoke of trams and fares for hours. " * 40


def add(library: Library, *articles: Article) -> None:
    report = library.add(ParsedArticle(article, f"file:{article.id}") for article in articles)
    assert not report.skipped


def article(article_id: str, published: str | None, text: str = "") -> Article:
    text = text or f"Article {article_id} of Kel tells of {article_id * 3} and nothing else."
    return Article(article_id, f"Title {article_id}", text, "Kel Wire", published)


def list_ids(library: Library, most: int, filters: Filters, *, newest: bool = False) -> list[str]:
    return [hit.passage.article_id for hit in library.leads(most, filters, newest=newest)]


def test_leads_are_first_passages_in_the_order_of_their_dates(library: Library) -> None:
    add(library, article("b", "2025-03-17", LONG), article("a", "2025-03-01"))
    add(library, article("c", None), article("d", "2024"))
    hits = library.leads(10, Filters(after="2025"))
    assert [hit.passage.article_id for hit in hits] == ["a", "b"]
    assert [(hit.passage.start, hit.score, hit.rank) for hit in hits] == [(0, 0, 1), (0, 0, 2)]
    assert list_ids(library, 10, Filters()) == ["d", "a", "b"]
    assert list_ids(library, 2, Filters(), newest=True) == ["a", "b"]
    assert list_ids(library, 10, Filters(sources=("Nobody",))) == []
    assert list_ids(library, 10, Filters(as_of="2025-03-10")) == ["d", "a"]
    with pytest.raises(DatelineError):
        library.leads(10, Filters(after="soon"))


def test_the_stories_with_most_copies_are_chosen_and_the_rest_spread(
    library: Library,
) -> None:
    copy = "The tram line from Kel to Lund opens in May, the council of Kel said. " * 12
    add(library, *(article(f"m{n:02}", f"2025-{n:02}") for n in range(1, 13)))
    add(library, article("x", "2025-12-30", copy), article("y", "2025-12-31", copy))
    chosen = list_ids(library, 4, Filters())
    assert "x" in chosen
    assert "y" not in chosen
    assert len(chosen) == 4
    assert chosen == ["m01", "m05", "m09", "x"]
    assert list_ids(library, 1, Filters(), newest=True) == ["y"]
