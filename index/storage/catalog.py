"""Store articles, passages and their vectors in SQLite.

The indexes of a home can be rebuilt from the catalog alone; it does not know them. Offsets count
code points, as SQLite's `substr` does, so a passage is cut out of its article and stored once.
Every change writes its rows of the ledger in its own transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from index.core.article import Article
from index.core.edit import Edit
from index.core.item import Notice, NoticeStatus
from index.storage.catalog_reader import CatalogReader
from index.storage.catalog_rows import ARTICLE_COLUMNS, article_row, passage_rows
from index.storage.catalog_types import NO_NOTES, BatchNotes, PreparedArticle
from index.storage.clippings.relocation import relocate
from index.storage.facts import Fact
from index.storage.migrations import SCHEMA_VERSION, migrate
from index.storage.permission.ledger_row import Action, LedgerEntry
from index.storage.permission.written_entry import describe_written
from index.storage.removal.article_rows import write_rows


class Catalog(CatalogReader):
    """One SQLite file. Safe to use from any number of threads; each call is one transaction.

    Call `migrate` before anything else if the file is new or of an earlier version.
    """

    def migrate(self) -> None:
        """Make the tables, or bring those of an earlier version forward."""
        migrate(self.database)

    def remember(self, facts: Mapping[Fact, str]) -> None:
        """Set facts, in one transaction."""
        with self.database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def write(
        self,
        articles: Iterable[PreparedArticle],
        now: datetime,
        notes: BatchNotes = NO_NOTES,
    ) -> None:
        """Insert or replace whole articles, all of them or none, with the notes of their batch.

        The state of an article until `now` stays as a version.
        """
        with self.database.transaction() as connection:
            entries = []
            for prepared in articles:
                edit = notes.edits.get(prepared.article.id)
                if edit is None:
                    number, action = self._put_article(connection, prepared, now)
                else:
                    number = self._put_edit(connection, prepared.article, edit)
                    place = self._name_place(prepared.article.id)
                    entry = LedgerEntry(Action.EDITED, prepared.article.id, place, edit.describe())
                    entries.append(entry)
                relocate(self.database, number, prepared.article)
                connection.executemany(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
                    list(passage_rows(number, prepared)),
                )
                self.stories.place(number, prepared.sketch)
                entries += self._put_restored(number, prepared.article.id, notes)
                if prepared.provenance is not None:
                    self.availability.put(number, prepared.article)
                    self.origins.put([(prepared.provenance, prepared.article.id)])
                    self.scans.replace(number, prepared.provenance.scan)
                    state = self.availability.find_state(prepared.article.id)
                    entries.append(describe_written(prepared, action, state))
            self.edits.restate(notes.read)
            known = list(notes.places)
            self.origins.put(known)
            self.scans.put(known)
            self.origins.finish(notes.stamps)
            self.items.put(notes.items)
            self.ledger.record(entries)
            if notes.merged:
                self.delete(notes.merged, Action.REMOVED, "another version of its item replaced it")

    def _put_restored(self, number: int, article_id: str, notes: BatchNotes) -> list[LedgerEntry]:
        """Write back the other rows of an article that is restored; what the ledger says of it."""
        rows = notes.restored.get(article_id)
        if rows is None:
            return []
        write_rows(self.database, number, rows)
        return [LedgerEntry(Action.RESTORED, article_id, self._name_place(article_id))]

    def _put_article(
        self, connection: sqlite3.Connection, prepared: PreparedArticle, now: datetime
    ) -> tuple[int, Action]:
        """Insert or replace the article's row; returns its number, and what that was."""
        row = article_row(prepared.article)
        number = self._number(prepared.article.id)
        if number is None:
            marks = ", ".join(f":{name}" for name in row)
            inserted = connection.execute(
                f"INSERT INTO articles ({', '.join(row)}) VALUES ({marks})", row
            )
            self.labels.describe(number := int(inserted.lastrowid or 0), prepared.article)
            # An id is that of an article, or of a removed one.
            self.removed.drop([prepared.article.id])
            return number, Action.ADDED
        stored = self.content_hash(prepared.article.id)
        if prepared.provenance is None:
            # A re-embedded article keeps its stored hash, even if it does not match the text.
            row["content_hash"] = stored
        # An article without a hash is damaged, and no version to keep.
        elif stored not in ("", prepared.article.content_hash):
            self._keep_version(connection, number, now)
        self.labels.drop_names(number, prepared.article.text)
        self._update(connection, number, row)
        self.labels.describe(number, prepared.article)
        connection.execute("DELETE FROM passages WHERE article = ?", (number,))
        return number, Action.CHANGED

    def _put_edit(self, connection: sqlite3.Connection, article: Article, edit: Edit) -> int:
        """Put what somebody set into the article's row; returns its number. What was found of who
        says what stays: the text is the same."""
        number, before = self._number(article.id), self.content_hash(article.id)
        assert number is not None
        self._update(connection, number, article_row(article))
        self.labels.describe(number, article)
        connection.execute(
            "UPDATE enrichments SET content_hash = ? WHERE article = ? AND content_hash = ?",
            (article.content_hash, number, before),
        )
        connection.execute("DELETE FROM passages WHERE article = ?", (number,))
        self.edits.put(number, edit, edit.restore(article))
        return number

    def _keep_version(self, connection: sqlite3.Connection, number: int, now: datetime) -> None:
        """Keep the article of this number, as it is, as a version."""
        connection.execute(
            "INSERT INTO versions SELECT number, 1 + (SELECT count(*) FROM versions WHERE"
            f" article = number), ?, {ARTICLE_COLUMNS} FROM articles WHERE number = ?",
            (now.isoformat(timespec="seconds"), number),
        )

    def _update(
        self, connection: sqlite3.Connection, number: int, row: Mapping[str, object]
    ) -> None:
        changes = ", ".join(f"{name} = :{name}" for name in row)
        connection.execute(
            f"UPDATE articles SET {changes} WHERE number = :number", {**row, "number": number}
        )

    def forget_hashes(self, article_ids: Sequence[str]) -> None:
        """Forget the content hashes of damaged articles, so that their sources replace them when
        they are added again."""
        with self.database.transaction() as connection:
            numbers = [n for i in article_ids if (n := self._number(i)) is not None]
            connection.executemany(
                "UPDATE articles SET content_hash = '' WHERE number = ?", [(n,) for n in numbers]
            )
            self.edits.forget_hashes(numbers)
            self.origins.mark_unread(numbers)

    def delete(
        self,
        article_ids: Sequence[str],
        action: Action = Action.REMOVED,
        reason: str = "",
        place: str = "",
    ) -> None:
        """Remove articles with their passages and versions, all of them or none.

        In the ledger, `place` is where the reason comes from; the default is their own.
        """
        with self.database.transaction() as connection:
            rows = list(
                self.database.select_in_parts(
                    "SELECT number, id FROM articles WHERE id IN ({})", article_ids
                )
            )
            numbers = [number for number, _ in rows]
            self.ledger.record(
                LedgerEntry(action, article_id, place or self._name_place(article_id), reason)
                for _, article_id in rows
            )
            self.stories.drop(numbers)
            self.origins.forget_articles(numbers)
            connection.executemany("DELETE FROM articles WHERE number = ?", [(n,) for n in numbers])

    def _name_place(self, article_id: str) -> str:
        return next(iter(self.origins.list_for_article(article_id)), "")

    def apply_notices(self, notices: Iterable[tuple[Notice, str]]) -> None:
        """Do what publishers ask for in notices from some places, and remember the notices.

        Removes the articles of canceled items, and holds those of withheld ones.
        """
        with self.database.transaction() as connection:
            for notice, place in notices:
                if not self.items.is_news(notice):
                    continue
                covered = self.items.find_covered(notice)
                self.items.put_notice(notice)
                if notice.status is NoticeStatus.CANCELED:
                    self.delete(covered, Action.KILLED, notice.reason, place)
                    self.removed.drop_item(notice.item.guid)
                    action = Action.KILLED
                else:
                    for article_id in covered:
                        self._hold(connection, article_id, notice.reason)
                    action = Action.HELD
                if notice.status is NoticeStatus.WITHHELD or not covered:
                    ids = covered or [notice.item.guid]
                    self.ledger.record(LedgerEntry(action, i, place, notice.reason) for i in ids)

    def _hold(self, connection: sqlite3.Connection, article_id: str, reason: str) -> None:
        """Hold an article until somebody releases it. Its text and its versions stay."""
        article, number = self.article(article_id), self._number(article_id)
        if article is not None and number is not None:
            held = hold_article(article, reason)
            self._update(connection, number, article_row(held))
            self.edits.restate([self.edits.find(article_id).restore(held)])
            self.availability.put(number, held)

    def release(self, article_ids: Sequence[str], reason: str) -> None:
        """Show held articles from now on, whatever their terms state."""
        with self.database.transaction():
            self.availability.release(article_ids)
            self.ledger.record(
                LedgerEntry(Action.RELEASED, article_id, "", reason) for article_id in article_ids
            )


def hold_article(article: Article, reason: str) -> Article:
    """The article with a reason to hold it."""
    return replace(article, terms=replace(article.terms, hold=reason))


def is_old(catalog: Path) -> bool:
    """Is the catalog's schema of an earlier version?"""
    if not catalog.exists():
        return False
    opened = Catalog(catalog)
    try:
        return opened.schema < SCHEMA_VERSION
    finally:
        opened.close()
