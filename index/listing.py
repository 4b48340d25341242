"""The articles of a library in order, a page at a time.

A page goes on behind an article's place in the order, not behind a number of articles: what is
added or removed meanwhile moves nothing, shows nothing twice and hides nothing that was there.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.article import Article
from index.library import Library
from index.rows import DESCRIBED, article_of

_ORDER = "published_second IS NULL, published_second DESC, id"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place of an article: newest first, undated ones last, then by id."""

    second: int | None
    article_id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Articles in order, and where the next page begins; None where there is none."""

    articles: tuple[Article, ...]
    after: Bookmark | None


def page(library: Library, limit: int, after: Bookmark | None = None) -> Page:
    """At most `limit` articles behind a bookmark, or the first. Raises DatelineError where the
    catalog cannot be read."""
    assert limit > 0
    where, values = _behind(after)
    # Chosen first: to sort whole rows would be to read every text.
    chosen = f"SELECT number FROM articles{where} ORDER BY {_ORDER} LIMIT ?"  # noqa: S608
    rows = library._home.catalog.database.rows(
        f"SELECT published_second, id, {DESCRIBED} FROM articles WHERE number IN ({chosen})"  # noqa: S608
        f" ORDER BY {_ORDER}",
        (*values, limit + 1),
    )
    articles = tuple(article_of(*described) for _, *described in rows[:limit])
    more = len(rows) > limit
    return Page(articles, Bookmark(*rows[limit - 1][:2]) if more else None)


def _behind(after: Bookmark | None) -> tuple[str, tuple[int | str, ...]]:
    """The condition that an article stands behind a bookmark, and its values."""
    if after is None:
        return "", ()
    if after.second is None:
        return " WHERE published_second IS NULL AND id > ?", (after.article_id,)
    return (
        " WHERE published_second IS NULL OR published_second < ?"
        " OR (published_second = ? AND id > ?)",
        (after.second, after.second, after.article_id),
    )
