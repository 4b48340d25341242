"""Renders the list of articles in Library, with what users who may write can do with it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.present.html.environment import render
from assistant.present.html.facet_view import name_value
from index.core.article import Article
from index.core.facet import Facet, FacetChoice
from index.core.name import MAX_NAME
from index.language.en.number_words import format_count


@dataclass(frozen=True, slots=True)
class ArticleListView:
    """What a list shows: its articles under the name of their order, which of them were `edited`,
    the chosen values of facets and collections, the numbers of articles without a date and without
    an outlet, and for how many days a removed article can be restored."""

    articles: Sequence[Article]
    order: str
    may_write: bool
    edited: frozenset[str] = frozenset()
    choices: Sequence[FacetChoice] = ()
    collections: Sequence[str] = ()
    undated: int = 0
    unnamed: int = 0
    keep_days: int = 0


def render_articles(view: ArticleListView) -> str:
    """Render the list; each chosen value has a button to take it away. For users who may write,
    each article can be removed, many can be changed, and a line says what is to be done."""
    return render(
        "articles.html",
        view=view,
        choices=[(choice, name_value(choice)) for choice in view.choices],
        to_do=_list_tasks(view) if view.may_write else [],
        max_name=MAX_NAME,
    )


def _list_tasks(view: ArticleListView) -> list[tuple[Facet, str]]:
    """What lacks, in words, and the facet whose missing value lists it."""
    chosen = {choice.facet for choice in view.choices if not choice.value}
    tasks = ((Facet.MONTH, view.undated, "date"), (Facet.OUTLET, view.unnamed, "outlet"))
    return [
        (facet, f"{format_count(number, 'article')} {'has' if number == 1 else 'have'} no {what}")
        for facet, number, what in tasks
        if number and facet not in chosen
    ]
