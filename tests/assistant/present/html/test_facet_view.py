"""Facets and collections as buttons: escaped, pressed where chosen, bounded."""

from __future__ import annotations

from assistant.present.html.facet_view import name_value, render_facets
from index.core.collection import Collection
from index.core.facet import Facet, FacetChoice, FacetCounts, FacetValue

BAD = '"><script>alert(1)</script>'


def test_values_are_escaped_and_pressed() -> None:
    counts = FacetCounts(Facet.AUTHOR, (FacetValue(BAD, 3), FacetValue("Bo Ek", 1)), 9_998, 2)
    html = render_facets([counts], [FacetChoice(Facet.AUTHOR, "bo EK")], [])
    assert "<script" not in html
    assert html.count('aria-pressed="true"') == 1
    assert "no author" in html
    assert '<button type="button" class="dl-plain" data-more="author">9,998 more' in html
    assert "data-more" not in render_facets([counts], [], [Facet.AUTHOR])


def test_collections_come_first_and_are_escaped() -> None:
    collections = [(Collection(BAD, 0, ""), True), (Collection("Sea", 2, ""), False)]
    html = render_facets([], [], [], collections)
    assert "<script" not in html
    assert html.count('aria-pressed="true"') == 1
    assert render_facets([FacetCounts(Facet.YEAR, (), 0, 7)], [], []).strip() == ""


def test_values_in_words() -> None:
    assert name_value(FacetChoice(Facet.MONTH, "2025-03")) == "Mar 2025"
    assert name_value(FacetChoice(Facet.MONTH, "")) == "no date"
    assert name_value(FacetChoice(Facet.PLACE, "")) == "no place"
