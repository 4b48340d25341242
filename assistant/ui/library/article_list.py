"""The list of articles in the Library tab: pages of those that the facets admit, or those found.

Changing articles is in `tab_library` and `bulk_actions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.article_list_view import ArticleListView, render_articles
from assistant.present.html.notice_view import render_failure
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.library.facet_panel import (
    FacetState,
    build_facet_panel,
    load_facet_script,
    read_click,
    render_facet_panel,
)
from assistant.ui.permission import may_write
from assistant.ui.removal.removed_list import load_removal_script
from index.core.article import Article
from index.core.errors import DatelineError
from index.core.facet import Facet
from index.library import Library
from index.search.query import check_length
from index.storage.overview.listing import ArticleOrder, Bookmark

_ROWS = 20
_ORDERS = {
    ArticleOrder.NEWEST: "Newest first",
    ArticleOrder.OLDEST: "Oldest first",
    ArticleOrder.TITLE: "By title",
    ArticleOrder.OUTLET: "By outlet",
}
Values = list[Any]


@dataclass(frozen=True, slots=True)
class ListPosition:
    """A page of the list: the bookmarks that lead to it, the one where the next page begins, and
    their order, and what is chosen of the facets."""

    bookmarks: tuple[Bookmark, ...] = ()
    next: Bookmark | None = None
    order: ArticleOrder = ArticleOrder.NEWEST
    facets: FacetState = field(default_factory=FacetState)


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A list of articles, newest or best first. `position` stays on the server."""

    query: gr.Textbox
    order: gr.Dropdown
    notice: gr.HTML
    html: gr.HTML
    newer: gr.Button
    older: gr.Button
    position: gr.State

    @property
    def inputs(self) -> list[Any]:
        """What says which articles are listed."""
        return [self.query, self.position]

    @property
    def outputs(self) -> list[Any]:
        """What `render_list` renders."""
        return [self.html, self.newer, self.older, self.position]


def build_article_list() -> ArticleList:
    """Add the list to the current Gradio context."""
    gr.HTML("<h2>Articles</h2>")
    query = gr.Textbox(
        label="Find an article", placeholder="Words of it", submit_btn="Find", elem_id="find"
    )
    order = gr.Dropdown(
        [(label, order.value) for order, label in _ORDERS.items()],
        value=ArticleOrder.NEWEST.value,
        label="Sorted by",
        elem_id="article-order",
    )
    removal = load_removal_script()
    notice = gr.HTML("", js_on_load=removal, elem_id="removed")
    bulk = files("assistant.ui.static").joinpath("bulk.js").read_text("utf-8")
    script = f"{removal}\n{load_facet_script()}\n{bulk}"
    html = gr.HTML("", js_on_load=script, elem_id="newest")
    with gr.Row(elem_classes="dl-pager"):
        newer = gr.Button("Newer", size="sm", visible=False)
        older = gr.Button("Older", size="sm", visible=False)
    position = gr.State(ListPosition(), time_to_live=3600)
    return ArticleList(query, order, notice, html, newer, older, position)


def build_panel() -> gr.HTML:
    """Add the panel of the facets that narrow the list."""
    gr.HTML("<h2>Narrow the list</h2>")
    return build_facet_panel()


def connect_article_list(
    service: Service, article_list: ArticleList, quiet: dict[str, Any]
) -> None:
    """Let the user find words, turn pages and sort."""

    async def find(query: str, position: ListPosition, request: gr.Request) -> Values:
        return await render_list(service, query, rewind(position), request)

    async def show_older(query: str, position: ListPosition, request: gr.Request) -> Values:
        further = (position.next,) if position.next else ()
        turned = replace(position, bookmarks=(*position.bookmarks, *further))
        return await render_list(service, query, turned, request)

    async def show_newer(query: str, position: ListPosition, request: gr.Request) -> Values:
        turned = replace(position, bookmarks=position.bookmarks[:-1])
        return await render_list(service, query, turned, request)

    async def sort(order: str, query: str, position: ListPosition, request: gr.Request) -> Values:
        chosen = next((each for each in ArticleOrder if each == order), ArticleOrder.NEWEST)
        return await render_list(service, query, replace(rewind(position), order=chosen), request)

    inputs, outputs = article_list.inputs, article_list.outputs
    # Not `input`: that is sent again when the field is left.
    article_list.order.change(sort, inputs=[article_list.order, *inputs], outputs=outputs, **quiet)
    article_list.query.submit(find, inputs=inputs, outputs=outputs, **quiet)
    article_list.older.click(show_older, inputs=inputs, outputs=outputs, **quiet)
    article_list.newer.click(show_newer, inputs=inputs, outputs=outputs, **quiet)


