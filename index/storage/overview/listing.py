"""List the articles of a catalog that may be shown, in order, and their outlets and dates.

A page begins after an article, not after a number of articles: adding and removing articles
meanwhile repeats none and skips none. The catalog has an index of the order, so the cost of a page
does not grow with the archive, unless filters admit few articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from index.core.article import Article, Filters
from index.storage.catalog_rows import ARTICLE_COLUMNS, build_article
from index.storage.overview.facets import build_condition
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# Exactly the expressions of the index `articles_in_order`: newest first, undated ones last.
_LAST = 9_223_372_036_854_775_807
_TIME = f"ifnull(-published_second, {_LAST})"
_ORDER = f"{_TIME}, id"


class ArticleOrder(StrEnum):
    """How articles are listed. Undated ones come last in both orders by date."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"
    OUTLET = "outlet"


_KEYS = {
    ArticleOrder.NEWEST: _TIME,
    ArticleOrder.OLDEST: f"ifnull(published_second, {_LAST})",
    ArticleOrder.TITLE: "lower(title)",
    ArticleOrder.OUTLET: "source_key",
}


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place of an article in an order, then by id. `second` is that of its publication, None if
    it is undated; `text` is what an order by title or outlet compares."""

    second: int | None
    article_id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Articles in order, and the bookmark of the next page, None if this is the last."""

    articles: tuple[Article, ...]
    after: Bookmark | None


class ArticleListing:
    """The table `articles`, read in order."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._rows, self._survey = database.rows, database.survey
        self._availability = availability

    def _where(self, *conditions: str) -> tuple[str, list[int]]:
        """A WHERE clause of these conditions for articles that may be shown, and its values, which
        come first."""
        shown, values = self._availability.condition()
        clauses = [clause for clause in (shown, *conditions) if clause]
        return (f" WHERE {' AND '.join(clauses)}" if clauses else ""), values

    def page(
        self,
        limit: int,
        after: Bookmark | None = None,
        filters: Filters | None = None,
        order: ArticleOrder = ArticleOrder.NEWEST,
    ) -> Page:
        """At most `limit` articles after a bookmark of the same order, or the first, under
        filters."""
        assert limit > 0
        rows = self._select_after(after, limit + 1, filters or Filters(), order)
        articles = tuple(build_article(*described) for _, _, *described in rows[:limit])
        if len(rows) <= limit:
            return Page(articles, None)
        second, key, article_id, *_ = rows[limit - 1]
        return Page(articles, Bookmark(second, article_id, key if isinstance(key, str) else ""))

    def _select_after(
        self, after: Bookmark | None, limit: int, filters: Filters, order: ArticleOrder
    ) -> list[tuple[Any, ...]]:
        """Time, key, id and columns of articles: first those of the same key, then later ones.

        Each of the two queries uses the index; a single condition on both columns would not.
        """
        where, values = build_condition(filters, self._availability)
        key = _KEYS[order]
        query = f"SELECT published_second, {key}, id, {ARTICLE_COLUMNS} FROM articles{where}"
        if after is None:
            return self._rows(f"{query} ORDER BY {key}, id LIMIT ?", (*values, limit))
        query += " AND" if where else " WHERE"
        place = _find_place(after, order)
        same = self._rows(
            f"{query} {key} = ? AND id > ? ORDER BY id LIMIT ?",
            (*values, place, after.article_id, limit),
        )
        later = f"{query} {key} > ? ORDER BY {key}, id LIMIT ?"
        return same + self._rows(later, (*values, place, limit - len(same)))

    def ids(self) -> list[str]:
        """Ids of all articles in the same order, those that may not be shown among them."""
        return [row[0] for row in self._rows(f"SELECT id FROM articles ORDER BY {_ORDER}")]

    def articles(
        self, limit: int | None = None, filters: Filters | None = None
    ) -> Iterator[Article]:
        """Articles under filters, newest first and undated ones last, one in memory at a time."""
        admitted, values = build_condition(filters or Filters(), self._availability)
        query = f"SELECT id FROM articles{admitted} ORDER BY {_ORDER} LIMIT ?"
        for (article_id,) in self._rows(query, (*values, -1 if limit is None else limit)):
            where, shown = self._where("id = ?")
            query = f"SELECT id, {ARTICLE_COLUMNS} FROM articles{where}"
            for described in self._rows(query, (*shown, article_id)):
                yield build_article(*described)

    def count(self) -> int:
        """Number of articles."""
        where, shown = self._where()
        return int(self._survey(f"SELECT count(*) FROM articles{where}", shown)[0][0])

    def count_passages(self) -> int:
        """Number of their passages."""
        condition, shown = self._availability.condition("passages.article")
        query = f"SELECT count(*) FROM passages WHERE {condition or '1'}"
        return int(self._survey(query, shown)[0][0])

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first; "" is left out."""
        where, shown = self._where("source != ''")
        rows = self._survey(
            f"SELECT source, count(*) FROM articles{where} GROUP BY source_key"
            " ORDER BY count(*) DESC, source",
            shown,
        )
        return [(source, count) for source, count in rows]


def _find_place(bookmark: Bookmark, order: ArticleOrder) -> int | str:
    """What the key of an order is at a bookmark."""
    if order in (ArticleOrder.TITLE, ArticleOrder.OUTLET):
        return bookmark.text
    if bookmark.second is None:
        return _LAST
    return -bookmark.second if order is ArticleOrder.NEWEST else bookmark.second
