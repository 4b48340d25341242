"""Catalogs of earlier versions, brought forward step by step, each step whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from importlib.resources import files

from index.core.article import Article, digest
from index.core.errors import DatelineError
from index.storage.database import Database
from index.storage.duplicate_groups import Stories
from index.storage.minhash import sketch

SCHEMA_VERSION = 4


def version_of(database: Database) -> int:
    """The version of the file's schema, 0 for an empty file.

    Raises DatelineError for a version later than this program's.
    """
    if not database.one("SELECT 1 FROM sqlite_master WHERE name = 'facts'"):
        return 0
    version = int(database.one("SELECT value FROM facts WHERE name = 'schema'") or 0)
    if version > SCHEMA_VERSION:
        raise DatelineError(
            f"The home {database.path.parent} has schema {version}, this program knows"
            f" {SCHEMA_VERSION}",
            "Use the version of Dateline that made it, or a newer one",
        )
    return version


def migrate(database: Database) -> None:
    """Make the tables, or bring them to SCHEMA_VERSION. Only the owner of the home may."""
    version = version_of(database)
    if version == 0:
        with database.transaction() as connection:
            _execute(connection, files("index.storage").joinpath("schema.sql").read_text("utf-8"))
            _note(connection, SCHEMA_VERSION)
        return
    for step in range(version, SCHEMA_VERSION):
        with database.transaction() as connection:
            _STEPS[step](database, connection)
            _note(connection, step + 1)


def _note(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("INSERT OR REPLACE INTO facts VALUES ('schema', ?)", (str(version),))


def _execute(connection: sqlite3.Connection, script: str) -> None:
    """Statement by statement: executescript() would commit what is open."""
    without_comments = "\n".join(line.split("--")[0] for line in script.splitlines())
    for statement in without_comments.split(";"):
        if statement.strip():
            connection.execute(statement)


# -- 1 -> 2: origins in a table, versions, stories, more metadata

_TO_2 = """
CREATE TABLE versions (
    article INTEGER NOT NULL REFERENCES articles (number) ON DELETE CASCADE,
    version INTEGER NOT NULL, replaced TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    source TEXT NOT NULL, published TEXT, url TEXT NOT NULL, authors TEXT NOT NULL, updated TEXT,
    language TEXT NOT NULL, section TEXT NOT NULL, PRIMARY KEY (article, version)
) WITHOUT ROWID;
CREATE TABLE origins (
    origin TEXT PRIMARY KEY, article INTEGER REFERENCES articles (number) ON DELETE SET NULL,
    container TEXT NOT NULL, stamp TEXT NOT NULL
) WITHOUT ROWID;
INSERT OR IGNORE INTO origins SELECT origin, number, CASE
    WHEN instr(lower(origin), '.jsonl#') > 0
    THEN substr(origin, 1, instr(lower(origin), '.jsonl#') + 5)
    ELSE origin END, '' FROM articles;
DROP INDEX articles_by_origin;
ALTER TABLE articles DROP COLUMN origin;
ALTER TABLE articles ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN updated TEXT;
ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN story TEXT NOT NULL DEFAULT '';
ALTER TABLE passages ADD COLUMN text_key TEXT NOT NULL DEFAULT '';
CREATE INDEX articles_by_hash ON articles (content_hash);
CREATE INDEX articles_by_story ON articles (story);
CREATE INDEX passages_by_text ON passages (text_key);
CREATE INDEX origins_by_article ON origins (article);
CREATE INDEX origins_by_container ON origins (container);
CREATE TABLE containers (container TEXT PRIMARY KEY, stamp TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    hashes BLOB NOT NULL, size INTEGER NOT NULL, details BLOB NOT NULL
);
CREATE TABLE bands (
    band INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (band, article)
) WITHOUT ROWID
"""


def _to_2(database: Database, connection: sqlite3.Connection) -> None:
    _execute(connection, _TO_2)
    stories = Stories(database)
    for (number,) in database.rows("SELECT number FROM articles ORDER BY number"):
        ((article_id, title, text, published),) = database.rows(
            "SELECT id, title, text, published FROM articles WHERE number = ?", (number,)
        )
        stories.place(number, sketch(Article(article_id, title, text, published=published)))
        passages = database.rows(
            "SELECT id, first, after FROM passages WHERE article = ?", (number,)
        )
        connection.executemany(
            "UPDATE passages SET text_key = ? WHERE id = ?",
            [(digest(text[first:after]), passage_id) for passage_id, first, after in passages],
        )


# -- 2 -> 3: the order in which articles are listed

_TO_3 = """
CREATE INDEX articles_in_order ON articles (ifnull(-published_second, 9223372036854775807), id)
"""


def _to_3(database: Database, connection: sqlite3.Connection) -> None:
    _execute(connection, _TO_3)


# -- 3 -> 4: filters, outlets and months without the articles themselves

_TO_4 = """
DROP INDEX articles_by_date;
CREATE INDEX articles_by_date ON articles (published_second, source_key, source);
CREATE INDEX articles_by_source ON articles (source_key, published_second, source)
"""


def _to_4(database: Database, connection: sqlite3.Connection) -> None:
    _execute(connection, _TO_4)


_STEPS: dict[int, Callable[[Database, sqlite3.Connection], None]] = {
    1: _to_2,
    2: _to_3,
    3: _to_4,
}
