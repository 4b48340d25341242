"""What goes through much of the catalog is found once for each state of the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.core.article import Article, Filters
from index.core.errors import DatelineError
from index.core.terms import Terms
from index.storage.catalog import Catalog
from index.storage.overview.facets import count_stories, coverage, find_date_range, shares
from index.storage.sqlite.database import Database
from tests.index.many import TEXT, put_articles, put_passages
from tests.index.steps import steps

SURVEYS: dict[str, Callable[[Catalog], object]] = {
    "articles": lambda catalog: catalog.listing.count(),
    "passages": lambda catalog: catalog.listing.count_passages(),
    "stories": lambda catalog: count_stories(catalog.database, catalog.availability, Filters()),
    "outlets": lambda catalog: catalog.listing.sources(),
    "dates": lambda catalog: find_date_range(catalog.database, catalog.availability, Filters()),
    "coverage": lambda catalog: coverage(
        catalog.database, catalog.availability, Filters(after="2001")
    ),
    "shares": lambda catalog: list(shares(catalog.database, catalog.availability, Filters())),
}


def fill_catalog(folder: Path, number: int) -> Catalog:
    folder.mkdir()
    catalog = Catalog(folder / "catalog.sqlite3")
    catalog.migrate()
    put_passages(catalog, articles(0, number), np.ones((number, 1), dtype=np.float32))
    return catalog


def articles(first: int, after: int) -> list[Article]:
    """One in ten has no date."""
    return [
        Article(f"a{n:05}", "", TEXT, f"Outlet {n % 7}", None if n % 10 == 0 else "2001-02-03")
        for n in range(first, after)
    ]


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    result = fill_catalog(tmp_path / "home", 20)
    yield result
    result.close()


@pytest.mark.parametrize("name", SURVEYS)
def test_the_second_time_costs_the_same_in_every_archive(tmp_path: Path, name: str) -> None:
    survey, step_counts = SURVEYS[name], []
    for number in (30, 900):
        catalog = fill_catalog(tmp_path / str(number), number)
        survey(catalog)
        step_counts.append(steps(catalog.database, lambda: survey(catalog)))  # noqa: B023
        catalog.close()
    assert step_counts[1] <= 1.2 * step_counts[0]


@pytest.mark.parametrize("hidden", [False, True])
def test_no_survey_goes_through_the_texts(catalog: Catalog, *, hidden: bool) -> None:
    """Each is answered from an index: rows of articles have their texts in them."""
    if hidden:
        held = Article("held", "", TEXT, terms=Terms(embargo="2999"))
        put_passages(catalog, [held], np.ones((1, 1), dtype=np.float32))
    plans: list[str] = []
    select = catalog.database.rows

    def explain(query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        if query.startswith("SELECT") and "LIMIT" not in query:
            plans.extend(str(row[3]) for row in select(f"EXPLAIN QUERY PLAN {query}", values))
        return select(query, values)

    catalog.database.rows = explain  # type: ignore[method-assign]
    for name in ("articles", "passages", "stories", "outlets", "coverage", "shares"):
        SURVEYS[name](catalog)
    tables = [plan for plan in plans if plan.startswith(("SCAN", "SEARCH"))]
    scans = [plan for plan in tables if not re.search("permissions|CONSTANT|subquery", plan)]
    assert len(scans) == 6
    assert all("COVERING INDEX" in plan for plan in scans), scans


def test_what_is_written_here_or_elsewhere_is_seen_at_once(catalog: Catalog) -> None:
    assert catalog.count("articles") == 20
    put_articles(catalog, articles(20, 21))
    assert catalog.count("articles") == 21
    other = Catalog(catalog.database.path)
    put_articles(other, articles(21, 23))
    assert (catalog.count("articles"), other.count("articles")) == (23, 23)
    catalog.delete(["a00022"])
    assert (catalog.count("articles"), other.count("articles")) == (22, 22)
    other.close()


def test_what_is_taken_back_was_never_there(catalog: Catalog) -> None:
    def attempt() -> None:
        with catalog.database.transaction() as connection:
            connection.execute("DELETE FROM articles WHERE id = 'a00001'")
            assert catalog.count("articles") == 19
            connection.execute("no SQL")

    with pytest.raises(DatelineError):
        attempt()
    assert catalog.count("articles") == 20


def test_what_is_kept_is_bounded(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.storage.sqlite.database._MAX_CACHED_ROWS", 30)
    database: Database = catalog.database
    for least in range(20):
        assert len(database.survey("SELECT id FROM articles WHERE number > ?", (least,))) > 0
        assert sum(1 + len(rows) for rows in database._cache.values()) <= 30
    assert len(database.survey("SELECT 1 FROM articles, passages")) == 400
