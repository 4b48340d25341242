"""The rows of the table `clippings` as values, and the conditions that choose them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from index.core.article import Span
from index.core.clipping import Clipping, ClippingOrder
from index.core.facet import fold_value

COLUMNS = (
    "clippings.number, article_id, version, first, after, place, quote, note,"
    " ifnull(collections.name, ''), revision, kept"
)
FROM = "clippings LEFT JOIN collections ON collections.number = clippings.collection"
# Exactly the expressions of the indexes. Clippings of one key: the latest kept first.
_LAST = 9_223_372_036_854_775_807
_KEYS = {
    ClippingOrder.KEPT: "",
    ClippingOrder.PUBLISHED: f"ifnull(-second, {_LAST})",
    ClippingOrder.ARTICLE: "clippings.article",
}
ORDERS = {
    order: ", ".join(part for part in (key, "clippings.number DESC") if part)
    for order, key in _KEYS.items()
}
KEYS = {order: key or "0" for order, key in _KEYS.items()}

Condition = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class ClippingBookmark:
    """The place of a clipping in an order: what the order compares, then the number."""

    key: int
    number: int


@dataclass(frozen=True, slots=True)
class ClippingQuery:
    """Which clippings are listed: of a collection by its name, None for all and "" for those in
    none; and with words in the quote, the note or the title, each of which begins a word there."""

    collection: str | None = None
    words: str = ""
    order: ClippingOrder = ClippingOrder.KEPT


def build_clipping(row: tuple[Any, ...]) -> Clipping:
    """The clipping of a row of COLUMNS."""
    number, article_id, version, first, after, *rest = row
    return Clipping(number, article_id, version, Span(first, after), *rest)


def choose_collection(name: str | None) -> Condition:
    """The condition that a clipping is in a collection; "" if any will do."""
    if name is None:
        return "", []
    if not name.strip():
        return "clippings.collection IS NULL", []
    number = "(SELECT number FROM collections WHERE key = ?)"
    return f"clippings.collection = {number}", [fold_value(name)]


def choose_words(words: str) -> Condition:
    """The condition that words stand in a clipping or the title of its article."""
    if not words.split():
        return "", []
    title = "(SELECT title FROM articles WHERE articles.number = clippings.article)"
    return f"has_words(?, {title} || char(10) || note, quote)", [words]


def choose_later(order: ClippingOrder, after: ClippingBookmark | None) -> Condition:
    """The condition that a clipping comes after a bookmark."""
    if after is None:
        return "", []
    earlier, key = "clippings.number < ?", _KEYS[order]
    if not key:
        return earlier, [after.number]
    later = f"{key} >= ? AND ({key} > ? OR {earlier})"
    return later, [after.key, after.key, after.number]


def join_conditions(*conditions: Condition) -> Condition:
    """All of some conditions as one; empty ones are left out."""
    stated = [condition for condition in conditions if condition[0]]
    texts = [f"({text})" for text, _ in stated]
    return " AND ".join(texts) or "1", [value for _, values in stated for value in values]
