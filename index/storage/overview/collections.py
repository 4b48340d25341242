"""Store collections: the tables `collections` and `collected`.

A collection is in no index, so no change of one needs the lock of the home's writer: each change is
one transaction, and processes take turns. A removed article leaves its collections.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from index.core.article import Filters
from index.core.collection import Collection, UnknownCollectionError, check_name
from index.core.errors import PublicError, UnknownArticleError
from index.core.facet import fold_value
from index.core.text import one_line
from index.storage.overview.facets import build_condition
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database


class Collections:
    """The collections of an archive. Names are the same regardless of case."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database = database
        self._availability = availability

    def list_all(self, limit: int = -1, begin: str = "") -> list[Collection]:
        """The collections by name, at most `limit` if that is not negative; only those whose names
        begin so."""
        shown, hours = self._availability.condition("collected.article")
        key = fold_value(begin)
        rows = self._database.rows(
            f"SELECT name, {_count(shown)}, created FROM collections WHERE substr(key, 1, ?) = ?"
            " ORDER BY key LIMIT ?",
            (*hours, len(key), key, limit),
        )
        return [Collection(*row) for row in rows]

    def add(self, name: str, article_ids: Sequence[str]) -> int:
        """Put articles into a collection, which is made if it is not there; all of them or none.
        Returns how many were not in it. Raises UnknownArticleError and PublicError."""
        with self._database.transaction() as connection:
            numbers = self._find_articles(article_ids)
            collection = self.make(name)
            before = connection.total_changes
            connection.executemany(
                "INSERT OR IGNORE INTO collected VALUES (?, ?)", [(collection, n) for n in numbers]
            )
            return connection.total_changes - before

    def add_matching(self, name: str, filters: Filters) -> int:
        """Put the articles that the filters admit into a collection. Returns as `add`."""
        where, values = build_condition(filters, self._availability)
        with self._database.transaction() as connection:
            collection = self.make(name)
            before = connection.total_changes
            connection.execute(
                f"INSERT OR IGNORE INTO collected SELECT ?, number FROM articles{where}",
                (collection, *values),
            )
            return connection.total_changes - before

    def remove(self, name: str, article_ids: Sequence[str]) -> int:
        """Take articles out of a collection, which stays; returns how many were in it. Raises
        UnknownCollectionError, and UnknownArticleError if one of them is not in the archive."""
        with self._database.transaction() as connection:
            collection, numbers = self._find(name), self._find_articles(article_ids)
            before = connection.total_changes
            connection.executemany(
                "DELETE FROM collected WHERE collection = ? AND article = ?",
                [(collection, n) for n in numbers],
            )
            return connection.total_changes - before

    def rename(self, name: str, new_name: str) -> None:
        """Give a collection another name. Raises PublicError if another one has it."""
        new_name = check_name(new_name)
        with self._database.transaction() as connection:
            collection, key = self._find(name), fold_value(new_name)
            other = self._database.one("SELECT number FROM collections WHERE key = ?", (key,))
            if other not in (None, collection):
                raise PublicError(
                    f"There is a collection '{new_name}' already", "Choose another name"
                )
            connection.execute(
                "UPDATE collections SET name = ?, key = ? WHERE number = ?",
                (new_name, key, collection),
            )

    def change(
        self, name: str, add: Sequence[str], remove: Sequence[str], new_name: str
    ) -> Collection:
        """Add, remove and rename at once, all or nothing; returns the collection as it is then.
        Raises as the three do."""
        with self._database.transaction():
            if add:
                self.add(name, add)
            self.remove(name, remove)
            if new_name:
                self.rename(name, new_name)
            return self.get(new_name or name)

    def get(self, name: str) -> Collection:
        """A collection. Raises UnknownCollectionError."""
        shown, hours = self._availability.condition("collected.article")
        rows = self._database.rows(
            f"SELECT name, {_count(shown)}, created FROM collections WHERE number = ?",
            (*hours, self._find(name)),
        )
        return Collection(*rows[0])

    def delete(self, name: str) -> None:
        """Delete a collection; its articles stay. Raises UnknownCollectionError."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM collections WHERE number = ?", (self._find(name),))

    def make(self, name: str) -> int:
        """The number of a collection, which is made if it is not there. Raises PublicError if it
        cannot have this name."""
        name = check_name(name)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO collections (key, name, created) VALUES (?, ?, ?)",
                (fold_value(name), name, datetime.now(UTC).isoformat(timespec="seconds")),
            )
        return self._find(name)

    def _find(self, name: str) -> int:
        key = fold_value(name)
        number: int | None = self._database.one(
            "SELECT number FROM collections WHERE key = ?", (key,)
        )
        if number is None:
            raise UnknownCollectionError(
                f"There is no collection '{one_line(name[:80])}'", "See: dateline collection list"
            )
        return number

    def _find_articles(self, article_ids: Sequence[str]) -> list[int]:
        """The numbers of articles. Raises UnknownArticleError if one of them is not there."""
        wanted = list(dict.fromkeys(article_ids))
        rows = self._database.select_in_parts(
            "SELECT id, number FROM articles WHERE id IN ({})", wanted
        )
        numbers = dict(rows)
        if unknown := [i for i in wanted if i not in numbers]:
            raise UnknownArticleError(
                f"The archive has no article '{one_line(unknown[0][:80])}'", "See: dateline list"
            )
        return list(numbers.values())


def _count(shown: str) -> str:
    """The number of a collection's articles that may be shown, in SQL."""
    return f"(SELECT count(*) FROM collected WHERE collection = number AND {shown or '1'})"
