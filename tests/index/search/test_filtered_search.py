"""The nearest passages under filters, and what it costs to find them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.core.article import Article, Filters, source_key
from index.core.dates import earliest
from index.search.filtered_search import find_nearest
from index.storage.catalog import Catalog
from index.storage.catalog_rows import round_to_stored
from index.storage.vectors.vector_store import VectorStore
from tests.index.many import TEXT, put_passages
from tests.index.steps import steps

Vectors = NDArray[np.float32]


class Counted(VectorStore):
    """A store that remembers what it is asked."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.asked: list[tuple[int, Filters]] = []

    def nearest(self, vector: Vectors, k: int, filters: Filters) -> list[str]:
        self.asked.append((k, filters))
        return super().nearest(vector, k, filters)


class Archive:
    """Passages p0000, p0001 ... with random vectors: one a day from 2001 on, the first tenth from
    the Post, one in a hundred from the Herald, the others from the Wire."""

    def __init__(self, folder: Path, number: int) -> None:
        folder.mkdir()
        self.catalog = Catalog(folder / "catalog.sqlite3")
        self.catalog.migrate()
        self.store = Counted(folder / "chroma")
        days = np.datetime64("2001-01-01") + np.arange(number)
        self.articles = [
            Article(f"p{n:04}", "", TEXT, self._outlet(n, number), str(day))
            for n, day in enumerate(days)
        ]
        rows = np.random.default_rng(1).normal(size=(number, 8)).astype(np.float32)
        self.vectors = round_to_stored(rows / np.linalg.norm(rows, axis=1, keepdims=True))
        put_passages(self.catalog, self.articles, self.vectors)
        fields = [
            {"source": source_key(article.source), "published": earliest(article.published or "")}
            for article in self.articles
        ]
        self.store.upsert([article.id for article in self.articles], self.vectors, fields)

    @staticmethod
    def _outlet(n: int, number: int) -> str:
        return "Post" if n < number // 10 else "Herald" if n % 100 == 0 else "Wire"

    def cosine(self, n: int, query: Vectors) -> float:
        return float(self.vectors[n] @ query / np.linalg.norm(self.vectors[n]))

    def search(self, vector: Vectors, filters: Filters, k: int = 5) -> list[str]:
        return find_nearest(self.catalog, self.store, vector, k, filters)

    def close(self) -> None:
        self.store.close()
        self.catalog.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    result = Archive(tmp_path_factory.mktemp("nearest") / "home", 1_000)
    yield result
    result.close()


def admits(filters: Filters, article: Article) -> bool:
    day = article.published or ""
    return (
        (filters.after or "0") <= day <= (filters.before or "9")
        and (not filters.sources or article.source in filters.sources)
    )  # fmt: skip


ALL = Filters()
ONE_DAY = Filters("2001-02-03", "2001-02-03")
NARROW = Filters(sources=("Herald",))
TENTH = Filters(sources=("Post",))
HALF = Filters(before="2002-06-01")
MOST = Filters(after="2001-01-05", sources=("Wire", "Post"))
NOTHING = Filters(after="2050")


@pytest.mark.parametrize("filters", [ALL, ONE_DAY, NARROW, TENTH, HALF, MOST, NOTHING])
def test_the_nearest_of_what_is_admitted(archive: Archive, filters: Filters) -> None:
    admitted = [n for n, article in enumerate(archive.articles) if admits(filters, article)]
    for query in archive.vectors[::50]:
        best = sorted(admitted, key=lambda n: -archive.cosine(n, query))[:5]
        assert archive.search(query, filters) == [archive.articles[n].id for n in best]


def test_a_passage_without_its_vector_keeps_no_other_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "home", 200)
    # The only one from the Herald: p0000 is of the first tenth.
    assert archive.search(archive.vectors[100], NARROW) == ["p0100"]
    with archive.catalog.database.transaction() as connection:
        connection.execute("UPDATE passages SET vectors = x'' WHERE id = 'p0100'")
    assert archive.search(archive.vectors[100], NARROW) == []
    archive.close()


def test_few_admitted_passages_are_compared_without_the_store(archive: Archive) -> None:
    archive.store.asked.clear()
    archive.search(archive.vectors[7], NARROW)
    archive.search(archive.vectors[7], ONE_DAY)
    assert archive.store.asked == []


def test_of_many_admitted_passages_the_nearest_of_all_are_looked_through(archive: Archive) -> None:
    archive.store.asked.clear()
    archive.search(archive.vectors[7], HALF)
    assert archive.store.asked[0] == (20, ALL)
    assert all(filters == ALL for _, filters in archive.store.asked)


def test_what_is_asked_of_another_time_is_found_there(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "home", 600)
    east = np.eye(8, dtype=np.float32)[0]
    # All that the filter admits points away from the question.
    facing = archive.vectors * np.where(archive.vectors[:, :1] < 0, -1, 1)
    facing[:300] *= -1
    archive.store.upsert(
        [article.id for article in archive.articles],
        facing,
        [
            {"source": "", "published": earliest(article.published or "")}
            for article in archive.articles
        ],
    )
    past = Filters(before=archive.articles[299].published)
    best = sorted(range(300), key=lambda n: -float(facing[n] @ east))[:5]
    assert archive.search(east, past) == [archive.articles[n].id for n in best]
    assert archive.store.asked[-1] == (5, past)
    archive.close()


def test_a_filter_costs_no_more_in_a_larger_archive(tmp_path: Path) -> None:
    """In steps of SQLite, under a month and an outlet that have as many articles in both archives,
    and under filters that admit nearly all: those look at a few more, as the root grows."""
    narrow = [Filters("2001-02", "2001-02"), Filters(sources=("Ten",))]
    broad = [Filters(after="2001-01-11"), Filters(sources=("Wire", "Post"))]
    step_counts = []
    for number in (400, 3_200):
        archive = Archive(tmp_path / str(number), number)
        database = archive.catalog.database
        database.rows("UPDATE articles SET source_key = 'ten' WHERE number <= 10")
        find = partial(archive.search, archive.vectors[0])
        find(ALL)
        step_counts.append([steps(database, partial(find, filters)) for filters in narrow + broad])
        archive.close()
    small, large = step_counts
    assert all(large[i] < 1.2 * small[i] for i in (0, 1))
    assert all(large[i] < 3 * small[i] for i in (2, 3))  # the archive is 8 times as large
