"""The Library tab: the content of the archive, and, for users who may write, adding and removing.

The form that adds articles is in `upload_form`, the list in `article_list`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr
from starlette.concurrency import run_in_threadpool

from assistant.present.html.archive_view import (
    render_figures,
    render_masthead,
    render_undated,
)
from assistant.present.html.notice_view import render_failure, render_notice
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.ui.library.article_list import (
    ArticleList,
    ListPosition,
    build_article_list,
    build_panel,
    connect_article_list,
    connect_facets,
    render_list,
    rewind,
)
from assistant.ui.library.bulk_actions import read_action, run_action
from assistant.ui.library.facet_panel import render_facet_panel
from assistant.ui.library.held_list import build_held_list, render_held_list
from assistant.ui.library.upload_form import build_upload_form
from assistant.ui.permission import check_may_write, may_write
from assistant.ui.removal.removed_list import (
    build_removed_list,
    erase,
    read_ids,
    read_shown,
    remove,
    render_removed_list,
    restore,
)
from assistant.ui.removal.write_outcome import WriteOutcome
from assistant.ui.search.volume_plot import count_undated, draw_volume
from index.core.errors import DatelineError

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
Values = list[Any]


@dataclass(frozen=True, slots=True)
class _Overview:
    """The components that describe the whole archive."""

    masthead: gr.HTML
    figures: gr.HTML
    plot: gr.Plot
    caption: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        return [self.masthead, self.figures, self.plot, self.caption]


def build_library_tab(service: Service, tab: gr.Tab, masthead: gr.HTML) -> None:
    """Add the library to the tab that is being built; the masthead shows its size, too."""
    figures = gr.HTML("", elem_id="archive-figures")
    with gr.Row(equal_height=False, elem_id="archive"):
        with gr.Column(scale=3, min_width=340):
            gr.HTML("<h2>Articles over time</h2>")
            plot = gr.Plot(show_label=False, elem_id="archive-plot")
            caption = gr.HTML("")
            article_list = build_article_list()
        with gr.Column(scale=2, min_width=340):
            upload_form = build_upload_form(service, tab)
            held = build_held_list(service, _QUIET)
            panel = build_panel()
            removed = build_removed_list()
    overview = _Overview(masthead, figures, plot, caption)
    outputs = [*overview.outputs, panel, *article_list.outputs, upload_form.column, held, removed]

    async def show(query: str, position: ListPosition, request: gr.Request) -> Values:
        allowed = may_write(request)
        library = service.library
        return [
            *_render_overview(service),
            render_facet_panel(library, position.facets),
            *await render_list(service, query, rewind(position), request),
            gr.update(visible=allowed),
            render_held_list(library, allowed=allowed),
            render_removed_list(library, allowed=allowed),
        ]

    tab.select(show, inputs=article_list.inputs, outputs=outputs, **_QUIET)
    for event in upload_form.ended:
        event.then(show, inputs=article_list.inputs, outputs=outputs, **_QUIET)
    connect_article_list(service, article_list, _QUIET)
    connect_facets(service, article_list, panel, _QUIET)
    _Changes(service, overview, article_list, panel, removed).connect()


@dataclass(frozen=True, slots=True)
class _Changes:
    """What changes the archive, and the parts of the tab that show it."""

    service: Service
    overview: _Overview
    articles: ArticleList
    panel: gr.HTML
    removed: gr.HTML

    def connect(self) -> None:
        """Have the buttons of the lists change the archive."""
        self._connect(self.articles.html.confirmed, _read_id, _remove_article, "remove")
        self._connect(self.articles.html.bulk, read_action, run_action, "change")
        self._connect(self.articles.notice.undo, read_ids, restore, "restore")
        self._connect(self.removed.confirmed, read_ids, restore, "restore")
        self._connect(self.removed.erased, read_ids, erase, "remove for good")

        def show_more(request: gr.Request, event: gr.EventData) -> str:
            shown, allowed = read_shown(event), may_write(request)
            return render_removed_list(self.service.library, allowed=allowed, shown=shown)

        self.removed.more(show_more, outputs=self.removed, **_QUIET)

    def _connect(
        self,
        event: Any,
        read: Callable[[gr.EventData], Any],
        run: Callable[[Service, Any], WriteOutcome],
        name: str,
    ) -> None:
        """Have an event change the archive by what is read of it."""

        async def change(
            query: str, position: ListPosition, request: gr.Request, data: gr.EventData
        ) -> Values:
            try:
                check_may_write(request)
                what = read(data)
                done = await run_in_threadpool(run, self.service, what)
                notice = render_notice(done.text, done.removed)
                log_write(request.state, f"{name}: {what}")
            except (DatelineError, Refusal) as error:
                notice = render_failure(explain_error(error))
            return await self._render(notice, query, position, request)

        shown = [self.articles.notice, *self.overview.outputs, self.panel]
        outputs = [*shown, *self.articles.outputs, self.removed]
        event(change, inputs=self.articles.inputs, outputs=outputs, **_QUIET)

    async def _render(
        self, notice: str, query: str, position: ListPosition, request: gr.Request
    ) -> Values:
        """Render what a change can have changed."""
        return [
            notice,
            *_render_overview(self.service),
            render_facet_panel(self.service.library, position.facets),
            *await render_list(self.service, query, rewind(position), request),
            render_removed_list(self.service.library, allowed=may_write(request)),
        ]


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
    ]


def _read_id(event: gr.EventData) -> str:
    return str(getattr(event, "id", ""))


def _remove_article(service: Service, article_id: str) -> WriteOutcome:
    """Remove an article. Raises DatelineError if there is no such article, Refusal if the server
    cannot remove it now."""
    article = service.library.get(article_id)
    return remove(service, [article_id], article.title or article.id)
