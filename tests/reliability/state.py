"""All that is in a home, in a form that can be compared with another's."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.storage.home import Home

# Half precision, and batches that were filled otherwise.
_TOLERANCE = 4e-3
_TABLES = {
    "articles": "id, title, text, source, source_key, published, published_second, url,"
    " content_hash, authors, updated, language, section, story, terms",
    "passages": "(SELECT id FROM articles WHERE number = article), id, first, after, sentences,"
    " text_key",
    "versions": "*",
    "origins": "origin, (SELECT id FROM articles WHERE number = article), container, stamp",
    "containers": "*",
    "sketches": "(SELECT id FROM articles WHERE number = article), hashes, size",
    "bands": "band, (SELECT id FROM articles WHERE number = article)",
    "permissions": "(SELECT id FROM articles WHERE number = article), opens, closes, republish",
    "items": "guid, (SELECT id FROM articles WHERE articles.number = article), items.number",
    "notices": "*",
    "facts": "name, value",
}


@dataclass(frozen=True)
class State:
    """The catalog's tables row by row but for numbers and vectors, those, and both indexes."""

    tables: dict[str, list[tuple[Any, ...]]]
    vectors: dict[str, Any]
    in_vectors: set[str]
    in_lexical: set[str]
    nearest: dict[str, Any]


def state(folder: Path) -> State:
    """What a home holds; mends it as every opening does."""
    home = Home(folder, write=True)
    try:
        in_vectors, in_lexical = home.indexes.ids()
        ids = home.catalog.passage_ids()
        stored = home.catalog.passages(ids)
        rows = home.indexes.vectors.rows(ids)
    finally:
        home.close()
    with closing(sqlite3.connect(folder / "catalog.sqlite3")) as catalog:
        tables = {
            table: sorted(catalog.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in _TABLES.items()
        }
    # How often the home was changed, and when.
    tables["facts"] = [r for r in tables["facts"] if r[0] not in ("generation", "ledger")]
    return State(
        tables,
        {i: passage.vectors for i, passage in stored.items()},
        in_vectors,
        in_lexical,
        {i: row[0] for i, row in rows.items()},
    )


def assert_equal(one: State, other: State) -> None:
    """The same in everything; vectors may differ by what rounding makes of them."""
    for table in _TABLES:
        assert one.tables[table] == other.tables[table], table
    assert one.in_vectors == one.in_lexical == other.in_vectors == other.in_lexical
    assert one.vectors.keys() == other.vectors.keys() == one.in_vectors
    for vectors, others in ((one.vectors, other.vectors), (one.nearest, other.nearest)):
        for passage_id, vector in vectors.items():
            np.testing.assert_allclose(vector, others[passage_id], atol=_TOLERANCE)


def count_enriched(folder: Path) -> int:
    """In how many articles of a catalog was looked for who says what."""
    with closing(sqlite3.connect(folder / "catalog.sqlite3", timeout=30)) as catalog:
        (count,) = catalog.execute("SELECT count(*) FROM enrichments").fetchone()
        return int(count)


def kept(folder: Path) -> dict[str, str]:
    """The texts of a catalog's articles by id, read by SQLite alone; {} where there is none."""
    path = folder / "catalog.sqlite3"
    if not path.exists():
        return {}
    with closing(sqlite3.connect(path, timeout=30)) as catalog:
        if not catalog.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone():
            return {}
        return dict(catalog.execute("SELECT id, text FROM articles"))
