"""Store articles, passages and their vectors in SQLite.

The indexes of a home can be rebuilt from the catalog alone; it does not know them. Offsets count
code points, as SQLite's `substr` does, so a passage is cut out of its article and stored once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from index.core.article import Article, digest, is_suffixed
from index.storage.attributions import Attributions
from index.storage.catalog_rows import (
    ARTICLE_COLUMNS,
    PASSAGE_COLUMNS,
    article_row,
    build_article,
    build_passages,
    passage_rows,
)
from index.storage.catalog_types import (
    ArticleIdentity,
    PreparedArticle,
    Provenance,
    StoredPassage,
    Version,
)
from index.storage.database import Database
from index.storage.duplicate_groups import Stories
from index.storage.facts import Fact
from index.storage.listing import ArticleListing
from index.storage.migrations import SCHEMA_VERSION, migrate, version_of
from index.storage.provenance import Origins
from index.storage.scans import Scans


class Catalog:
    """One SQLite file. Safe to use from any number of threads; each call is one transaction.

    Call `migrate` before anything else if the file is new or of an earlier version.
    """

    def __init__(self, path: Path) -> None:
        self.database = Database(path)
        self.listing = ArticleListing(self.database)
        self.origins = Origins(self.database)
        self.stories = Stories(self.database)
        self.attributions = Attributions(self.database)
        self.scans = Scans(self.database)
        self._rows, self._one = self.database.rows, self.database.one
        self._has_facts = False

    @property
    def schema(self) -> int:
        """Version of the file's schema, 0 for a new file; raises DatelineError for a later one."""
        return version_of(self.database)

    def migrate(self) -> None:
        """Make the tables, or bring those of an earlier version forward."""
        migrate(self.database)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    # -- facts about the home itself

    def fact(self, fact: Fact) -> str:
        """The value of a fact, "" if it is not set."""
        self._has_facts = self._has_facts or self.schema > 0
        if not self._has_facts:
            return ""
        return self._one("SELECT value FROM facts WHERE name = ?", (fact,)) or ""

    def remember(self, facts: Mapping[Fact, str]) -> None:
        """Set facts, in one transaction."""
        with self.database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    # -- writing

    def write(
        self,
        articles: Iterable[PreparedArticle],
        now: datetime,
        places: Iterable[tuple[Provenance, str]] = (),
        stamps: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Insert or replace whole articles, all of them or none.

        The state of an article until `now` stays as a version. `places` are further provenances of
        articles by id, `stamps` the stamps of containers that were read to their end.
        """
        with self.database.transaction() as connection:
            for prepared in articles:
                number = self._put_article(connection, prepared, now)
                connection.executemany(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
                    list(passage_rows(number, prepared)),
                )
                self.stories.place(number, prepared.sketch)
                if prepared.provenance is not None:
                    self.origins.put([(prepared.provenance, prepared.article.id)])
                    self.scans.replace(number, prepared.provenance.scan)
            self._put_places(places)
            self.origins.finish(stamps)

    def _put_places(self, places: Iterable[tuple[Provenance, str]]) -> None:
        """Store further places of articles; the image of a page may have another digest."""
        known = list(places)
        self.origins.put(known)
        for place, article_id in known:
            number = self._number(article_id) if place.scan else None
            if number is not None:
                self.scans.replace(number, place.scan)

    def _put_article(
        self, connection: sqlite3.Connection, prepared: PreparedArticle, now: datetime
    ) -> int:
        """Insert or replace the article's row; returns its number."""
        row = article_row(prepared.article)
        number = self._number(prepared.article.id)
        if number is None:
            marks = ", ".join(f":{name}" for name in row)
            inserted = connection.execute(
                f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row
            )
            return int(inserted.lastrowid or 0)
        stored = self.content_hash(prepared.article.id)
        if prepared.provenance is None:
            # A re-embedded article keeps its stored hash, even if it does not match the text.
            row["content_hash"] = stored
        # An article without a hash is damaged, and no version to keep.
        elif stored not in ("", prepared.article.content_hash):
            connection.execute(
                "INSERT INTO versions SELECT number, 1 + (SELECT count(*) FROM versions WHERE"
                f" article = number), ?, {ARTICLE_COLUMNS} FROM articles WHERE number = ?",
                (now.isoformat(timespec="seconds"), number),
            )
        changes = ", ".join(f"{name} = :{name}" for name in row)
        connection.execute(
            f"UPDATE articles SET {changes} WHERE number = :number", row | {"number": number}
        )
        connection.execute("DELETE FROM passages WHERE article = ?", (number,))
        return number

    def forget_hashes(self, article_ids: Sequence[str]) -> None:
        """Forget the content hashes of damaged articles, so that their sources replace them when
        they are added again."""
        with self.database.transaction() as connection:
            numbers = [n for i in article_ids if (n := self._number(i)) is not None]
            connection.executemany(
                "UPDATE articles SET content_hash = '' WHERE number = ?", [(n,) for n in numbers]
            )
            self.origins.mark_unread(numbers)

    def content_hash(self, article_id: str) -> str:
        """The stored content hash of an article, "" if there is none."""
        number = self._number(article_id)
        return self._one("SELECT content_hash FROM articles WHERE number = ?", (number,)) or ""

    def delete(self, article_ids: Sequence[str]) -> None:
        """Remove articles with their passages and versions, all of them or none."""
        with self.database.transaction() as connection:
            rows = self.database.select_in_parts(
                "SELECT number FROM articles WHERE id IN ({})", article_ids
            )
            numbers = [row[0] for row in rows]
            self.stories.drop(numbers)
            self.origins.forget_articles(numbers)
            connection.executemany("DELETE FROM articles WHERE number = ?", [(n,) for n in numbers])

    # -- reading

    def article(self, article_id: str) -> Article | None:
        """An article by id, or None if there is none."""
        rows = self._rows(f"SELECT id, {ARTICLE_COLUMNS} FROM articles WHERE id = ?", (article_id,))
        return build_article(*rows[0]) if rows else None

    def versions(self, article_id: str) -> list[Version]:
        """The earlier versions of an article, oldest first."""
        rows = self._rows(
            f"SELECT version, replaced, {ARTICLE_COLUMNS} FROM versions WHERE article = ?"
            " ORDER BY version",
            (self._number(article_id),),
        )
        return [
            Version(number, replaced, build_article(article_id, *described))
            for number, replaced, *described in rows
        ]

    def find_twins(self, article_id: str, content_hash: str) -> list[str]:
        """Ids of the articles with this content whose id is this one, with or without a suffix."""
        rows = self._rows("SELECT id FROM articles WHERE content_hash = ?", (content_hash,))
        return [i for (i,) in rows if is_suffixed(i, article_id)]

    def identify(self, column: str, value: str) -> ArticleIdentity | None:
        """The identity of the article with this `id` or `origin`, or None."""
        assert column in ("id", "origin")
        number = (
            self._number(value)
            if column == "id"
            else self._one("SELECT article FROM origins WHERE origin = ?", (value,))
        )
        rows = self._rows("SELECT id, content_hash FROM articles WHERE number = ?", (number,))
        return ArticleIdentity(*rows[0]) if rows else None

    def _number(self, article_id: str) -> int | None:
        number: int | None = self._one("SELECT number FROM articles WHERE id = ?", (article_id,))
        return number

    def count(self, table: str) -> int:
        """Number of rows of `articles` or `passages`."""
        assert table in ("articles", "passages")
        return int(self.database.survey(f"SELECT count(*) FROM {table}")[0][0])

    def passage_ids(self, article_ids: Sequence[str] | None = None) -> list[str]:
        """Ids of the passages of some articles, or of all."""
        if article_ids is None:
            return [row[0] for row in self._rows("SELECT id FROM passages")]
        query = (
            "SELECT passages.id FROM passages JOIN articles ON number = article"
            " WHERE articles.id IN ({})"
        )
        return [row[0] for row in self.database.select_in_parts(query, article_ids)]

    def passage_at(self, article_id: str, offset: int) -> str | None:
        """The id of the longest passage of an article from an offset on; None if there is none."""
        found: str | None = self._one(
            "SELECT passages.id FROM passages JOIN articles ON number = article"
            " WHERE articles.id = ? AND first <= ? AND after > ? ORDER BY after DESC LIMIT 1",
            (article_id, offset, offset),
        )
        return found

    def passages(self, passage_ids: Sequence[str]) -> dict[str, StoredPassage]:
        """Stored passages by id; unknown and damaged ones are left out."""
        query = (
            f"SELECT {PASSAGE_COLUMNS} FROM passages JOIN articles ON number = article"
            " WHERE passages.id IN ({})"
        )
        rows = self.database.select_in_parts(query, passage_ids)
        return {stored.passage.id: stored for stored in build_passages(rows)}

    def find_passages_like(self, wanted: Iterable[tuple[str, str]]) -> Iterator[StoredPassage]:
        """For each text and title, a passage of any article with that text, and one with that text
        under that title, if they exist."""
        query = (
            f"SELECT {PASSAGE_COLUMNS} FROM passages JOIN articles ON number = article"
            " WHERE text_key = ?"
        )
        for text, title in dict.fromkeys(wanted):
            key = digest(text)
            yield from build_passages(self._rows(f"{query} LIMIT 1", (key,)))
            yield from build_passages(self._rows(f"{query} AND title = ? LIMIT 1", (key, title)))


def is_old(catalog: Path) -> bool:
    """Is the catalog's schema of an earlier version?"""
    if not catalog.exists():
        return False
    opened = Catalog(catalog)
    try:
        return opened.schema < SCHEMA_VERSION
    finally:
        opened.close()
