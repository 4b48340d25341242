"""Store clippings: the table `clippings`.

A clipping is in no index, so no change of one needs the lock of the home's writer: each change is
one transaction, and processes take turns. A clipping outlives its article: it is shown only while
its article is, and comes back with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from index.core.article import Span
from index.core.clipping import (
    MAX_OF_ARTICLE,
    MAX_QUOTE,
    Clipping,
    StaleEditError,
    UnknownStretchError,
    check_note,
    locate_quote,
)
from index.core.errors import PublicError, UnknownArticleError
from index.core.text import one_line
from index.storage.clippings.clipping_list import ClippingList
from index.storage.clippings.place import cut_context
from index.storage.overview.collections import Collections
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# How long a removal can be undone.
_UNDO = timedelta(days=7)


class Clippings(ClippingList):
    """The clippings of an archive, to read and to change."""

    def __init__(
        self, database: Database, availability: Availability, collections: Collections
    ) -> None:
        super().__init__(database, availability)
        self._collections = collections

    def keep(
        self, article_id: str, span: Span, note: str = "", collection: str = "", quote: str = ""
    ) -> Clipping:
        """Keep a span of an article, without the white space at its ends. One that was removed
        comes back with its note. The collection is made if it is not there.

        Raises UnknownArticleError, and PublicError if the article has no such span, or another
        `quote` there, or if the span is kept already with another note or in another collection.
        """
        with self._database.transaction() as connection:
            number, text = self._find_article(article_id)
            span = _check_span(text, span, quote)
            known, is_removed = self._find_number(article_id, span)
            known = known or self._insert(connection, article_id, number, span)
            kept = self.restore(known)
            wanted = (check_note(note) or kept.note, collection or kept.collection)
            if wanted == (kept.note, kept.collection):
                return kept
            if not is_removed and (kept.note, kept.collection) != ("", ""):
                raise PublicError(
                    f"This is kept already, with another note or collection (clipping {known})",
                    "Edit that one",
                )
            return self.edit(known, kept.revision, *wanted)

    def keep_quote(
        self, article_id: str, quote: str, note: str = "", collection: str = ""
    ) -> Clipping:
        """Keep the only place of an article that has these words. Raises as `keep`, and PublicError
        if there are none, or several."""
        with self._database.transaction():
            _, text = self._find_article(article_id)
            return self.keep(article_id, locate_quote(text, quote), note, collection)

    def edit(
        self, number: int, revision: int, note: str | None = None, collection: str | None = None
    ) -> Clipping:
        """Set the note or the collection ("" for none) of a clipping that was read in this
        revision; None leaves it.

        Raises UnknownClippingError, and StaleEditError if it was changed since.
        """
        with self._database.transaction() as connection:
            before = self.get(number)
            if before.revision != revision:
                raise StaleEditError(
                    "Somebody else changed this clipping after you read it",
                    "Read what stands there now, then save yours again",
                )
            if note is not None:
                connection.execute(
                    "UPDATE clippings SET note = ? WHERE number = ?", (check_note(note), number)
                )
            if collection is not None:
                home = self._collections.make(collection) if collection.strip() else None
                connection.execute(
                    "UPDATE clippings SET collection = ? WHERE number = ?", (home, number)
                )
            connection.execute(
                "UPDATE clippings SET revision = revision + 1 WHERE number = ?", (number,)
            )
            return self.get(number)

    def remove(self, number: int) -> None:
        """Remove a clipping; for some days, `restore` brings it back. Raises
        UnknownClippingError."""
        with self._database.transaction() as connection:
            self.get(number)
            now = datetime.now(UTC)
            connection.execute(
                "UPDATE clippings SET removed = ? WHERE number = ?",
                (now.isoformat(timespec="seconds"), number),
            )
            connection.execute(
                "DELETE FROM clippings WHERE removed < ?",
                ((now - _UNDO).isoformat(timespec="seconds"),),
            )

    def restore(self, number: int) -> Clipping:
        """Bring a removed clipping back; one that is there stays. Raises UnknownClippingError if it
        is gone for good."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE clippings SET removed = NULL WHERE number = ?", (number,))
            return self.get(number)

    def erase(self, article_ids: Sequence[str]) -> None:
        """Delete the clippings of articles for good, with their words and notes."""
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM clippings WHERE article_id = ?", [(one,) for one in article_ids]
            )

    def _insert(
        self, connection: sqlite3.Connection, article_id: str, article: int, span: Span
    ) -> int:
        """Insert the clipping of a span; returns its number."""
        if self.count_of(article_id) >= MAX_OF_ARTICLE:
            raise PublicError(f"An article has at most {MAX_OF_ARTICLE:,} clippings")
        ((text, second, version),) = self._database.rows(
            "SELECT text, published_second,"
            " (SELECT 1 + count(*) FROM versions WHERE article = number) FROM articles"
            " WHERE number = ?",
            (article,),
        )
        before, behind = cut_context(text, span)
        row = {
            "article_id": article_id,
            "article": article,
            "version": version,
            "first": span.start,
            "after": span.end,
            "place": span.start,
            "quote": text[span.start : span.end],
            "before": before,
            "behind": behind,
            "note": "",
            "kept": datetime.now(UTC).isoformat(timespec="seconds"),
            "second": second,
        }
        marks = ", ".join(f":{name}" for name in row)
        inserted = connection.execute(
            f"INSERT INTO clippings ({', '.join(row)}) VALUES ({marks})", row
        )
        return int(inserted.lastrowid or 0)

    def _find_article(self, article_id: str) -> tuple[int, str]:
        """The number and the text of an article that is shown."""
        shown, hours = self._availability.condition()
        rows = self._database.rows(
            f"SELECT number, text FROM articles WHERE id = ? AND {shown or '1'}",
            (article_id, *hours),
        )
        if not rows:
            raise UnknownArticleError(
                f"The archive has no article '{one_line(article_id[:80])}'", "See: dateline list"
            )
        number, text = rows[0]
        return number, text

    def _find_number(self, article_id: str, span: Span) -> tuple[int, bool]:
        """The number of the clipping of a span, and whether it was removed; 0 if there is none."""
        rows = self._database.rows(
            "SELECT number, removed IS NOT NULL AS is_removed FROM clippings WHERE article_id = ?"
            " AND place = ? AND length(quote) = ? ORDER BY is_removed, number DESC LIMIT 1",
            (article_id, span.start, span.end - span.start),
        )
        number, is_removed = rows[0] if rows else (0, 0)
        return number, bool(is_removed)


def _check_span(text: str, span: Span, quote: str) -> Span:
    """The span without white space at its ends. Raises PublicError if the text has none there, or
    another one than the quote."""
    if not 0 <= span.start < span.end <= len(text):
        raise UnknownStretchError("The article has no such stretch", "Read the article again")
    chosen = text[span.start : span.end]
    if quote and chosen != quote:
        raise UnknownStretchError("The article says something else there", "Read the article again")
    start = span.start + len(chosen) - len(chosen.lstrip())
    chosen = chosen.strip()
    if not chosen:
        raise UnknownStretchError("There are no words in this stretch", "Choose some")
    if len(chosen) > MAX_QUOTE:
        raise PublicError(f"A clipping has at most {MAX_QUOTE:,} characters", "Choose less")
    return Span(start, start + len(chosen))
