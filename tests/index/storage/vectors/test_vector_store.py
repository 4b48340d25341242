"""The nearest rows come first, under filters, also while another thread refreshes."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.core.article import Filters
from index.core.dates import earliest
from index.core.errors import DatelineError
from index.storage.vectors import hnsw_config
from index.storage.vectors.hnsw_config import HnswConfig
from index.storage.vectors.vector_store import VectorStore

# Angles to the first axis in degrees, so row 0 is nearest to it and row 5 farthest.
ANGLES = np.radians([0, 10, 20, 40, 80, 160])
ROWS = np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1).astype(np.float32)
EAST = np.array([1, 0], dtype=np.float32)
IDS = list("abcdef")
FIELDS: list[dict[str, str | int]] = [
    {"source": "wire", "published": earliest("2025-03-16")},
    {"source": "wire", "published": earliest("2025-03-17")},
    {"source": "post", "published": earliest("2025-03-17T23:59:59Z")},
    {"source": "post", "published": earliest("2025-03-18")},
    {"source": "", "published": earliest("1969-12-31")},
    {"source": "wire"},
]


@pytest.fixture
def store(tmp_path: Path) -> VectorStore:
    store = VectorStore(tmp_path / "chroma")
    store.upsert(IDS, ROWS, FIELDS)
    return store


def near(store: VectorStore, filters: Filters | None = None, k: int = 10) -> str:
    return "".join(store.nearest(EAST, k, filters or Filters()))


def test_the_nearest_come_first(store: VectorStore) -> None:
    assert near(store) == "abcdef"
    assert near(store, k=2) == "ab"
    assert near(store, k=2**64) == "abcdef"


def test_length_does_not_matter(store: VectorStore) -> None:
    store.upsert(["g"], np.array([[100, 0.1]], dtype=np.float32), [{"source": ""}])
    assert near(store)[:3] == "agb"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(after="2025-03-17", before="2025-03-17"), "bc"),
        (Filters(after="2025-03-17"), "bcd"),
        (Filters(before="2025-03-16"), "ae"),
        (Filters(before="9999"), "abcde"),
        (Filters(after="2026"), ""),
        (Filters(after="2026", before="2025"), ""),
        (Filters(sources=("WIRE",)), "abf"),
        (Filters(sources=("post", "Wire ")), "abcdf"),
        (Filters(sources=("\ud800",)), ""),
        (Filters(after="2025", sources=("post",)), "cd"),
    ],
)
def test_filters(store: VectorStore, filters: Filters, expected: str) -> None:
    assert near(store, filters) == expected


def test_rows_are_replaced_and_removed(store: VectorStore) -> None:
    store.upsert(["a"], ROWS[5:], [{"source": "post"}])
    assert near(store)[:1] == "b"
    assert near(store, Filters(sources=("post",))) == "cda"
    store.delete(["a", "b", "unknown"])
    assert store.ids() == set("cdef")
    assert near(store) == "cdef"


@pytest.mark.slow
def test_more_rows_than_one_call_takes(store: VectorStore) -> None:
    ids = [f"row {n}" for n in range(5_461 + 10)]
    rows = np.tile(EAST, (len(ids), 1))
    store.upsert(ids, rows, [{"source": "many"}] * len(ids))
    assert store.count() == len(ids) + 6
    store.delete(ids)
    assert store.ids() == set(IDS)


def test_a_cleared_store_takes_another_dimension(store: VectorStore) -> None:
    store.clear()
    assert (store.count(), near(store)) == (0, "")
    store.upsert(["x"], np.ones((1, 5), dtype=np.float32), [{"source": ""}])
    assert store.nearest(np.ones(5, dtype=np.float32), 1, Filters()) == ["x"]


def test_queries_go_on_while_the_store_is_refreshed(store: VectorStore) -> None:
    def query(_: int) -> set[str]:
        return {near(store) for _ in range(30)}

    with ThreadPoolExecutor(3) as threads:
        results = threads.map(query, range(3))
        for _ in range(10):
            store.refresh()
    assert set.union(*results) == {"abcdef"}


def pending(folder: Path) -> int:
    """Rows that are not in the graph's own files yet."""
    with closing(sqlite3.connect(folder / "chroma.sqlite3")) as connection:
        query = "SELECT max(seq_id) - min(seq_id) FROM max_seq_id"
        return int(connection.execute(query).fetchone()[0])


