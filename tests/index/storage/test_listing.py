"""Articles in order, page by page, each found in the catalog's index of the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article, Filters
from index.storage.catalog import Catalog
from index.storage.overview.facets import find_date_range
from index.storage.overview.listing import ArticleOrder, Bookmark, Page
from tests.index.many import TEXT, put_articles
from tests.index.steps import steps

DATES = ("2025-03-17T00:00:01Z", "2025-03-17", "2024", "1969", None)
OLDEST = ("1969", "2024", "2025-03-17", "2025-03-17T00:00:01Z", None)
KEYS: dict[ArticleOrder, Callable[[Article], int | str]] = {
    ArticleOrder.NEWEST: lambda article: DATES.index(article.published),
    ArticleOrder.OLDEST: lambda article: OLDEST.index(article.published),
    ArticleOrder.TITLE: lambda article: article.title.lower(),
    ArticleOrder.OUTLET: lambda article: article.source.lower(),
}


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = open_catalog(tmp_path)
    yield opened
    opened.close()


def open_catalog(folder: Path) -> Catalog:
    catalog = Catalog(folder / "catalog.sqlite3")
    catalog.migrate()
    return catalog


def put(catalog: Catalog, dates: Sequence[str | None], *outlets: str) -> None:
    """Articles with these dates, and these outlets in turn."""
    names = outlets or ("Wire",)
    put_articles(
        catalog,
        [
            Article(f"a{n:05}", "", TEXT, names[n % len(names)], date)
            for n, date in enumerate(dates)
        ],
    )


def pages(catalog: Catalog, limit: int) -> list[Page]:
    """All pages, one behind the other."""
    result = [catalog.listing.page(limit)]
    while (after := result[-1].after) is not None:
        result.append(catalog.listing.page(limit, after))
    return result


def test_newest_first_and_undated_last(catalog: Catalog) -> None:
    put(catalog, ["2024", None, "2025-03-17", "1969", "2025-03-17T00:00:01Z"])
    dates = [article.published for article in catalog.listing.articles()]
    assert dates == list(DATES)
    assert [article.published for article in catalog.listing.articles(2)] == dates[:2]
    assert list(catalog.listing.articles(0)) == []
    found = find_date_range(catalog.database, catalog.availability, Filters())
    assert found == ("1969", "2025-03-17T00:00:01Z")


def test_outlets_are_counted_without_regard_to_case(catalog: Catalog) -> None:
    put(catalog, [None] * 4, "Wire", "Post", "WIRE", "")
    (first, wires), (second, posts) = catalog.listing.sources()
    assert (first.lower(), wires, second, posts) == ("wire", 2, "Post", 1)


@given(st.lists(st.sampled_from(DATES), max_size=25), st.integers(1, 7))
def test_pages_are_the_whole_order_in_parts(dates: list[str | None], limit: int) -> None:
    with TemporaryDirectory() as folder:
        catalog = open_catalog(Path(folder))
        put(catalog, dates)
        parts = pages(catalog, limit)
        ids = [article.id for page in parts for article in page.articles]
        by_date = sorted(range(len(dates)), key=lambda n: (DATES.index(dates[n]), n))
        assert ids == catalog.listing.ids() == [f"a{n:05}" for n in by_date]
        assert all(len(page.articles) == limit for page in parts[:-1])
        catalog.close()


@given(
    rows=st.lists(
        st.tuples(st.sampled_from(DATES), st.sampled_from(["b", "A", "ä", ""])), max_size=9
    ),
    limit=st.integers(1, 4),
    order=st.sampled_from(list(ArticleOrder)),
)
def test_pages_of_every_order_have_each_article_once(
    rows: list[tuple[str | None, str]], limit: int, order: ArticleOrder
) -> None:
    with TemporaryDirectory() as folder:
        catalog = open_catalog(Path(folder))
        put(catalog, [date for date, _ in rows], *[outlet for _, outlet in rows])
        found: list[Article] = []
        after: Bookmark | None = None
        while True:
            page = catalog.listing.page(limit, after, None, order)
            found += page.articles
            if (after := page.after) is None:
                break
        assert sorted(article.id for article in found) == sorted(catalog.listing.ids())
        assert found == sorted(found, key=lambda a: (KEYS[order](a), a.id))
        catalog.close()


def test_a_page_goes_on_behind_an_article_that_has_gone(catalog: Catalog) -> None:
    put(catalog, ["2024", "2024", "1969", None, None])
    catalog.delete(["a00000", "a00003"])
    behind = [
        [article.id for article in catalog.listing.page(9, bookmark).articles]
        for bookmark in (Bookmark(1_704_067_200, "a00000"), Bookmark(None, "a00003"))
    ]
    assert behind == [["a00001", "a00002", "a00004"], ["a00004"]]


@pytest.mark.parametrize("date", ["2024", None])
def test_a_page_costs_a_page(tmp_path: Path, date: str | None) -> None:
    """Counted in what SQLite does, for articles of all dates and for those of one."""
    step_counts = []
    for number in (40, 4_000):
        folder = tmp_path / str(number)
        folder.mkdir()
        catalog = open_catalog(folder)
        put(catalog, [date, f"{1900 + number % 100}"] * (number // 2))
        first = catalog.listing.page(10)
        step_counts.append(
            [count_steps(catalog, after) for after in (None, first.after, middle(catalog))]
        )
        catalog.close()
    for few, many in zip(*step_counts, strict=True):
        assert many < 1.2 * few


def middle(catalog: Catalog) -> Bookmark:
    """The place of the article in the middle."""
    count = catalog.count("articles")
    after = catalog.listing.page(count // 2).after
    assert after is not None
    return after


def count_steps(catalog: Catalog, after: Bookmark | None) -> int:
    """How many steps of SQLite's own machine a page takes."""
    return steps(catalog.database, lambda: catalog.listing.page(10, after))
