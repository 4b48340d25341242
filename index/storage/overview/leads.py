"""Select the first passages of articles: what a list of events by date is made of.

One article stands for a story. Does not rank by a query.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.core.article import Filters
from index.storage.overview.facets import build_condition
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# A WHERE clause on `articles`, or "", and its values.
_Condition = tuple[str, list[int | str]]

# Of the newest articles so many are looked at for one story: others may be its copies.
_COPIES = 8


def select_leads(
    database: Database, availability: Availability, filters: Filters, most: int, *, newest: bool
) -> list[str]:
    """Ids of the first passages of the admitted, dated articles of at most `most` stories, oldest
    first.

    They are the `newest` stories, or else those with the most copies; where that leaves a choice,
    they are spread over the time. Raises DatelineError for filters that are no dates.
    """
    select = _select_newest if newest else _select_largest
    numbers = select(database, build_condition(filters, availability), most)
    ids = [
        database.one("SELECT id FROM passages WHERE article = ? ORDER BY first LIMIT 1", (number,))
        for number in numbers
    ]
    return [passage_id for passage_id in ids if passage_id is not None]


def _select_newest(database: Database, condition: _Condition, most: int) -> list[int]:
    where, values = _require_date(condition)
    rows = database.rows(
        f"SELECT number, story FROM articles{where} ORDER BY published_second DESC, id LIMIT ?",
        [*values, most * _COPIES],
    )
    newest: dict[str, int] = {}
    for number, story in rows:
        newest.setdefault(story or str(number), number)
    return list(newest.values())[:most][::-1]


def _select_largest(database: Database, condition: _Condition, most: int) -> list[int]:
    where, values = _require_date(condition)
    rows = database.rows(
        # SQLite takes the other columns from the row with the least second.
        f"SELECT number, min(published_second), count(*) FROM articles{where}"
        " GROUP BY CASE story WHEN '' THEN id ELSE story END"
        " ORDER BY min(published_second), id",
        values,
    )
    if len(rows) <= most:
        return [row[0] for row in rows]
    counts = sorted({row[2] for row in rows}, reverse=True)
    chosen: list[tuple[int, int, int]] = []
    for count in counts:
        equal = [row for row in rows if row[2] == count]
        chosen += _spread(equal, most - len(chosen))
    return [row[0] for row in sorted(chosen, key=lambda row: (row[1], row[0]))]


def _spread(rows: Sequence[tuple[int, int, int]], most: int) -> Sequence[tuple[int, int, int]]:
    """At most so many of the rows, evenly spaced."""
    if len(rows) <= most:
        return rows
    return [rows[number * len(rows) // most] for number in range(most)]


def _require_date(condition: _Condition) -> _Condition:
    where, values = condition
    joined = " AND " if where else " WHERE "
    return f"{where}{joined}published_second NOT NULL", values
