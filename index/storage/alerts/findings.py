"""Store what alerts found: the table `findings`.

A finding keeps no text: its quotation is cut out of the article as it is now, and left out if
something else stands there. So nothing is quoted of articles that are removed or hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from filelock import FileLock, Timeout

from index.core.alert import Finding, Place
from index.core.article import digest
from index.core.errors import DatelineError
from index.storage.alerts.arrivals import Arrivals, Arrived
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

_SHOWN = " FROM findings JOIN articles ON id = article_id WHERE alert = alerts.number AND {shown}"
# The number of an alert's findings, of those that nobody has seen, and that of the latest.
COUNTS = (
    f"(SELECT count(*){_SHOWN}), (SELECT count(*){_SHOWN} AND findings.number > seen),"
    " (SELECT ifnull(max(number), 0) FROM findings WHERE alert = alerts.number)"
)
_COLUMNS = (
    "findings.number, alert, article_id, title, source, published, url, found, first, after,"
    " digest, substr(text, first + 1, after - first)"
)

# Seconds to wait for another process that prints.
_PRINTING_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Checked:
    """What an alert found among some arrivals; `mark` is the last arrival that was compared before
    them."""

    alert_id: int
    mark: int
    arrived: Arrived
    places: Sequence[Place]


class Findings:
    """What the alerts of an archive found in articles that may be shown now."""

    def __init__(self, database: Database, availability: Availability, arrivals: Arrivals) -> None:
        self._database = database
        self._availability = availability
        self._arrivals = arrivals

    def record(self, checked: Checked) -> int | None:
        """Store what was found, and that the alert is checked so far, both or neither.

        Returns how many findings are new. None if the alert is gone, or another process was faster:
        then nothing is stored.
        """
        with self._database.transaction() as connection:
            mark = self._database.one(
                "SELECT mark FROM alerts WHERE number = ?", (checked.alert_id,)
            )
            if mark != checked.mark:
                return None
            before = connection.total_changes
            connection.executemany(
                "INSERT INTO findings (alert, article_id, found, first, after, digest)"
                " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                _list_rows(checked),
            )
            found = connection.total_changes - before
            self._arrivals.withdraw(checked.arrived.hidden_ids)
            connection.execute(
                "UPDATE alerts SET mark = ?, fault = '' WHERE number = ?",
                (checked.arrived.last, checked.alert_id),
            )
            return found

    def list_latest(self, alert_id: int, limit: int, before: int | None = None) -> list[Finding]:
        """The latest findings of an alert, the newest first; those `before` a number if there is
        one."""
        return self._read(
            "alert = ? AND findings.number < ?",
            (alert_id, 2**63 - 1 if before is None else before),
            "findings.number DESC",
            limit,
        )

    @contextmanager
    def take_unprinted(self, limit: int) -> Iterator[list[Finding]]:
        """The first findings that were not printed yet, by alert, oldest first. They count as
        printed once the body ends well.

        Raises DatelineError if another process prints them for too long.
        """
        lock = FileLock(self._database.path.with_name("alerts.lock"), timeout=_PRINTING_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise DatelineError(
                "Another process prints what alerts found", "Wait until it is done, or stop it"
            ) from error
        except OSError as error:
            raise DatelineError(
                f"The home {self._database.path.parent} cannot be written: {error.strerror}"
            ) from error
        try:
            findings = self._read(
                "findings.number > (SELECT printed FROM alerts WHERE alerts.number = alert)",
                (),
                "alert, findings.number",
                limit,
            )
            yield findings
            self._mark_printed(findings)
        finally:
            lock.release()

    def _mark_printed(self, findings: Sequence[Finding]) -> None:
        if not findings:
            return
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE alerts SET printed = max(printed, ?) WHERE number = ?",
                [(finding.number, finding.alert_id) for finding in findings],
            )

    def _read(
        self, condition: str, values: tuple[int, ...], order: str, limit: int
    ) -> list[Finding]:
        shown, hours = self._availability.condition()
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM findings JOIN articles ON id = article_id"
            f" WHERE {shown or '1'} AND {condition} ORDER BY {order} LIMIT ?",
            (*hours, *values, limit),
        )
        return [_build_finding(row) for row in rows]


def _list_rows(checked: Checked) -> list[tuple[int | str, ...]]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return [
        (
            checked.alert_id,
            place.article_id,
            now,
            place.start,
            place.end,
            digest(place.text) if place.text else "",
        )
        for place in checked.places
    ]


def _build_finding(row: tuple[Any, ...]) -> Finding:
    kept, text = row[-2:]
    fields = [*row[:-2], text if kept and digest(text) == kept else ""]
    return Finding(*fields)
