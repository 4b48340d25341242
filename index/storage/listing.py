"""List the articles of a catalog in order, all or by page, and their outlets and dates.

A page begins after an article, not after a number of articles: adding and removing articles
meanwhile repeats none and skips none. The catalog has an index of the order, so the cost of a page
does not grow with the archive. Does not filter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.core.article import Article
from index.storage.catalog_rows import ARTICLE_COLUMNS, build_article
from index.storage.database import Database

# Exactly the expressions of the index `articles_in_order`: newest first, undated ones last.
_LAST = 9_223_372_036_854_775_807
_TIME = f"ifnull(-published_second, {_LAST})"
_ORDER = f"{_TIME}, id"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place of an article in the order: newest first, undated ones last, then by id."""

    second: int | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Articles in order, and the bookmark of the next page, None if this is the last."""

    articles: tuple[Article, ...]
    after: Bookmark | None


class ArticleListing:
    """The table `articles`, read in order."""

    def __init__(self, database: Database) -> None:
        self._rows, self._one, self._survey = database.rows, database.one, database.survey

    def page(self, limit: int, after: Bookmark | None = None) -> Page:
        """At most `limit` articles after a bookmark, or the first."""
        assert limit > 0
        rows = self._select_after(after, limit + 1)
        articles = tuple(build_article(*described) for _, *described in rows[:limit])
        more = len(rows) > limit
        return Page(articles, Bookmark(*rows[limit - 1][:2]) if more else None)

    def _select_after(self, after: Bookmark | None, limit: int) -> list[tuple[Any, ...]]:
        """Time, id and columns of articles: first those of the same second, then later ones.

        Each of the two queries uses the index; a single condition on both columns would not.
        """
        query = f"SELECT published_second, id, {ARTICLE_COLUMNS} FROM articles"
        if after is None:
            return self._rows(f"{query} ORDER BY {_ORDER} LIMIT ?", (limit,))
        time = _LAST if after.second is None else -after.second
        same = self._rows(
            f"{query} WHERE {_TIME} = ? AND id > ? ORDER BY id LIMIT ?",
            (time, after.article_id, limit),
        )
        later = f"{query} WHERE {_TIME} > ? ORDER BY {_ORDER} LIMIT ?"
        return same + self._rows(later, (time, limit - len(same)))

    def ids(self, limit: int | None = None) -> list[str]:
        """Ids of articles, newest first and undated ones last."""
        query = f"SELECT id FROM articles ORDER BY {_ORDER} LIMIT ?"
        return [row[0] for row in self._rows(query, (-1 if limit is None else limit,))]

    def articles(self, limit: int | None = None) -> Iterator[Article]:
        """Articles, newest first and undated ones last, one in memory at a time."""
        for article_id in self.ids(limit):
            query = f"SELECT id, {ARTICLE_COLUMNS} FROM articles WHERE id = ?"
            for described in self._rows(query, (article_id,)):
                yield build_article(*described)

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first; "" is left out."""
        return [
            (source, count)
            for source, count in self._survey(
                "SELECT source, count(*) FROM articles WHERE source != '' GROUP BY source_key"
                " ORDER BY count(*) DESC, source"
            )
        ]

    def date_range(self) -> tuple[str | None, str | None]:
        """The oldest and the newest publication date, as stated by their articles."""
        dated = "SELECT published FROM articles WHERE published_second NOT NULL ORDER BY"
        return (
            self._one(f"{dated} published_second LIMIT 1"),
            self._one(f"{dated} published_second DESC LIMIT 1"),
        )
