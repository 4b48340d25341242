"""The facets and collections of the Library tab: which are chosen, and their panel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.resources import files

import gradio as gr

from assistant.present.html.facet_view import SHOWN_FACETS, render_facets
from index.core.article import Filters
from index.core.collection import MAX_COLLECTIONS
from index.core.errors import PublicError
from index.core.facet import MAX_CHOICES, Facet, FacetChoice, FacetCounts, fold_value, parse_choice
from index.core.name import MAX_NAME
from index.library import Library

_FEW = 8
_MANY = 200


@dataclass(frozen=True, slots=True)
class FacetState:
    """The chosen values, in the order in which they were, and the facets that are listed at
    length; and the chosen collections."""

    choices: tuple[FacetChoice, ...] = ()
    collections: tuple[str, ...] = ()
    whole: frozenset[Facet] = frozenset()

    @property
    def filters(self) -> Filters:
        """The choices as filters."""
        return Filters(facets=self.choices, collections=self.collections)

    def toggle_collection(self, name: str) -> FacetState:
        """With a collection that was not chosen, or without one that was."""
        kept = tuple(each for each in self.collections if fold_value(each) != fold_value(name))
        if len(kept) == len(self.collections):
            kept = (*kept, name)[-MAX_COLLECTIONS:]
        return replace(self, collections=kept)

    def toggle(self, choice: FacetChoice) -> FacetState:
        """With a value that was not chosen, or without one that was."""
        key = choice.facet, fold_value(choice.value)
        kept = tuple(c for c in self.choices if (c.facet, fold_value(c.value)) != key)
        if len(kept) == len(self.choices):
            kept = (*kept, choice)[-MAX_CHOICES:]
        return replace(self, choices=kept)


def load_facet_script() -> str:
    """Load the script of elements with buttons of facets."""
    return files("assistant.ui.static").joinpath("facets.js").read_text("utf-8")


def build_facet_panel() -> gr.HTML:
    """Add the panel; `render_facet_panel` renders its value."""
    return gr.HTML("", js_on_load=load_facet_script(), elem_id="facets")


def read_click(state: FacetState, event: gr.EventData) -> FacetState:
    """The state after a click. Raises PublicError for what no page sends."""
    data = event._data if isinstance(event._data, dict) else {}
    more = data.get("more")
    if more is not None:
        if more not in list(Facet):
            raise PublicError("There is no such facet")
        return replace(state, whole=state.whole | {Facet(more)})
    if isinstance(name := data.get("collection"), str):
        return state.toggle_collection(name[:MAX_NAME])
    return state.toggle(parse_choice(f"{data.get('facet')}:{data.get('value')}"))


def render_facet_panel(library: Library, state: FacetState) -> str:
    """Render the facets of the articles that the choices admit."""
    counts: dict[Facet, FacetCounts] = {}
    for limit, is_whole in ((_FEW, False), (_MANY, True)):
        facets = [each for each in SHOWN_FACETS if (each in state.whole) == is_whole]
        counts |= {one.facet: one for one in library.facets(facets, state.filters, limit)}
    chosen = {fold_value(name) for name in state.collections}
    collections = [
        (each, fold_value(each.name) in chosen) for each in library.collections.list_all(_MANY)
    ]
    listed = [counts[each] for each in SHOWN_FACETS]
    return render_facets(listed, state.choices, state.whole, collections)
