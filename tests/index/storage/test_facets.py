"""What an archive covers, under filters."""

from __future__ import annotations

import pytest

from index.core.article import Article, Filters
from index.core.errors import DatelineError
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from index.storage.overview.facets import Coverage, Share


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Library:
    library = Library(Home(tmp_path_factory.mktemp("home"), write=True), embedder)
    dated = [
        ("a", "Meridian Wire", "2025-02-28T23:30:00-02:00"),
        ("b", "meridian wire", "2025-03-17"),
        ("c", "Harbour Post", "2025-03"),
        ("d", "Harbour Post", "2024"),
        ("e", "", "2025-03-18"),
        ("f", "Harbour Post", None),
    ]
    library.add(
        ParsedArticle(
            Article(name, f"Title {name}", f"Rain fell on {name}.", source=source, published=date),
            name,
        )
        for name, source, date in dated
    )
    return library


def test_everything(library: Library) -> None:
    assert library.coverage() == Coverage(6, 2, "2024", "2025-03-18")


def test_dates_and_outlets_narrow_it(library: Library) -> None:
    since = Filters(after="2025-03")
    # The evening of 28 February, two hours west of Greenwich, is 1 March.
    assert library.coverage(since) == Coverage(4, 2, "2025-03", "2025-03-18")
    wire = Filters(before="2025", sources=("MERIDIAN WIRE",))
    assert library.coverage(wire).articles == 2
    assert library.coverage(Filters(after="2030")) == Coverage(0, 0, None, None)


def test_articles_by_month_and_outlet(library: Library) -> None:
    shares = library.shares()
    assert shares[-1] == Share(None, "Harbour Post", 1)
    assert {(share.month, share.source.lower(), share.articles) for share in shares[1:-1]} == {
        ("2025-03", "meridian wire", 2),
        ("2025-03", "harbour post", 1),
        ("2025-03", "", 1),
    }
    assert sum(share.articles for share in shares) == library.article_count


def test_a_month_has_the_articles_that_its_filter_admits(library: Library) -> None:
    for month in {share.month for share in library.shares() if share.month}:
        counted = sum(share.articles for share in library.shares() if share.month == month)
        assert library.coverage(Filters(after=month, before=month)).articles == counted


def test_what_is_no_date(library: Library) -> None:
    with pytest.raises(DatelineError):
        library.coverage(Filters(after="soon"))
