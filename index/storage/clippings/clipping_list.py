"""Read clippings: those whose articles may be shown, in order, and how many are hidden and why.

A page begins after a clipping, not after a number of them: what is kept or removed meanwhile
repeats none and skips none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.core.clipping import Clipping, HiddenClippings, UnknownClippingError
from index.storage.clippings.clipping_rows import (
    COLUMNS,
    FROM,
    KEYS,
    ORDERS,
    ClippingBookmark,
    ClippingQuery,
    Condition,
    build_clipping,
    choose_collection,
    choose_later,
    choose_words,
    join_conditions,
)
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

ALL = ClippingQuery()
_BATCH = 500


@dataclass(frozen=True, slots=True)
class ClippingPage:
    """Clippings in order, and the bookmark of the next page, None if this is the last."""

    clippings: tuple[Clipping, ...]
    after: ClippingBookmark | None


class ClippingList:
    """The table `clippings`, read."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database = database
        self._availability = availability

    def get(self, number: int) -> Clipping:
        """A clipping. Raises UnknownClippingError if there is none, or its article is not
        shown."""
        found = self._select(("clippings.number = ?", [number])) if abs(number) < 2**63 else []
        if not found:
            raise UnknownClippingError(
                f"There is no clipping {number}, or its article is not shown",
                "See: dateline clippings list",
            )
        return found[0]

    def page(
        self, limit: int, after: ClippingBookmark | None = None, query: ClippingQuery = ALL
    ) -> ClippingPage:
        """At most `limit` clippings after a bookmark of the same order, or the first."""
        assert limit > 0
        where, values = join_conditions(
            self._choose_shown(),
            choose_later(query.order, after),
            choose_collection(query.collection),
            choose_words(query.words),
        )
        rows = self._database.rows(
            f"SELECT {KEYS[query.order]}, {COLUMNS} FROM {FROM} WHERE {where}"
            f" ORDER BY {ORDERS[query.order]} LIMIT ?",
            (*values, limit + 1),
        )
        clippings = tuple(build_clipping(row[1:]) for row in rows[:limit])
        if len(rows) <= limit:
            return ClippingPage(clippings, None)
        return ClippingPage(clippings, ClippingBookmark(rows[limit - 1][0], clippings[-1].number))

    def iterate(self, query: ClippingQuery = ALL) -> Iterator[Clipping]:
        """All clippings of a query, read in parts."""
        after: ClippingBookmark | None = None
        while True:
            page = self.page(_BATCH, after, query)
            yield from page.clippings
            if page.after is None:
                return
            after = page.after

    def count(self, query: ClippingQuery = ALL) -> int:
        """The number of clippings of a query."""
        where, values = join_conditions(
            self._choose_shown(), choose_collection(query.collection), choose_words(query.words)
        )
        survey = self._database.survey(f"SELECT count(*) FROM {FROM} WHERE {where}", values)
        return int(survey[0][0])

    def count_hidden(self, collection: str | None = None) -> HiddenClippings:
        """How many clippings are not shown, of a collection or of all. Their words count for
        nothing here: nobody can search what is hidden."""
        now = self._availability.now
        where, values = join_conditions(
            ("removed IS NULL", []), choose_collection(collection), _hide(*self._choose_shown())
        )
        rows = self._database.rows(
            "SELECT count(*), ifnull(sum(clippings.article IS NULL), 0),"
            " ifnull(sum(clippings.article IS NOT NULL AND"
            " (ifnull(permissions.closes, ?) <= ? OR clippings.closes <= ?)), 0)"
            f" FROM {FROM} LEFT JOIN permissions ON permissions.article = clippings.article"
            f" WHERE {where}",
            (now + 1, now, now, *values),
        )
        hidden, removed, expired = rows[0]
        return HiddenClippings(removed, hidden - removed - expired, expired)

    def list_of(self, article_id: str) -> list[Clipping]:
        """The clippings of an article that is shown, in the order of the text; those that it does
        not have any more come last."""
        found = self._select(("article_id = ?", [article_id]))
        return sorted(found, key=lambda one: (one.span is None, one.span or one.kept_at))

    def list_kept(self, article_ids: Sequence[str]) -> list[Clipping]:
        """The clippings that stand in some articles."""
        marks = ", ".join("?" * len(article_ids))
        return self._select((f"article_id IN ({marks}) AND place IS NOT NULL", [*article_ids]))

    def count_of(self, article_id: str) -> int:
        """The number of clippings of an article, hidden ones among them."""
        query = "SELECT count(*) FROM clippings WHERE article_id = ?"
        return int(self._database.one(query, (article_id,)))

    def list_collections(self) -> list[tuple[str, int]]:
        """The collections that have clippings, by name, with the number of these; "" is none."""
        where, values = self._choose_shown()
        rows = self._database.survey(
            f"SELECT ifnull(collections.name, ''), count(*) FROM {FROM} WHERE {where}"
            " GROUP BY clippings.collection ORDER BY collections.key",
            values,
        )
        return [(name, number) for name, number in rows]

    def _select(self, condition: Condition) -> list[Clipping]:
        where, values = join_conditions(self._choose_shown(), condition)
        rows = self._database.rows(f"SELECT {COLUMNS} FROM {FROM} WHERE {where}", values)
        return [build_clipping(row) for row in rows]

    def _choose_shown(self) -> Condition:
        """The condition that a clipping is there, and may be shown: its article, and if that does
        not have it any more, the version that had it."""
        shown, hours = self._availability.condition("clippings.article")
        now = self._availability.now
        return join_conditions(
            ("removed IS NULL AND clippings.article IS NOT NULL", []),
            (shown, hours),
            (
                "clippings.opens IS NULL OR (clippings.opens <= ? AND clippings.closes > ?)",
                [now, now],
            ),
        )


def _hide(shown: str, values: list[int]) -> Condition:
    """The condition that a clipping is not shown."""
    return f"NOT ({shown})", values
