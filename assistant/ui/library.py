"""The Library tab: what is in the archive, and, where that is allowed, what goes in and out."""

from __future__ import annotations

from concurrent.futures import TimeoutError as Late
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.archive import (
    render_articles,
    render_figures,
    render_masthead,
    render_outlets,
    render_undated,
)
from assistant.present.html.notice import render_failure, render_notice
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.adding import adding
from assistant.ui.permission import check_may_write, may_write
from assistant.ui.volume import undated, volume_figure
from index.core.article import Article
from index.core.errors import DatelineError
from index.library import Library
from index.search.query import check_length
from index.storage.listing import Bookmark

_ROWS = 20
Values = list[Any]


@dataclass(frozen=True, slots=True)
class _Overview:
    """What tells of the archive as a whole."""

    masthead: gr.HTML
    figures: gr.HTML
    plot: gr.Plot
    caption: gr.HTML
    outlets: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        return [self.masthead, self.figures, self.plot, self.caption, self.outlets]


@dataclass(frozen=True, slots=True)
class _Place:
    """A page of the list: the bookmarks that led there, and where the next one begins."""

    way: tuple[Bookmark, ...] = ()
    after: Bookmark | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """Articles, newest first or those that were looked for. `place` is kept on the server."""

    query: gr.Textbox
    notice: gr.HTML
    html: gr.HTML
    newer: gr.Button
    older: gr.Button
    place: gr.State

    @property
    def outputs(self) -> list[Any]:
        return [self.html, self.newer, self.older, self.place]


def archive(service: Service, tab: gr.Tab, masthead: gr.HTML) -> None:
    """Put the library where its tab is now building; the masthead tells its figures, too."""
    figures = gr.HTML("", elem_id="archive-figures")
    with gr.Row(equal_height=False, elem_id="archive"):
        with gr.Column(scale=3, min_width=340):
            gr.HTML("<h2>Articles over time</h2>")
            plot = gr.Plot(show_label=False, elem_id="archive-plot")
            caption = gr.HTML("")
            listed = _list()
        with gr.Column(scale=2, min_width=340):
            added = adding(service, tab)
            outlets = gr.HTML("", elem_id="archive-outlets")
    overview = _Overview(masthead, figures, plot, caption, outlets)
    outputs = [*overview.outputs, *listed.outputs, added.column]

    def shown(request: gr.Request) -> Values:
        allowed = may_write(request)
        library = service.library
        return [*_told(library), *_newest(library, (), allowed), gr.update(visible=allowed)]

    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    tab.select(shown, outputs=outputs, **quiet)
    for event in added.ended:
        event.then(shown, outputs=outputs, **quiet)
    _wire_list(service, listed, quiet)
    _wire_removal(service, overview, listed, quiet)


def _list() -> _List:
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
    return _List(query, notice, html, newer, older, gr.State(_Place(), time_to_live=3600))


def _wire_list(service: Service, listed: _List, quiet: dict[str, Any]) -> None:
    library = service.library

    async def find(query: str, request: gr.Request) -> Values:
        if not query.strip():
            return _newest(library, (), may_write(request))
        try:
            check_length(query, service.settings.max_question)
            articles = await service.workers.run(lambda: _found(library, query))
            html = render_articles(articles, "Best match first", may_write(request))
        except (DatelineError, Refusal) as error:
            html = render_failure(explain_error(error))
        return [html, *_turning(_Place()), _Place()]

    def older(place: _Place, request: gr.Request) -> Values:
        way = (*place.way, place.after) if place.after else place.way
        return _newest(library, way, may_write(request))

    def newer(place: _Place, request: gr.Request) -> Values:
        return _newest(library, place.way[:-1], may_write(request))

    listed.query.submit(find, inputs=listed.query, outputs=listed.outputs, **quiet)
    listed.older.click(older, inputs=listed.place, outputs=listed.outputs, **quiet)
    listed.newer.click(newer, inputs=listed.place, outputs=listed.outputs, **quiet)


def _wire_removal(
    service: Service, overview: _Overview, listed: _List, quiet: dict[str, Any]
) -> None:
    def remove(request: gr.Request, confirmed: gr.EventData) -> Values:
        try:
            check_may_write(request)
            notice = render_notice(_removed(service, str(getattr(confirmed, "id", ""))))
        except (DatelineError, Refusal) as error:
            notice = render_failure(explain_error(error))
        library = service.library
        return [notice, *_told(library), *_newest(library, (), may_write(request))]

    listed.html.confirmed(
        remove, outputs=[listed.notice, *overview.outputs, *listed.outputs], **quiet
    )


def _told(library: Library) -> Values:
    """The values of the overview."""
    shares = library.shares()
    figure = volume_figure(shares)
    stats = library.stats()
    return [
        render_masthead(stats),
        render_figures(stats),
        gr.update(value=figure, visible=figure is not None),
        render_undated(undated(shares)),
        render_outlets(library.sources()),
    ]


def _newest(library: Library, way: tuple[Bookmark, ...], allowed: bool) -> Values:
    """The page of articles to which the bookmarks lead."""
    found = library.page(_ROWS, way[-1] if way else None)
    place = _Place(way, found.after)
    return [render_articles(found.articles, "Newest first", allowed), *_turning(place), place]


def _turning(place: _Place) -> Values:
    there = bool(place.way or place.after)
    return [
        gr.update(visible=there, interactive=bool(place.way)),
        gr.update(visible=there, interactive=place.after is not None),
    ]


def _found(library: Library, query: str) -> list[Article]:
    """The articles that fit best. Raises DatelineError as `Library.search`."""
    hits = library.search(query, 5 * _ROWS)
    ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))[:_ROWS]
    return [library.get(article_id) for article_id in ids]


def _removed(service: Service, article_id: str) -> str:
    """What was removed. Raises DatelineError where there is no such article, Refusal where it
    cannot be removed now."""
    article = service.library.get(article_id)
    removal = service.jobs.remove(article_id)
    try:
        removal.result(service.workers.limit)
    except Late as error:
        removal.cancel()
        raise Refusal(503, "Other writes take long") from error
    return f"Removed: {article.title or article.id}"
