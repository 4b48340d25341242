"""Renders the facets of an archive with their counts, as buttons that choose values. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

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


def render_facets(
    counts: Sequence[FacetCounts],
    choices: Collection[FacetChoice],
    whole: Collection[Facet],
    collections: Sequence[ChosenCollection] = (),
) -> str:
    """Render facets with their values under the collections. `whole` are those of which all values are listed that a list
    can hold; the others say how many more there are."""
    chosen = {(choice.facet, fold_value(choice.value)) for choice in choices}
    shown = [
        (
            each.facet,
            _HEADINGS[each.facet],
            [
                (value, name_value(FacetChoice(each.facet, value)), number,
                 (each.facet, fold_value(value)) in chosen)
                for value, number in _list_values(each)
            ],
            each,
            max((number for _, number in each.values), default=1),
        )
        for each in counts
        if each.values
    ]  # fmt: skip
    open_facets = {choice.facet for choice in choices} | set(whole)
    return render(
        "facets.html",
        facets=shown,
        open_facets=open_facets,
        whole=whole,
        collections=collections,
        most_collected=max((each.articles for each, _ in collections), default=1),
    )


def _list_values(counts: FacetCounts) -> list[tuple[str, int]]:
    """The values, and that of the articles without one where it says something."""
    has_missing = counts.missing and counts.facet in _UNKNOWN
    return [*counts.values, *([("", counts.missing)] if has_missing else [])]


def name_value(choice: FacetChoice) -> str:
    """A value in words: a month as "Mar 2025", no value as "no date"."""
    if not choice.value:
        return _UNKNOWN.get(choice.facet, f"no {choice.facet}")
    return format_date(choice.value) if choice.facet is Facet.MONTH else choice.value
