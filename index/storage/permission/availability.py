"""Which articles may be shown now, and which may be republished: the table `permissions`.

An article under an embargo is hidden until its hour, one that somebody has to release until then,
and an expired one from its last hour on. The hour is compared when the archive is read, so nothing
has to run for an article to appear. Does not read the words of terms.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from index.core.article import Article
from index.core.terms import ALWAYS_OPEN, NEVER
from index.language.en.publishing.republishing import may_republish
from index.storage.catalog_rows import ARTICLE_COLUMNS, build_article
from index.storage.permission.state import HiddenArticle, State
from index.storage.sqlite.database import Database

Clock = Callable[[], float]


class Availability:
    """The table `permissions`, as it reads at the moment that the clock states."""

    def __init__(self, database: Database, clock: Clock = time.time) -> None:
        self._database = database
        self._clock = clock

    @property
    def now(self) -> int:
        """The present second since the epoch."""
        return int(self._clock())

    # -- reading

    def condition(self, column: str = "articles.number") -> tuple[str, list[int]]:
        """A condition in SQL on the column with the numbers of articles, and its values; "" if
        nothing is hidden."""
        turn = self._find_last_turn()
        if turn is None:
            return "", []
        hidden = (
            f"SELECT 1 FROM permissions WHERE permissions.article = {column}"
            " AND (opens > ? OR closes <= ?)"
        )
        return f"NOT EXISTS ({hidden})", [turn, turn]

    def _find_last_turn(self) -> int | None:
        """The last second at which an article appeared or expired; None if nothing is hidden.

        What is hidden at that second is hidden now, and the same values in a query until the next
        turn let surveys be cached.
        """
        now = self.now
        is_hidden = (
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM permissions WHERE opens > ?)"
            " OR EXISTS (SELECT 1 FROM permissions WHERE closes <= ?)"
        )
        if self._database.one(is_hidden, (now, now)) is None:
            return None
        last = (
            "SELECT max(turn) FROM (SELECT max(opens) AS turn FROM permissions WHERE opens <= ?"
            " UNION ALL SELECT max(closes) FROM permissions WHERE closes <= ?)"
        )
        turn = self._database.one(last, (now, now))
        return ALWAYS_OPEN if turn is None else int(turn)

    def find_state(self, article_id: str) -> State:
        """The state of an article; one that is not there counts as shown."""
        rows = self._database.rows(
            "SELECT opens, closes FROM permissions JOIN articles ON number = article WHERE id = ?",
            (article_id,),
        )
        return self._name_state(*rows[0]) if rows else State.SHOWN

    def is_as_stated(self, article: Article) -> bool:
        """Is an article shown no longer than its terms state? Somebody may have released it."""
        terms = article.terms
        rows = self._database.rows(
            "SELECT opens, closes FROM permissions JOIN articles ON number = article WHERE id = ?",
            (article.id,),
        )
        if not rows:
            return terms.opens == ALWAYS_OPEN and terms.closes == NEVER
        opens, closes = rows[0]
        return bool(opens <= terms.opens and closes == terms.closes)

    def _name_state(self, opens: int, closes: int) -> State:
        now = self.now
        if closes <= now:
            return State.EXPIRED
        return State.HELD if opens > now else State.SHOWN

    def list_hidden(
        self,
        state: State,
        limit: int = -1,
        conditions: Sequence[str] = (),
        values: Sequence[int | str] = (),
    ) -> list[HiddenArticle]:
        """The held articles, those that appear next first, or the expired ones, latest first; only
        those that meet the conditions on `articles`, which have these values."""
        now = self.now
        test, order, hours = {
            State.HELD: ("opens > ? AND closes > ?", "opens, id", (now, now)),
            State.EXPIRED: ("closes <= ?", "closes DESC, id", (now,)),
        }[state]
        rows = self._database.rows(
            f"SELECT opens, closes, id, {ARTICLE_COLUMNS} FROM permissions JOIN articles"
            f" ON number = permissions.article WHERE {' AND '.join((test, *conditions))}"
            f" ORDER BY {order} LIMIT ?",
            (*hours, *values, limit),
        )
        return [
            HiddenArticle(
                build_article(*described),
                state,
                None if opens == NEVER else opens,
                None if closes == NEVER else closes,
            )
            for opens, closes, *described in rows
        ]

    # -- writing

    def put(self, number: int, article: Article) -> None:
        """Store what the terms of the article of this number allow."""
        terms, republish = article.terms, may_republish(article.terms)
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM permissions WHERE article = ?", (number,))
            if (terms.opens, terms.closes, republish) == (ALWAYS_OPEN, NEVER, None):
                return
            connection.execute(
                "INSERT INTO permissions VALUES (?, ?, ?, ?)",
                (number, terms.opens, terms.closes, republish),
            )

    def release(self, article_ids: Sequence[str]) -> None:
        """Show held articles from now on."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE permissions SET opens = min(opens, ?)"
                " WHERE article = (SELECT number FROM articles WHERE id = ?)",
                [(self.now, article_id) for article_id in article_ids],
            )
