"""The ledger: what was added, changed, held, killed, released and removed, in order.

Each row has a digest of itself and of the row before, and the catalog has the last digest as a
fact, so that a row that somebody edits, adds or deletes is seen. Rows hold names and places, never
secrets. The table itself refuses changes; who can write the file can undo that, and is found out.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from index.core.dates import earliest, latest
from index.core.errors import PublicError
from index.core.text import one_line
from index.storage.facts import Fact
from index.storage.permission.availability import Clock
from index.storage.permission.ledger_row import ALL_ROWS, LedgerEntry, LedgerQuery, LedgerRow
from index.storage.sqlite.database import Database

_MAX_CHARACTERS = 500
_BEGINNING = ""
_USER = re.compile(r"//[^/?#@\s]{1,200}@")
_SECRET = re.compile(
    r"([?&;][^=&#\s]{0,40}(?:key|token|secret|pass|sig|auth|session|sid|code|credential)"
    r"[^=&#\s]{0,40}=)[^&#\s]{1,500}",
    re.IGNORECASE,
)


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
            ("moment >= ?", query.since and _format_bound(query.since, earliest)),
            ("moment <= ?", query.until and _format_bound(query.until, latest)),
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


def _format_bound(date: str, to_seconds: Callable[[str], int]) -> str:
    """A bound in the form of the column. Raises PublicError if it is no date."""
    try:
        return datetime.fromtimestamp(to_seconds(date), UTC).isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise PublicError(
            f"'{one_line(date[:40])}' is not a date", "Write it as 2025, 2025-03 or 2025-03-17"
        ) from error


def _list_values(row: LedgerRow) -> Sequence[str | int]:
    return (
        row.number, row.moment, row.action, row.article_id, row.place, row.process, row.detail,
    )  # fmt: skip


def _shorten(text: str) -> str:
    """A text on one line, without what may be a password or a key in an address."""
    text = one_line(text)[:_MAX_CHARACTERS]
    return _SECRET.sub(r"\1…", _USER.sub("//", text)) if "://" in text else text
