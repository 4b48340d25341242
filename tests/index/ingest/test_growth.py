"""What is done for one article does not grow with the number of the others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from index.core.article import Article, Filters
from index.storage.catalog import Catalog
from index.storage.catalog_types import PreparedArticle, Provenance
from index.storage.minhash import compute_sketch
from index.storage.overview.facets import find_date_range
from tests.index.steps import steps
from tests.index.wires import make_text

NOW = datetime(2025, 3, 17, tzinfo=UTC)


def prepare(n: int) -> PreparedArticle:
    article = Article(f"a{n}", "", make_text(n), "Wire", "2025-03-17")
    place = Provenance(f"/news/{n % 2}/{n}.md", f"/news/{n % 2}/{n}.md")
    return PreparedArticle(article, place, (), (), compute_sketch(article))


def hold(folder: Path, number: int) -> Catalog:
    folder.mkdir()
    catalog = Catalog(folder / "catalog.sqlite3")
    catalog.migrate()
    catalog.write([prepare(n) for n in range(number)], NOW)
    # One that stands alone, of a folder of its own.
    catalog.origins.put([(Provenance("/news/alone/b.md", "/news/alone/b.md"), "a0")])
    return catalog


WORK: dict[str, Callable[[Catalog], object]] = {
    "add": lambda catalog: catalog.write([prepare(9_999)], NOW),
    "again": lambda catalog: catalog.write([prepare(1)], NOW),
    "known": lambda catalog: (
        catalog.identify("origin", "/news/1/1.md"),
        catalog.identify("id", "a1"),
    ),
    "twins": lambda catalog: catalog.find_twins("a1", prepare(1).article.content_hash),
    "remove": lambda catalog: catalog.delete(["a1"]),
    "copies": lambda catalog: catalog.stories.copies("a1"),
    "origins": lambda catalog: catalog.origins.list_for_article("a1"),
    "folder": lambda catalog: list(catalog.origins.list_containers_under("/news/alone")),
    "dates": lambda catalog: find_date_range(catalog.database, catalog.availability, Filters()),
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("growth")
    for name, number in (("few", 20), ("many", 400)):
        hold(folder / name, number).close()
    return folder / "few", folder / "many"


@pytest.mark.parametrize("name", WORK)
def test_work_for_one_article(archives: tuple[Path, Path], name: str) -> None:
    taken = []
    for folder in archives:
        catalog = Catalog(folder / "catalog.sqlite3")
        taken.append(steps(catalog.database, partial(WORK[name], catalog)))
        catalog.close()
    few, many = taken
    assert many < 1.3 * few


def test_placing_an_article_takes_a_few_statements(tmp_path: Path) -> None:
    catalog = hold(tmp_path / "home", 3)
    said: list[str] = []
    catalog.database._connection.set_trace_callback(said.append)
    catalog.stories.place(1, prepare(1).sketch)
    # Each of the 42 bands that go and come is a statement; to look for copies takes but one.
    assert sum(statement.startswith("SELECT") for statement in said) < 10
    catalog.close()
