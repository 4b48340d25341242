"""Store the articles that were removed and can be restored: the table `removed`.

Such an article is in no other table and in no index. Its id is never also that of an article of the
archive. From the second on at which it goes, it counts as gone, even while its row is still there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence

from index.core.article import digest
from index.core.errors import DatelineError, UnknownArticleError
from index.core.text import one_line
from index.storage.facts import Fact
from index.storage.removal.article_rows import read_rows
from index.storage.removal.kept_rows import ArticleRows
from index.storage.removal.removed_article import KeptArticle, RemovedArticle
from index.storage.sqlite.database import Database

_DAY = 86_400
_LISTED = "id, title, source, published, removed, goes"


class Removed:
    """The table `removed`, as it reads at the moment that the clock states."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.time) -> None:
        self._database = database
        self._clock = clock

    # -- reading

    def list_all(
        self, limit: int = -1, after: tuple[int, str] | None = None
    ) -> list[RemovedArticle]:
        """The removed articles, the last one first; at most `limit` if that is not negative, after
        one with this second of its removal and this id."""
        second, article_id = after or (1 << 62, "")
        rows = self._database.rows(
            f"SELECT {_LISTED} FROM removed WHERE goes > ? AND (removed < ? OR removed = ? AND"
            " id > ?) ORDER BY removed DESC, id LIMIT ?",
            (self._now, second, second, article_id, limit),
        )
        return [RemovedArticle(*row) for row in rows]

    def count(self) -> int:
        """How many can be restored."""
        return int(self._database.one("SELECT count(*) FROM removed WHERE goes > ?", (self._now,)))

    def has(self, article_id: str) -> bool:
        """Does a removed article have this id?"""
        return bool(self._database.rows("SELECT 1 FROM removed WHERE id = ?", (article_id,)))

    def select(self, article_ids: Sequence[str]) -> list[str]:
        """Those of some ids that removed articles have."""
        rows = self._database.select_in_parts(
            "SELECT id FROM removed WHERE id IN ({})", article_ids
        )
        return [article_id for (article_id,) in rows]

    def load(self, article_ids: Iterable[str]) -> list[KeptArticle]:
        """What is kept of removed articles. Raises UnknownArticleError if one of them is not there,
        DatelineError if one is damaged."""
        return [self._load(article_id) for article_id in dict.fromkeys(article_ids)]

    def _load(self, article_id: str) -> KeptArticle:
        rows = self._database.rows(
            "SELECT vectors, digest, content FROM removed WHERE id = ? AND goes > ?",
            (article_id, self._now),
        )
        if not rows:
            raise UnknownArticleError(
                f"No removed article '{one_line(article_id[:80])}' can be restored",
                "See: dateline removed",
            )
        vectors, stated, content = rows[0]
        # A content that differs from its digest is read as a damaged one.
        packed = content if digest(article_id, content) == stated else ""
        return KeptArticle(article_id, vectors, ArticleRows.unpack(article_id, packed))

    def find_same(
        self, ids: Sequence[str], content_hash: str, origins: Sequence[str], item: str
    ) -> list[str]:
        """Ids of the removed articles that an incoming one is: from one of its `origins`, a version
        of its publisher's `item`, or with its content under one of these `ids`."""
        marks, id_marks = ", ".join("?" * len(origins)), ", ".join("?" * len(ids))
        rows = self._database.rows(
            "SELECT id FROM removed_names JOIN removed USING (id) WHERE goes > ? AND"
            f" (kind = 'origin' AND name IN ({marks}) OR kind = 'item' AND name = ?) UNION"
            f" SELECT id FROM removed WHERE goes > ? AND content_hash = ? AND id IN ({id_marks})",
            (self._now, *origins, item, self._now, content_hash, *ids),
        )
        return [article_id for (article_id,) in rows]

    def is_erasure_due(self) -> bool:
        """Is there text on the disk that must go?"""
        expired = self._database.rows("SELECT 1 FROM removed WHERE goes <= ? LIMIT 1", (self._now,))
        return bool(expired) or self.is_erasure_unfinished()

    def is_erasure_unfinished(self) -> bool:
        """Is text that was removed for good still in the files?"""
        query = "SELECT value FROM facts WHERE name = ?"
        return bool(self._database.one(query, (Fact.ERASING,)))

    def find_damaged(self) -> list[str]:
        """Ids of removed articles that cannot be restored."""
        damaged = []
        for (article_id,) in self._database.rows(
            "SELECT id FROM removed WHERE goes > ? ORDER BY id", (self._now,)
        ):
            try:
                self._load(article_id)
            except DatelineError:
                damaged.append(article_id)
        return damaged

    @property
    def _now(self) -> int:
        return int(self._clock())

    # -- writing

    def keep(self, article_ids: Sequence[str], days: int) -> None:
        """Keep articles of the catalog for so many days and the rest of the last one, before they
        are deleted."""
        goes = -(-(self._now + days * _DAY) // _DAY) * _DAY
        vectors = self.name_vectors()
        with self._database.transaction() as connection:
            for article_id, number, content_hash in self._database.select_in_parts(
                "SELECT id, number, coalesce(read_hash, content_hash) FROM articles"
                " LEFT JOIN edits ON edits.article = number WHERE id IN ({})",
                article_ids,
            ):
                rows = read_rows(self._database, number)
                content, own = rows.pack(), rows.article
                connection.execute(
                    "INSERT OR REPLACE INTO removed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        article_id, own["title"], own["source"], own["published"], self._now, goes,
                        content_hash, vectors, digest(article_id, content), content,
                    ),
                )  # fmt: skip
                names = [("origin", row["origin"]) for row in rows.tables["origins"]]
                names += [("item", row["guid"]) for row in rows.tables["items"]]
                connection.executemany(
                    "INSERT OR IGNORE INTO removed_names VALUES (?, ?, ?)",
                    [(kind, name, article_id) for kind, name in names],
                )

    def name_vectors(self) -> str:
        """The model and the splitting of the present vectors."""
        return digest(
            *(
                self._database.one("SELECT value FROM facts WHERE name = ?", (fact,)) or ""
                for fact in (Fact.MODEL_SHA256, Fact.SPLITTER)
            )
        )

    def drop(self, article_ids: Iterable[str]) -> None:
        """Forget removed articles; unknown ids are passed over."""
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM removed WHERE id = ?", [(i,) for i in article_ids])

    def drop_item(self, guid: str) -> None:
        """Forget the removed articles of a publisher's item."""
        rows = self._database.rows(
            "SELECT id FROM removed_names WHERE kind = 'item' AND name = ?", (guid,)
        )
        self.drop(article_id for (article_id,) in rows)

    def list_expired(self) -> list[str]:
        """Ids of those whose time is over."""
        rows = self._database.rows("SELECT id FROM removed WHERE goes <= ?", (self._now,))
        return [article_id for (article_id,) in rows]

    def list_ids(self) -> list[str]:
        """Ids of all removed articles, those whose time is over among them."""
        return [row[0] for row in self._database.rows("SELECT id FROM removed ORDER BY id")]
