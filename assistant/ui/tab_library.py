"""The Library tab: the content of the archive, and, for users who may write, adding and removing.

The form that adds articles is in `upload_form`.
"""

from __future__ import annotations

from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.archive_view import (
    render_articles,
    render_figures,
    render_masthead,
    render_outlets,
    render_undated,
)
from assistant.present.html.notice_view import render_failure, render_notice
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.ui.held_list import build_held_list, render_held_list
from assistant.ui.permission import check_may_write, may_write
from assistant.ui.upload_form import build_upload_form
from assistant.ui.volume_plot import count_undated, draw_volume
from index.core.article import Article
from index.core.errors import DatelineError
from index.library import Library
from index.search.query import check_length
from index.storage.listing import Bookmark

_ROWS = 20
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
Values = list[Any]


@dataclass(frozen=True, slots=True)
class _Overview:
    """The components that describe the whole archive."""

    masthead: gr.HTML
    figures: gr.HTML
    plot: gr.Plot
    caption: gr.HTML
    outlets: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        return [self.masthead, self.figures, self.plot, self.caption, self.outlets]


@dataclass(frozen=True, slots=True)
class _ListPosition:
    """A page of the list: the bookmarks that lead to it, and the one where the next page begins."""

    bookmarks: tuple[Bookmark, ...] = ()
    next: Bookmark | None = None


@dataclass(frozen=True, slots=True)
class _ArticleList:
    """A list of articles, newest or best first. `position` stays on the server."""

    query: gr.Textbox
    notice: gr.HTML
    html: gr.HTML
    newer: gr.Button
    older: gr.Button
    position: gr.State

    @property
    def outputs(self) -> list[Any]:
        return [self.html, self.newer, self.older, self.position]


def build_library_tab(service: Service, tab: gr.Tab, masthead: gr.HTML) -> None:
    """Add the library to the tab that is being built; the masthead shows its size, too."""
    figures = gr.HTML("", elem_id="archive-figures")
    with gr.Row(equal_height=False, elem_id="archive"):
        with gr.Column(scale=3, min_width=340):
            gr.HTML("<h2>Articles over time</h2>")
            plot = gr.Plot(show_label=False, elem_id="archive-plot")
            caption = gr.HTML("")
            article_list = _build_list()
        with gr.Column(scale=2, min_width=340):
            upload_form = build_upload_form(service, tab)
            held = build_held_list(service, _QUIET)
            outlets = gr.HTML("", elem_id="archive-outlets")
    overview = _Overview(masthead, figures, plot, caption, outlets)
    outputs = [*overview.outputs, *article_list.outputs, upload_form.column, held]

    def show(request: gr.Request) -> Values:
        allowed = may_write(request)
        library = service.library
        return [
            *_render_overview(service),
            *_render_newest(library, (), allowed),
            gr.update(visible=allowed),
            render_held_list(library, allowed=allowed),
        ]

    tab.select(show, outputs=outputs, **_QUIET)
    for event in upload_form.ended:
        event.then(show, outputs=outputs, **_QUIET)
    _connect_list(service, article_list, _QUIET)
    _connect_removal(service, overview, article_list, _QUIET)


def _build_list() -> _ArticleList:
    gr.HTML("<h2>Articles</h2>")
    query = gr.Textbox(
        label="Find an article", placeholder="Words of it", submit_btn="Find", elem_id="find"
    )
    notice = gr.HTML("", elem_id="removed")
    script = files("assistant.ui.static").joinpath("removal.js").read_text("utf-8")
    html = gr.HTML("", js_on_load=script, elem_id="newest")
    with gr.Row(elem_classes="dl-pager"):
        newer = gr.Button("Newer", size="sm", visible=False)
        older = gr.Button("Older", size="sm", visible=False)
    return _ArticleList(
        query, notice, html, newer, older, gr.State(_ListPosition(), time_to_live=3600)
    )


def _connect_list(service: Service, article_list: _ArticleList, quiet: dict[str, Any]) -> None:
    library = service.library

    async def find(query: str, request: gr.Request) -> Values:
        if not query.strip():
            return _render_newest(library, (), may_write(request))
        try:
            check_length(query, service.settings.max_question)
            articles = await service.workers.run(lambda: _find_articles(library, query))
            html = render_articles(articles, "Best match first", may_write(request))
        except (DatelineError, Refusal) as error:
            html = render_failure(explain_error(error))
        return [html, *_update_pager(_ListPosition()), _ListPosition()]

    def show_older(position: _ListPosition, request: gr.Request) -> Values:
        further = (position.next,) if position.next else ()
        return _render_newest(library, (*position.bookmarks, *further), may_write(request))

    def show_newer(position: _ListPosition, request: gr.Request) -> Values:
        return _render_newest(library, position.bookmarks[:-1], may_write(request))

    position, outputs = article_list.position, article_list.outputs
    article_list.query.submit(find, inputs=article_list.query, outputs=outputs, **quiet)
    article_list.older.click(show_older, inputs=position, outputs=outputs, **quiet)
    article_list.newer.click(show_newer, inputs=position, outputs=outputs, **quiet)


def _connect_removal(
    service: Service, overview: _Overview, article_list: _ArticleList, quiet: dict[str, Any]
) -> None:
    def remove(request: gr.Request, event: gr.EventData) -> Values:
        try:
            check_may_write(request)
            article_id = str(getattr(event, "id", ""))
            notice = render_notice(_remove_article(service, article_id))
            log_write(request.state, f"removed article {article_id}")
        except (DatelineError, Refusal) as error:
            notice = render_failure(explain_error(error))
        library = service.library
        return [
            notice,
            *_render_overview(service),
            *_render_newest(library, (), may_write(request)),
        ]

    article_list.html.confirmed(
        remove, outputs=[article_list.notice, *overview.outputs, *article_list.outputs], **quiet
    )


def _render_overview(service: Service) -> Values:
    """Render the values of the overview."""
    library = service.library
    shares = library.shares()
    figure = draw_volume(shares)
    stats = library.stats()
    return [
        render_masthead(stats, service.assistant.notice),
        render_figures(stats),
        gr.update(value=figure, visible=figure is not None),
        render_undated(count_undated(shares)),
        render_outlets(library.sources()),
    ]


def _render_newest(library: Library, bookmarks: tuple[Bookmark, ...], allowed: bool) -> Values:
    """Render the page of articles that the bookmarks lead to."""
    page = library.page(_ROWS, bookmarks[-1] if bookmarks else None)
    position = _ListPosition(bookmarks, page.after)
    html = render_articles(page.articles, "Newest first", allowed)
    return [html, *_update_pager(position), position]


def _update_pager(position: _ListPosition) -> Values:
    is_needed = bool(position.bookmarks or position.next)
    return [
        gr.update(visible=is_needed, interactive=bool(position.bookmarks)),
        gr.update(visible=is_needed, interactive=position.next is not None),
    ]


def _find_articles(library: Library, query: str) -> list[Article]:
    """Find the articles that match best. Raises DatelineError as `Library.search`."""
    hits = library.search(query, 5 * _ROWS)
    ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:_ROWS]
    return [library.get(article_id) for article_id in ids]


def _remove_article(service: Service, article_id: str) -> str:
    """Remove an article and say which. Raises DatelineError if there is no such article, Refusal
    if the server cannot remove it now."""
    article = service.library.get(article_id)
    removal = service.jobs.remove(article_id)
    try:
        removal.result(service.workers.limit)
    except Late as error:
        removal.cancel()
        raise Refusal(503, "Other writes take long") from error
    return f"Removed: {article.title or article.id}"