def test_what_was_written_is_settled_once(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    store = VectorStore(folder)
    ids = [f"row {n}" for n in range(1_150)]
    vectors = np.random.default_rng(1).normal(size=(len(ids), 4)).astype(np.float32)
    for part in (slice(0, 1_000), slice(1_000, None)):
        store.upsert(ids[part], vectors[part], [{"source": ""}] * len(ids[part]))
    assert pending(folder) == 150
    store.flush()
    assert pending(folder) == 0
    store.upsert(["later"], vectors[:1] + 0.1, [{"source": ""}])
    store.flush()
    assert pending(folder) == 1  # so few do not pay
    assert (store.count(), store.nearest(vectors[1_100], 1, Filters())) == (1_151, ["row 1100"])
    store.close()


def test_the_larger_the_archive_the_more_rarely_its_graph_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As an archive of half a million rows would have it.
    monkeypatch.setattr(hnsw_config, "_SHARE", 2.0)
    store = VectorStore(tmp_path / "chroma")
    vectors = np.random.default_rng(1).normal(size=(2_600, 4)).astype(np.float32)

    def upsert(*numbers: int) -> None:
        store.upsert(
            [f"row {n}" for n in numbers], vectors[list(numbers)], [{"source": ""}] * len(numbers)
        )

    upsert(*range(1_000))
    upsert(*range(1_000, 2_000))
    before = pending(tmp_path / "chroma")
    upsert(*range(2_000, 2_600))
    # A thousand more were written, the six hundred were not, by the pace of now.
    assert (before, pending(tmp_path / "chroma")) == (1_000, 1_600)
    store.close()
    opened = VectorStore(tmp_path / "chroma")
    assert opened.nearest(vectors[2_599], 1, Filters()) == ["row 2599"]
    assert pending(tmp_path / "chroma") == 1_600
    opened.upsert(["last"], vectors[:1] + 0.1, [{"source": ""}])
    assert (opened.count(), pending(tmp_path / "chroma")) == (2_601, 1_601)
    opened.close()


def test_when_the_graph_is_written() -> None:
    assert [hnsw_config.choose_sync_threshold(rows) for rows in (0, 200_000, 1_000_000)] == [
        1_000,
        1_000,
        5_000,
    ]
    assert not hnsw_config.is_worth_writing(100, 10)
    assert hnsw_config.is_worth_writing(101, 2_000)
    assert not hnsw_config.is_worth_writing(1_000, 1_000_000)
    assert hnsw_config.is_worth_writing(1_001, 1_000_000)


def test_a_graph_that_was_made_otherwise_is_searched_as_all_are(tmp_path: Path) -> None:
    def settings(opened: VectorStore) -> tuple[int, ...]:
        stored = opened._collection.configuration_json["hnsw"]
        return tuple(stored[name] for name in ("max_neighbors", "ef_construction", "ef_search"))

    older = VectorStore(tmp_path / "chroma", HnswConfig(9, 80, 7))
    older.upsert(IDS[:3], ROWS[:3], FIELDS[:3])
    older.close()
    opened = VectorStore(tmp_path / "chroma")
    opened.upsert(IDS[3:], ROWS[3:], FIELDS[3:])
    assert near(opened) == "abcdef"
    assert settings(opened) == (9, 80, HnswConfig().ef_search)
    opened.clear()
    assert settings(opened) == (
        HnswConfig().max_neighbors,
        HnswConfig().ef_construction,
        HnswConfig().ef_search,
    )
    opened.close()


def test_a_damaged_folder_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "chroma").mkdir()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"junk" * 1_000)
    with pytest.raises(DatelineError, match="doctor --repair"):
        VectorStore(tmp_path / "chroma")
