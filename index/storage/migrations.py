"""Make the tables of a catalog, or bring those of an earlier version forward.

Each step is one numbered script in `schema/`, and happens as a whole or not at all; `schema.sql`
makes the latest version at once. Does not go back to an earlier version.
"""

from __future__ import annotations

import logging
import sqlite3
from importlib.resources import files

from index.core.article import Article, digest
from index.core.errors import DatelineError
from index.storage.duplicate_groups import Stories
from index.storage.facts import Fact
from index.storage.minhash import compute_sketch
from index.storage.overview.labels import Labels
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

SCHEMA_VERSION = 10
# From this version on articles have the terms of their publishers.
_TERMS = 7

_log = logging.getLogger(__name__)


def version_of(database: Database) -> int:
    """The version of the file's schema, 0 for an empty file.

    Raises DatelineError for a version later than this program's.
    """
    if not database.one("SELECT 1 FROM sqlite_master WHERE name = 'facts'"):
        return 0
    version = int(database.one("SELECT value FROM facts WHERE name = ?", (Fact.SCHEMA,)) or 0)
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
            _run_script(connection, "schema.sql")
            _set_version(connection, SCHEMA_VERSION)
        return
    for target in range(version + 1, SCHEMA_VERSION + 1):
        with database.transaction() as connection:
            _run_script(connection, f"{target:04}.sql")
            if target == 2:
                _fill_version_2(database, connection)
            if target == 9:
                Labels(database).fill()
            _set_version(connection, target)
    if version < _TERMS and database.one("SELECT 1 FROM articles"):
        _log.warning(
            "This archive was brought forward. Its articles have no rights, embargoes and"
            " corrections until their sources are read again: dateline reread"
        )


def _set_version(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (Fact.SCHEMA, str(version)))


def _run_script(connection: sqlite3.Connection, name: str) -> None:
    """Run statement by statement: executescript() would commit the open transaction."""
    script = files("index.storage").joinpath("schema", name).read_text("utf-8")
    statement = ""
    for line in script.splitlines():
        statement += line.split("--")[0] + "\n"
        # A trigger has semicolons inside.
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def _fill_version_2(database: Database, connection: sqlite3.Connection) -> None:
    """Group the articles into stories, and hash the texts of the passages."""
    stories = Stories(database, Availability(database))
    for (number,) in database.rows("SELECT number FROM articles ORDER BY number"):
        ((article_id, title, text, published),) = database.rows(
            "SELECT id, title, text, published FROM articles WHERE number = ?", (number,)
        )
        stories.place(number, compute_sketch(Article(article_id, title, text, published=published)))
        passages = database.rows(
            "SELECT id, first, after FROM passages WHERE article = ?", (number,)
        )
        connection.executemany(
            "UPDATE passages SET text_key = ? WHERE id = ?",
            [(digest(text[first:after]), passage_id) for passage_id, first, after in passages],
        )
