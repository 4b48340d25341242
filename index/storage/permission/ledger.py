"""The ledger: what was added, changed, held, killed, released and removed, in order.

Each row has a digest of itself and of the row before, and the catalog has the last digest as a
fact, so that a row that somebody edits, adds or deletes is seen. Rows hold names and places, never
secrets. The table itself refuses changes; who can write the file can undo that, and is found out.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from index.core.article import digest
from index.core.text import one_line
from index.storage.database import Database
from index.storage.facts import Fact
from index.storage.permission.availability import Clock

_MAX_CHARACTERS = 500
_BEGINNING = ""


class Action(StrEnum):
    """What happened to an article."""

    ADDED = "added"
    CHANGED = "changed"
    HELD = "held"
    KILLED = "killed"
    STOPPED = "stopped"
    RELEASED = "released"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """What happened to an article. `place` is where it comes from, for people; `detail` says why,
    in words of ours or of the publisher."""

    action: Action
    article_id: str
    place: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the ledger. `moment` is ISO 8601 in UTC; `process` the kind of process that wrote
    it, such as "add" or "server"."""

    number: int
    moment: str
    action: str
    article_id: str
    place: str
    process: str
    detail: str
    digest: str

    def compute_digest(self, before: str) -> str:
        """The digest that the row has to have after one with the digest `before`."""
        return digest(
            before, str(self.number), self.moment, self.action, self.article_id, self.place,
            self.process, self.detail,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """Which rows to list: of an action, an article, from a moment on or until one (ISO 8601 in UTC,
    or the beginning of one), after a number."""

    action: str = ""
    article_id: str = ""
    since: str = ""
    until: str = ""
    after: int = 0


ALL_ROWS = LedgerQuery()


class Ledger:
    """The table `ledger`. `process` is the kind of this process."""

    def __init__(self, database: Database, process: str, clock: Clock = time.time) -> None:
        self._database = database
        self._process = process
        self._clock = clock

    def record(self, entries: Iterable[LedgerEntry]) -> None:
        """Append rows, in the transaction of the change that they record."""
        with self._database.transaction() as connection:
            number, before = self._read_head()
            moment = datetime.fromtimestamp(int(self._clock()), UTC).isoformat()
            rows = []
            for entry in entries:
                number += 1
                row = LedgerRow(
                    number, moment, entry.action, entry.article_id, _shorten(entry.place),
                    self._process, _shorten(entry.detail), "",
                )  # fmt: skip
                before = row.compute_digest(before)
                rows.append((*_list_values(row), before))
            if rows:
                connection.executemany("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
                connection.execute(
                    "INSERT OR REPLACE INTO facts VALUES (?, ?)",
                    (Fact.LEDGER, f"{number}:{before}"),
                )

    def _read_head(self) -> tuple[int, str]:
        """Number and digest of the last row."""
        rows = self._database.rows("SELECT number, digest FROM ledger ORDER BY number DESC LIMIT 1")
        return (int(rows[0][0]), str(rows[0][1])) if rows else (0, _BEGINNING)

    def rows(self, query: LedgerQuery = ALL_ROWS, limit: int = -1) -> list[LedgerRow]:
        """The rows that a query asks for, oldest first."""
        return list(self._select(query, limit))

    def last_rows(self, query: LedgerQuery, limit: int) -> list[LedgerRow]:
        """The last rows that a query asks for, oldest first."""
        return list(self._select(query, limit, newest=True))[::-1]

    def _select(
        self, query: LedgerQuery, limit: int, *, newest: bool = False
    ) -> Iterator[LedgerRow]:
        conditions: list[str] = ["number > ?"]
        values: list[str | int] = [query.after]
        for condition, value in (
            ("action = ?", query.action),
            ("article = ?", query.article_id),
            ("moment >= ?", query.since),
            # The end of what begins like this: all of 2025, of a month, or of a day.
            ("moment < ? || char(1114111)", query.until),
        ):
            if value:
                conditions.append(condition)
                values.append(value)
        order = "DESC" if newest else "ASC"
        query_text = f"SELECT * FROM ledger WHERE {' AND '.join(conditions)} ORDER BY number"
        rows = self._database.rows(f"{query_text} {order} LIMIT ?", (*values, limit))
        return (LedgerRow(*row) for row in rows)

    def find_faults(self) -> list[str]:
        """What was done to the rows after they were written, one line each; none if nothing."""
        before, last = _BEGINNING, 0
        for row in self._read_all():
            if row.number != last + 1:
                return [f"rows {last + 1:,} to {row.number - 1:,} are missing"]
            if row.compute_digest(before) != row.digest:
                return [f"row {row.number:,} is not as it was written"]
            before, last = row.digest, row.number
        head = self._database.one("SELECT value FROM facts WHERE name = ?", (Fact.LEDGER,)) or ""
        if head != (f"{last}:{before}" if last else ""):
            return [f"the last row is not the one that was written ({last:,})"]
        return []

    def _read_all(self) -> Iterator[LedgerRow]:
        last = 0
        while rows := self.rows(LedgerQuery(after=last), 10_000):
            yield from rows
            last = rows[-1].number


def _list_values(row: LedgerRow) -> Sequence[str | int]:
    return (
        row.number, row.moment, row.action, row.article_id, row.place, row.process, row.detail,
    )  # fmt: skip


def _shorten(text: str) -> str:
    return one_line(text)[:_MAX_CHARACTERS]
