"""Count the articles of each value of a facet, of those that filters admit and that may be shown.

The choices of a facet do not narrow its own counts: its other values stay there to be chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.core.article import Filters
from index.core.facet import Facet, FacetCounts, FacetValue
from index.storage.overview.facets import build_condition
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# Grouped in UTC, as the filters are: a month has the articles that its choice admits.
_PERIODS = {
    Facet.YEAR: "strftime('%Y', published_second, 'unixepoch')",
    Facet.MONTH: "strftime('%Y-%m', published_second, 'unixepoch')",
}


def count_facets(
    database: Database,
    availability: Availability,
    facets: Iterable[Facet],
    filters: Filters,
    limit: int,
) -> list[FacetCounts]:
    """Count the values of each facet; at most `limit` of them are listed."""
    return [_count_values(database, availability, each, filters, limit) for each in facets]


def _count_values(
    database: Database, availability: Availability, facet: Facet, filters: Filters, limit: int
) -> FacetCounts:
    others = tuple(choice for choice in filters.facets if choice.facet is not facet)
    where, values = build_condition(replace(filters, facets=others), availability)
    total = int(database.survey(f"SELECT count(*) FROM articles{where}", values)[0][0])
    rows, values = _select_rows(facet, where, values)
    order = "key DESC" if facet in _PERIODS else "articles DESC, key"
    found = database.survey(
        f"SELECT max(value), count(*) AS articles, count(*) OVER () FROM ({rows})"
        f" WHERE key <> '' GROUP BY key ORDER BY {order} LIMIT ?",
        [*values, limit],
    )
    ((labelled,),) = database.survey(
        f"SELECT count(DISTINCT article) FROM ({rows}) WHERE key <> ''", values
    )
    further = found[0][2] - len(found) if found else 0
    listed = tuple(FacetValue(value, number) for value, number, _ in found)
    return FacetCounts(facet, listed, further, total - labelled)


def _select_rows(facet: Facet, where: str, values: list[int | str]) -> tuple[str, list[int | str]]:
    """A query for the articles with their keys and values of a facet, and its values."""
    if facet is Facet.OUTLET:
        columns = "number AS article, source_key AS key, source AS value"
        return f"SELECT {columns} FROM articles{where}", values
    if facet in _PERIODS:
        columns = f"number AS article, {_PERIODS[facet]} AS key, {_PERIODS[facet]} AS value"
        return f"SELECT {columns} FROM articles{where}", values
    # SQLite reads no article if nothing filters them.
    narrowed = f" AND article IN (SELECT number FROM articles{where})" if where else ""
    return f"SELECT article, key, value FROM labels WHERE facet = ?{narrowed}", [facet, *values]
