"""Count the articles of an archive that may be shown: in all, by outlet, and by month.

Does not list them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from index.core.article import Filters
from index.storage.overview.facet_conditions import list_choice_conditions
from index.storage.overview.spoken_passages import SPOKEN_ARTICLES, list_speakers
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database


@dataclass(frozen=True, slots=True)
class Coverage:
    """The articles that pass some filters: their number, that of their outlets, and the oldest
    and the newest date as the articles state it (None if none has one)."""

    articles: int
    outlets: int
    oldest: str | None
    newest: str | None


@dataclass(frozen=True, slots=True)
class Share:
    """The number of articles of an outlet ("" for an unknown one) in a month ("2025-03"; None for
    those without a date)."""

    month: str | None
    source: str
    articles: int


def coverage(database: Database, availability: Availability, filters: Filters) -> Coverage:
    """Count the articles that pass the filters. Raises DatelineError for a wrong date."""
    where, values = build_condition(filters, availability)
    number, outlets = database.survey(
        f"SELECT count(*), count(DISTINCT nullif(source_key, '')) FROM articles{where}", values
    )[0]
    return Coverage(number, outlets, *find_date_range(database, availability, filters))


def find_date_range(
    database: Database, availability: Availability, filters: Filters
) -> tuple[str | None, str | None]:
    """The oldest and the newest publication date of the filters' articles, as these state it."""
    where, values = build_condition(filters, availability)
    joined = " AND " if where else " WHERE "
    dated = f"SELECT published FROM articles{where}{joined}published_second NOT NULL"
    ordered = f"{dated} ORDER BY published_second"
    return (
        database.one(f"{ordered} LIMIT 1", values),
        database.one(f"{ordered} DESC LIMIT 1", values),
    )


def count_passages(database: Database, availability: Availability, filters: Filters) -> int:
    """Count the passages of the articles that pass the filters."""
    where, values = build_condition(filters, availability)
    admitted = f"SELECT number FROM articles{where}"
    query = f"SELECT count(*) FROM passages WHERE article IN ({admitted})"
    return int(database.survey(query, values)[0][0])


def count_stories(database: Database, availability: Availability, filters: Filters) -> int:
    """Count the stories with an article that passes the filters."""
    where, values = build_condition(filters, availability)
    query = f"SELECT count(DISTINCT story) FROM articles{where}"
    return int(database.survey(query, values)[0][0])


def shares(database: Database, availability: Availability, filters: Filters) -> Iterator[Share]:
    """Articles by month and outlet, oldest month first, undated ones last."""
    where, values = build_condition(filters, availability)
    # In UTC, as in the filters: a month has the articles that its filter admits.
    month = "strftime('%Y-%m', published_second, 'unixepoch')"
    rows = database.survey(
        f"SELECT {month} AS month, max(source), count(*) FROM articles{where}"
        " GROUP BY month, source_key ORDER BY month IS NULL, month, count(*) DESC, source_key",
        values,
    )
    for row in rows:
        yield Share(*row)


def build_condition(filters: Filters, availability: Availability) -> tuple[str, list[int | str]]:
    """What may be shown of the filters' articles: a WHERE clause on `articles`, or "", and its
    values.

    Raises DatelineError for filters that are no dates."""
    shown, hours = availability.condition()
    clauses, values = list_conditions(filters)
    clauses = [shown, *clauses] if shown else clauses
    return (f" WHERE {' AND '.join(clauses)}" if clauses else ""), [*hours, *values]


def list_conditions(filters: Filters) -> tuple[list[str], list[int | str]]:
    """Conditions on `articles` that admit those of the filters, and their values.

    Raises DatelineError for filters that are no dates."""
    clauses: list[str] = []
    values: list[int | str] = []
    for bound, test in ((filters.first_second, ">= ?"), (filters.last_second, "<= ?")):
        if bound is not None:
            clauses.append(f"published_second {test}")
            values.append(bound)
    if keys := filters.source_keys:
        clauses.append(f"source_key IN ({', '.join('?' * len(keys))})")
        values += keys
    if filters.republishable:
        clauses.append(
            "articles.number IN (SELECT permissions.article FROM permissions WHERE republish = 1)"
        )
    if filters.speaker_name:
        clauses.append(SPOKEN_ARTICLES)
        values.append(list_speakers(filters))
    for clause, chosen in list_choice_conditions(filters):
        clauses.append(clause)
        values += chosen
    if filters.article_ids is not None:
        clauses.append("articles.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(filters.article_ids))
    if words := filters.words.strip():
        clauses.append("has_words(?, title, text)")
        values.append(words)
    return clauses, values
