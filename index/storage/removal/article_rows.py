"""Read all rows of one article in a catalog, and write them back.

The tables are found by their references to `articles`, so a new one needs no change here. What the
writing of an article makes anew (its own row, passages, sketch) is left to the catalog.
"""

from __future__ import annotations

from index.storage.removal.kept_rows import ArticleRows, Row
from index.storage.sqlite.database import Database

# A collection is kept by its name: its number may be another one's later.
_COLLECTED = "collected"
# Written with the article.
_WRITTEN = frozenset({"passages", "sketches"})


def list_tables(database: Database) -> dict[str, str]:
    """The tables with rows of articles, and the column of each that names the article."""
    return {
        str(table): str(column)
        for table, column in database.rows(
            'SELECT tables.name, keys."from" FROM sqlite_master AS tables'
            " JOIN pragma_foreign_key_list(tables.name) AS keys"
            " WHERE tables.type = 'table' AND keys.\"table\" = 'articles' ORDER BY tables.name"
        )
    }


def read_rows(database: Database, number: int) -> ArticleRows:
    """All rows of the article of this number."""
    tables = {
        table: _select(database, table, column, number)
        for table, column in list_tables(database).items()
        if table != _COLLECTED
    }
    (article,) = _select(database, "articles", "number", number)
    keys = database.rows(
        "SELECT key FROM collected JOIN collections ON number = collection WHERE article = ?"
        " ORDER BY key",
        (number,),
    )
    return ArticleRows(article, tables, tuple(key for (key,) in keys))


def _select(database: Database, table: str, column: str, number: int) -> list[Row]:
    names = [name for name in _list_columns(database, table) if name != column]
    rows = database.rows(f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ?", (number,))
    return [dict(zip(names, row, strict=True)) for row in rows]


def _list_columns(database: Database, table: str) -> list[str]:
    return [
        str(name) for (name,) in database.rows(f"SELECT name FROM pragma_table_info('{table}')")
    ]


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
        for table, column in list_tables(database).items():
            if table in _WRITTEN:
                continue
            known = set(_list_columns(database, table))
            for row in rows.tables.get(table, ()):
                values = {name: row[name] for name in row if name in known} | {column: number}
                connection.execute(_make_insert(table, values), values)
        connection.executemany(
            "INSERT OR IGNORE INTO collected SELECT number, ? FROM collections WHERE key = ?",
            [(number, key) for key in rows.collections],
        )


def _make_insert(table: str, values: Row) -> str:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    if table != "origins":
        return f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
    # An entry of a feed has stayed there without its article.
    return (
        f"INSERT INTO origins ({names}) VALUES ({marks}) ON CONFLICT (origin) DO UPDATE"
        " SET article = excluded.article WHERE article IS NULL"
    )