def connect_facets(
    service: Service, article_list: ArticleList, panel: gr.HTML, quiet: dict[str, Any]
) -> None:
    """Let the user choose values of facets, and take them away."""

    async def choose(
        query: str, position: ListPosition, request: gr.Request, event: gr.EventData
    ) -> Values:
        try:
            chosen = replace(rewind(position), facets=read_click(position.facets, event))
            listed = await render_list(service, query, chosen, request)
            return [await service.workers.run(lambda: render(chosen)), *listed]
        except (DatelineError, Refusal) as error:
            return [gr.skip(), render_failure(explain_error(error)), *[gr.skip()] * 3]

    def render(position: ListPosition) -> str:
        return render_facet_panel(service.library, position.facets)

    outputs = [panel, *article_list.outputs]
    for element in (panel, article_list.html):
        element.select(choose, inputs=article_list.inputs, outputs=outputs, **quiet)


def rewind(position: ListPosition) -> ListPosition:
    """The first page of the same choices in the same order."""
    return replace(position, bookmarks=(), next=None)


async def render_list(
    service: Service, query: str, position: ListPosition, request: gr.Request
) -> Values:
    """Render the articles that match a query best, or without one the page of a position."""
    allowed, keep_days = may_write(request), service.settings.keep_removed_days
    try:
        check_length(query, service.settings.max_question)
        return await service.workers.run(
            lambda: _render(service.library, query, position, allowed=allowed, keep_days=keep_days)
        )
    except (DatelineError, Refusal) as error:
        html = render_failure(explain_error(error))
        return [html, *_update_pager(rewind(position)), rewind(position)]


def _render(
    library: Library, query: str, position: ListPosition, *, allowed: bool, keep_days: int
) -> Values:
    if query.strip():
        found, order = _find_articles(library, query, position), "Best match first"
        position = rewind(position)
    else:
        bookmark = position.bookmarks[-1] if position.bookmarks else None
        page = library.page(_ROWS, bookmark, position.facets.filters, position.order)
        found, order = page.articles, _ORDERS[position.order]
        position = replace(position, next=page.after)
    view = _describe(library, found, order, position.facets, allowed=allowed)
    return [render_articles(replace(view, keep_days=keep_days)), *_update_pager(position), position]


def _describe(
    library: Library, articles: Sequence[Article], order: str, facets: FacetState, *, allowed: bool
) -> ArticleListView:
    """What the list shows of articles."""
    (months, outlets) = library.facets([Facet.MONTH, Facet.OUTLET], limit=1)
    return ArticleListView(
        articles,
        order,
        allowed,
        frozenset(each.id for each in articles if library.find_edit(each.id).values),
        facets.choices,
        facets.collections,
        months.missing,
        outlets.missing,
    )


def _update_pager(position: ListPosition) -> Values:
    is_needed = bool(position.bookmarks or position.next)
    return [
        gr.update(visible=is_needed, interactive=bool(position.bookmarks)),
        gr.update(visible=is_needed, interactive=position.next is not None),
    ]


def _find_articles(library: Library, query: str, position: ListPosition) -> Sequence[Article]:
    """Find the articles that match best. Raises DatelineError as `Library.search`."""
    hits = library.search(query, 5 * _ROWS, position.facets.filters)
    ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:_ROWS]
    return [library.get(article_id) for article_id in ids]
