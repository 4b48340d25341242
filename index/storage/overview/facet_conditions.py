"""Conditions in SQL on the facets and collections of articles. Pure."""

from __future__ import annotations

from index.core.article import Filters, source_key
from index.core.facet import PERIODS, Facet, FacetChoice, find_bounds, fold_value

Condition = tuple[str, list[int | str]]


def list_choice_conditions(filters: Filters) -> list[Condition]:
    """A condition on `articles` for each chosen facet and for the collections, with its values.

    Raises PublicError for a year or a month that is none.
    """
    by_facet: dict[Facet, dict[str, None]] = {}
    for facet, value in filters.facets:
        by_facet.setdefault(facet, {})[value] = None
    conditions = [_build_condition(facet, list(values)) for facet, values in by_facet.items()]
    if keys := sorted({fold_value(name) for name in filters.collections}):
        members = (
            "SELECT article FROM collected JOIN collections ON collections.number = collection"
            f" WHERE key IN ({_mark(keys)})"
        )
        conditions.append((f"articles.number IN ({members})", [*keys]))
    return conditions


def _build_condition(facet: Facet, chosen: list[str]) -> Condition:
    """The condition that an article has one of the chosen values."""
    if facet is Facet.OUTLET:
        keys = [source_key(value) for value in chosen]
        return f"source_key IN ({_mark(keys)})", [*keys]
    if facet in PERIODS:
        return _build_period_condition(facet, chosen)
    keys = [key for value in chosen if (key := fold_value(value))]
    labels = "SELECT article FROM labels WHERE facet = ?"
    test, values = f"articles.number IN ({labels} AND key IN ({_mark(keys)}))", [facet, *keys]
    if len(keys) < len(chosen):
        test, values = f"({test} OR articles.number NOT IN ({labels}))", [*values, facet]
    return test, [*values]


def _build_period_condition(facet: Facet, chosen: list[str]) -> Condition:
    tests: list[str] = []
    values: list[int | str] = []
    for value in chosen:
        if not value:
            tests.append("published_second IS NULL")
            continue
        tests.append("published_second BETWEEN ? AND ?")
        values += find_bounds(FacetChoice(facet, value))
    return f"({' OR '.join(tests)})", [*values]


def _mark(values: list[str]) -> str:
    return ", ".join("?" * len(values))
