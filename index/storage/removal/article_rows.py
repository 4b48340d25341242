"""Read all rows of one article in a catalog, and write them back.

The tables are found by their references to `articles`, so a new one needs no change here. What the
writing of an article makes anew (its own row, passages, sketch) is left to the catalog.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.storage.removal.kept_rows import ArticleRows, Row
from index.storage.sqlite.database import Database

# A collection is kept by its name: its number may be another one's later.
_COLLECTED = "collected"
# Written with the article.
_WRITTEN = frozenset({"passages", "sketches"})
_MADE_ANEW = frozenset({"sketches"})
# Some of its rows stay, for entries of feeds, and others go.
_ORIGINS = "origins"


@dataclass(frozen=True, slots=True)
class RowTable:
    """A table with rows of articles, the column that names the article, and the key of its rows. If
    rows `stay` without their article, they are only kept by their keys."""

    name: str
    column: str
    stays: bool
    columns: tuple[str, ...]
    key: tuple[str, ...]


def list_tables(database: Database) -> list[RowTable]:
    """The tables with rows of articles, but for the one of collected articles."""
    rows = database.rows(
        'SELECT tables.name, keys."from", keys.on_delete FROM sqlite_master AS tables'
        " JOIN pragma_foreign_key_list(tables.name) AS keys"
        " WHERE tables.type = 'table' AND keys.\"table\" = 'articles' ORDER BY tables.name"
    )
    return [
        _describe_table(database, name, column, stays=on_delete == "SET NULL")
        for name, column, on_delete in rows
        if name != _COLLECTED
    ]


def _describe_table(database: Database, name: str, column: str, *, stays: bool) -> RowTable:
    described = database.rows(f"SELECT name, pk FROM pragma_table_info('{name}')")
    columns = tuple(other for other, _ in described if other != column)
    key = tuple(other for other, place in described if place)
    return RowTable(name, column, stays and name != _ORIGINS, columns, key)


def read_rows(database: Database, number: int) -> ArticleRows:
    """All rows of the article of this number."""
    tables = {
        table.name: _select(database, table, number)
        for table in list_tables(database)
        if table.name not in _MADE_ANEW
    }
    own = _describe_table(database, "articles", "number", stays=False)
    (article,) = _select(database, own, number)
    keys = database.rows(
        "SELECT key FROM collected JOIN collections ON number = collection WHERE article = ?"
        " ORDER BY key",
        (number,),
    )
    return ArticleRows(article, tables, tuple(key for (key,) in keys))


def _select(database: Database, table: RowTable, number: int) -> list[Row]:
    names = table.key if table.stays else table.columns
    rows = database.rows(
        f"SELECT {', '.join(names)} FROM {table.name} WHERE {table.column} = ?", (number,)
    )
    return [dict(zip(names, row, strict=True)) for row in rows]


def write_rows(database: Database, number: int, rows: ArticleRows) -> None:
    """Put the rows back beside those that were written with the article of this number.

    What another article has got meanwhile (an origin, a publisher's item) stays with that one, and
    a collection that is gone stays gone.
    """
    with database.transaction() as connection:
        connection.execute(
            "UPDATE articles SET content_hash = ? WHERE number = ?",
            (rows.article["content_hash"], number),
        )
        for table in list_tables(database):
            if table.name in _WRITTEN:
                continue
            for row in rows.tables.get(table.name, ()):
                values = {name: row[name] for name in row if name in table.columns}
                connection.execute(_make_statement(table, values), values | {table.column: number})
        connection.executemany(
            "INSERT OR IGNORE INTO collected SELECT number, ? FROM collections WHERE key = ?",
            [(number, key) for key in rows.collections],
        )


def _make_statement(table: RowTable, values: Row) -> str:
    """The statement that puts a row back, or names the article in one that stayed."""
    name, column = table.name, table.column
    if table.stays:
        same = " AND ".join(f"{key} = :{key}" for key in table.key)
        return f"UPDATE {name} SET {column} = :{column} WHERE {column} IS NULL AND {same}"
    names = (*values, column)
    marks = ", ".join(f":{each}" for each in names)
    listed = f"{name} ({', '.join(names)}) VALUES ({marks})"
    if name != _ORIGINS:
        return f"INSERT OR IGNORE INTO {listed}"
    # An entry of a feed has stayed there without its article.
    return (
        f"INSERT INTO {listed} ON CONFLICT (origin) DO UPDATE"
        " SET article = excluded.article WHERE article IS NULL"
    )
