"""Renders the facets of an archive with their counts, as buttons that choose values. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.present.html.environment import render
from index.core.collection import Collection as ArticleCollection
from index.core.facet import Facet, FacetChoice, FacetCounts, fold_value
from index.language.en.date_words import format_date

_HEADINGS = {
    Facet.OUTLET: "Outlets",
    Facet.YEAR: "Years",
    Facet.MONTH: "Months",
    Facet.PERSON: "Persons",
    Facet.ORGANISATION: "Organisations",
    Facet.PLACE: "Places",
    Facet.AUTHOR: "Authors",
    Facet.SECTION: "Sections",
    Facet.LANGUAGE: "Languages",
}
_UNKNOWN = {
    Facet.OUTLET: "unknown outlet",
    Facet.YEAR: "no date",
    Facet.MONTH: "no date",
    Facet.AUTHOR: "no author",
    Facet.SECTION: "no section",
    Facet.LANGUAGE: "no language stated",
}
# A collection, and whether it is chosen.
ChosenCollection = tuple[ArticleCollection, bool]
SHOWN_FACETS = tuple(_HEADINGS)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its name in words, its number of articles, and whether it is chosen."""

    value: str
    name: str
    articles: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class _ShownFacet:
    """A facet with its values. `further` values are not listed, and `has_more` if they can be."""

    facet: Facet
    heading: str
    values: tuple[_Value, ...]
    further: int
    has_more: bool
    is_open: bool


def render_facets(
    counts: Sequence[FacetCounts],
    choices: Collection[FacetChoice],
    whole: Collection[Facet],
    collections: Sequence[ChosenCollection] = (),
) -> str:
    """Render facets with their values under the collections. Of the facets in `whole`, no more
    values can be listed."""
    chosen = {(choice.facet, fold_value(choice.value)) for choice in choices}
    shown = [_describe_facet(each, chosen, whole) for each in counts if each.values]
    return render("facets.html", facets=shown, collections=collections)


def _describe_facet(
    counts: FacetCounts, chosen: Collection[tuple[Facet, str]], whole: Collection[Facet]
) -> _ShownFacet:
    facet = counts.facet
    values = tuple(
        _Value(
            value,
            name_value(FacetChoice(facet, value)),
            number,
            (facet, fold_value(value)) in chosen,
        )
        for value, number in _list_values(counts)
    )
    is_open = facet is Facet.OUTLET or facet in whole or any(each.is_chosen for each in values)
    has_more = facet not in whole
    return _ShownFacet(facet, _HEADINGS[facet], values, counts.further, has_more, is_open)


def _list_values(counts: FacetCounts) -> list[tuple[str, int]]:
    """The values, and that of the articles without one where it says something."""
    has_missing = counts.missing and counts.facet in _UNKNOWN
    return [*counts.values, *([("", counts.missing)] if has_missing else [])]


def name_value(choice: FacetChoice) -> str:
    """A value in words: a month as "Mar 2025", no value as "no date"."""
    if not choice.value:
        return _UNKNOWN.get(choice.facet, f"no {choice.facet}")
    return format_date(choice.value) if choice.facet is Facet.MONTH else choice.value
