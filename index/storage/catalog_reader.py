"""Read articles, passages and their vectors in SQLite.

Reads hidden articles, too, except where it says so: the indexes need their passages. Writing is in
`catalog`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from index.core.article import Article, digest, is_suffixed
from index.storage.alerts.alerts import Alerts
from index.storage.attributions import Attributions
from index.storage.catalog_rows import (
    ARTICLE_COLUMNS,
    PASSAGE_COLUMNS,
    build_article,
    build_passages,
)
from index.storage.catalog_types import ArticleIdentity, StoredPassage, Version
from index.storage.clippings.clippings import Clippings
from index.storage.duplicate_groups import Stories
from index.storage.edits import Edits
from index.storage.facts import Fact
from index.storage.migrations import version_of
from index.storage.overview.collections import Collections
from index.storage.overview.labels import Labels
from index.storage.overview.listing import ArticleListing
from index.storage.permission.availability import Availability, Clock
from index.storage.permission.items import Items
from index.storage.permission.ledger import Ledger
from index.storage.provenance import Origins
from index.storage.removal.removed import Removed
from index.storage.scans import Scans
from index.storage.sqlite.database import Database


class CatalogReader:
    """One SQLite file. Safe to use from any number of threads.

    `clock` states the present second, by which articles appear and expire; `process` is the kind
    of process, for the ledger.
    """

    def __init__(self, path: Path, clock: Clock = time.time, process: str = "library") -> None:
        self.database = Database(path)
        self.availability = Availability(self.database, clock)
        self.listing = ArticleListing(self.database, self.availability)
        self.origins = Origins(self.database)
        self.stories = Stories(self.database, self.availability)
        self.items = Items(self.database)
        self.ledger = Ledger(self.database, process, clock)
        self.attributions = Attributions(self.database, self.availability)
        self.scans = Scans(self.database)
        self.edits = Edits(self.database)
        self.labels = Labels(self.database)
        self.collections = Collections(self.database, self.availability)
        self.alerts = Alerts(self.database, self.availability)
        self.clippings = Clippings(self.database, self.availability, self.collections)
        self.removed = Removed(self.database, clock)
        self._rows, self._one = self.database.rows, self.database.one
        self._has_facts = False

    @property
    def schema(self) -> int:
        """Version of the file's schema, 0 for a new file; raises DatelineError for a later one."""
        return version_of(self.database)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    def fact(self, fact: Fact) -> str:
        """The value of a fact about the home, "" if it is not set."""
        self._has_facts = self._has_facts or self.schema > 0
        if not self._has_facts:
            return ""
        return self._one("SELECT value FROM facts WHERE name = ?", (fact,)) or ""

    def content_hash(self, article_id: str) -> str:
        """The stored content hash of an article, "" if there is none."""
        number = self._number(article_id)
        return self._one("SELECT content_hash FROM articles WHERE number = ?", (number,)) or ""

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
        """Ids of the articles read with this content whose id is this one, with or without a
        suffix."""
        rows = self._rows(
            "SELECT id FROM articles WHERE content_hash = ? UNION"
            " SELECT id FROM edits JOIN articles ON number = article WHERE read_hash = ?",
            (content_hash, content_hash),
        )
        return [i for (i,) in rows if is_suffixed(i, article_id)]

    def identify(self, column: str, value: str) -> ArticleIdentity | None:
        """The identity of the article with this `id` or `origin`, as it was read, or None."""
        assert column in ("id", "origin")
        number = (
            self._number(value)
            if column == "id"
            else self._one("SELECT article FROM origins WHERE origin = ?", (value,))
        )
        rows = self._rows(
            "SELECT id, coalesce(read_hash, content_hash) FROM articles"
            " LEFT JOIN edits ON edits.article = number WHERE number = ?",
            (number,),
        )
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

    def load_shown_passages(self, passage_ids: Sequence[str]) -> dict[str, StoredPassage]:
        """Stored passages by id; unknown and damaged ones, and those of articles that may not be
        shown now, are left out."""
        shown, hours = self.availability.condition()
        query = (
            f"SELECT {PASSAGE_COLUMNS} FROM passages JOIN articles ON number = article"
            f" WHERE {shown or '1'} AND passages.id IN ({{}})"
        )
        rows = self.database.select_in_parts(query, passage_ids, hours)
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
