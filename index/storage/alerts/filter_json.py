"""Filters as alerts store them: JSON with the fields that are set. Pure."""

from __future__ import annotations

import json
from typing import Any

from index.core.article import Filters
from index.core.facet import Facet, FacetChoice, parse_choice

_TEXTS = ("after", "before", "as_of", "speaker", "words")
_LISTS = ("sources", "collections")


def dump_filters(filters: Filters) -> str:
    """The JSON of filters, but for what the library looks up."""
    texts = {name: getattr(filters, name) for name in _TEXTS}
    lists = {name: list(getattr(filters, name)) for name in _LISTS}
    facets = [str(choice) for choice in filters.facets]
    fields = {**texts, **lists, "facets": facets, "republishable": filters.republishable}
    return json.dumps({name: value for name, value in fields.items() if value})


def load_filters(text: str) -> Filters:
    """The filters of a JSON that `dump_filters` made."""
    fields: dict[str, Any] = json.loads(text)
    facets = tuple(_load_choice(choice) for choice in fields.get("facets", ()))
    lists = {name: tuple(fields.get(name, ())) for name in _LISTS}
    return Filters(**(fields | lists | {"facets": facets}))


def _load_choice(text: str) -> FacetChoice:
    name, _, value = text.partition(":")
    return FacetChoice(Facet(name), value) if not value else parse_choice(text)
