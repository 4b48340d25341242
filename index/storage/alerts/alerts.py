"""Store alerts: the table `alerts`.

An alert is in no index, so no change of one needs the lock of the home's writer: each change is one
transaction, and processes take turns. What alerts found is in `findings`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from index.core.alert import (
    MAX_ALERTS,
    Alert,
    AlertConflictError,
    AlertKind,
    AlertRequest,
    Maker,
    UnknownAlertError,
)
from index.core.article import Filters
from index.core.facet import NAMED, fold_value
from index.core.name import check_name
from index.core.text import one_line
from index.storage.alerts.arrivals import ARCHIVE, SPEECH, Arrivals, name_collection_stream
from index.storage.alerts.filter_json import dump_filters, load_filters
from index.storage.alerts.findings import COUNTS, Findings
from index.storage.alerts.naming import name_by_words
from index.storage.facts import Fact
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

_COLUMNS = "alerts.number, name, kind, query, filters, created, maker, fault"
_UNKNOWN = "See: dateline alerts list"


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far an alert is checked: the streams that it looks at, the last arrival when it was made,
    and the last one that was compared."""

    alert_id: int
    streams: tuple[str, ...]
    born: int
    mark: int


class Alerts:
    """The alerts of an archive. Names are the same regardless of case."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database = database
        self._availability = availability
        self.arrivals = Arrivals(database, availability)
        self.findings = Findings(database, availability, self.arrivals)

    # -- reading

    @property
    def count(self) -> int:
        """The number of alerts."""
        return int(self._database.one("SELECT count(*) FROM alerts"))

    def count_unseen(self) -> int:
        """The number of findings that nobody has seen."""
        shown, hours = self._availability.condition()
        rows = self._database.survey(
            "SELECT count(*) FROM alerts JOIN findings ON alert = alerts.number"
            " AND findings.number > seen JOIN articles ON id = article_id"
            f" WHERE {shown or '1'}",
            hours,
        )
        return int(rows[0][0])

    def list_all(self, limit: int = -1, offset: int = 0) -> list[Alert]:
        """The alerts by name, at most `limit` if that is not negative, after so many."""
        return self._read("ORDER BY key LIMIT ? OFFSET ?", (limit, offset))

    def get(self, alert: int | str) -> Alert:
        """An alert by its number, or by its name in any case. Raises UnknownAlertError."""
        column, value = ("number", alert) if isinstance(alert, int) else ("key", fold_value(alert))
        # SQLite's numbers have 64 bits.
        fits = isinstance(alert, str) or 0 < alert < 2**63
        if found := fits and self._read(f"WHERE alerts.{column} = ?", (value,)):
            return found[0]
        raise UnknownAlertError(f"There is no alert '{one_line(str(alert)[:80])}'", _UNKNOWN)

    def _read(self, rest: str, values: tuple[int | str, ...]) -> list[Alert]:
        shown, hours = self._availability.condition()
        counts = COUNTS.format(shown=shown or "1")
        rows = self._database.rows(
            f"SELECT {_COLUMNS}, {counts} FROM alerts {rest}", (*hours, *hours, *values)
        )
        known = {key for (key,) in self._database.rows("SELECT key FROM collections")}
        return [_build_alert(row, known) for row in rows]

    # -- writing

    def add(self, request: AlertRequest) -> Alert:
        """Keep an alert; what is in the archive now is not new to it.

        Raises PublicError for a name that is none; AlertConflictError for one in use, without a
        name for an alert that asks the same as another one, and if there are too many alerts.
        """
        streams = _list_streams(request)
        with self._database.transaction() as connection:
            name = self._choose_name(request)
            if self.count >= MAX_ALERTS:
                raise AlertConflictError(
                    f"An archive has at most {MAX_ALERTS:,} alerts", "Remove one of them first"
                )
            born = self.arrivals.number(streams)
            row = (
                fold_value(name),
                name,
                request.kind,
                request.query,
                dump_filters(request.filters),
                json.dumps(streams),
                datetime.now(UTC).isoformat(timespec="seconds"),
                request.maker,
                born,
                born,
            )
            cursor = connection.execute(
                "INSERT INTO alerts (key, name, kind, query, filters, streams, created, maker,"
                " born, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            return self.get(int(cursor.lastrowid or 0))

    def _choose_name(self, request: AlertRequest) -> str:
        if request.name.strip():
            name = check_name(request.name, "alert")
            if self._is_in_use(name):
                raise AlertConflictError(
                    f"There is an alert '{name}' already", "Choose another name"
                )
            return name
        asked = (request.kind, request.query, dump_filters(request.filters))
        same = "SELECT name FROM alerts WHERE kind = ? AND query = ? AND filters = ?"
        if known := self._database.one(same, asked):
            raise AlertConflictError(
                f"The alert '{known}' asks the same", "Remove it to begin anew"
            )
        return name_by_words(request.query, self._is_in_use)

    def _is_in_use(self, name: str) -> bool:
        key = fold_value(name)
        return bool(self._database.one("SELECT 1 FROM alerts WHERE key = ?", (key,)))

    def remove(self, alert: int | str) -> None:
        """Remove an alert with all that it found. Raises UnknownAlertError."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM alerts WHERE number = ?", (self.get(alert).id,))

    def mark_seen(self, alert: int | str, last: int | None = None) -> None:
        """Note that somebody has seen what an alert found, up to the number `last`. Raises
        UnknownAlertError."""
        with self._database.transaction() as connection:
            found = self.get(alert)
            number = found.last if last is None else min(last, found.last)
            connection.execute(
                "UPDATE alerts SET seen = max(seen, ?) WHERE number = ?", (number, found.id)
            )

    # -- checking

    def begin_check(self) -> int | None:
        """Number what has arrived; returns the number of the last arrival. None if a change of the
        archive is under way: its indexes may not have all that the catalog has."""
        with self._database.transaction():
            dirty = self._database.one("SELECT value FROM facts WHERE name = ?", (Fact.DIRTY,))
            if dirty:
                return None
            streams = self._database.rows("SELECT DISTINCT streams FROM alerts")
            return self.arrivals.number(each for (text,) in streams for each in json.loads(text))

    def list_behind(self, until: int) -> list[Watermark]:
        """The alerts that have not been checked up to an arrival, the last ones first."""
        rows = self._database.rows(
            "SELECT number, streams, born, mark FROM alerts WHERE mark < ? ORDER BY mark, number",
            (until,),
        )
        return [Watermark(i, tuple(json.loads(text)), born, mark) for i, text, born, mark in rows]

    def note_fault(self, alert_id: int, fault: str) -> None:
        """Keep why an alert cannot be checked; it is tried again at the next check."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE alerts SET fault = ? WHERE number = ?", (fault, alert_id))


def _list_streams(request: AlertRequest) -> list[str]:
    """The streams that what an alert asks depends on. Any question may be for somebody's words."""
    filters = request.filters
    needs_speech = (
        request.kind is AlertKind.QUESTION
        or bool(filters.speaker_name)
        or any(choice.facet in NAMED for choice in filters.facets)
        or "said:" in request.query.casefold()
    )
    speech = [SPEECH] if needs_speech else []
    return [ARCHIVE, *speech, *map(name_collection_stream, filters.collections)]


def _build_alert(row: tuple[Any, ...], collections: set[str]) -> Alert:
    number, name, kind, query, text, created, maker, fault, total, unseen, last = row
    filters = load_filters(text)
    return Alert(
        number,
        name,
        AlertKind(kind),
        query,
        filters,
        created,
        Maker(maker),
        total,
        unseen,
        last,
        fault or _explain_gone(filters, collections),
    )


def _explain_gone(filters: Filters, collections: set[str]) -> str:
    """Which collection of the filters is gone, in a sentence without full stop; "" if all are
    there."""
    for name in filters.collections:
        if fold_value(name) not in collections:
            return f"There is no collection '{one_line(name)}', so nothing can come into it"
    return ""
