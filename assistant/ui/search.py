"""The Search tab: passages that fit a query, ranked, without an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.present.html.notice import render_failure
from assistant.present.html.results import render_introduction, render_results
from assistant.present.search_results import PAGE, SearchResults, SortOrder, WordFinder, get_page
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.timeline import TimelinePanel, timeline_of, timeline_panel
from index.core.article import Filters
from index.core.errors import DatelineError
from index.search.query import check_length

# How many passages a list goes down to, at most.
_DEPTH = 100
_MOST_OUTLETS = 500
Updates = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Asking:
    """The controls that say what to search for."""

    query: gr.Textbox
    after: gr.Textbox
    before: gr.Textbox
    outlets: gr.Dropdown

    @property
    def inputs(self) -> list[Any]:
        return [self.query, self.after, self.before, self.outlets]


@dataclass(frozen=True, slots=True)
class _List:
    """What shows a page of the list, and turns it. `results` and `number` stay on the server."""

    results: gr.State
    number: gr.State
    order: gr.Radio
    html: gr.HTML
    earlier: gr.Button
    later: gr.Button

    @property
    def outputs(self) -> list[Any]:
        return [self.results, self.number, self.html, self.earlier, self.later]


def search(service: Service, tab: gr.Tab) -> None:
    """Put the search where a tab is now building."""
    with gr.Row(equal_height=False, elem_id="search"):
        with gr.Column(scale=3, min_width=340):
            asking, found = _asking(service), _list()
        with gr.Column(scale=2, min_width=340):
            timeline = timeline_panel(asking.after, asking.before, expanded=True)
    _wire(service, asking, found, timeline)
    tab.select(
        lambda: gr.update(choices=_outlets(service)),
        outputs=asking.outlets,
        show_progress="hidden",
        api_visibility="private",
    )


def _asking(service: Service) -> _Asking:
    query = gr.Textbox(
        label="Search",
        show_label=False,
        placeholder="Words, or what it should be about",
        submit_btn="Search",
        elem_id="search-query",
    )
    with gr.Row(elem_classes="dl-filters"):
        after = gr.Textbox(label="Published from", placeholder="2024-02", min_width=120)
        before = gr.Textbox(label="Published to", placeholder="2025", min_width=120)
        outlets = gr.Dropdown(
            choices=_outlets(service), label="Outlets", multiselect=True, min_width=200
        )
    return _Asking(query, after, before, outlets)


def _list() -> _List:
    order = gr.Radio(
        [order.value for order in SortOrder],
        value=SortOrder.RELEVANCE.value,
        label="Sorted by",
        elem_id="search-order",
        elem_classes="dl-order",
    )
    html = gr.HTML(render_introduction(), elem_id="search-results")
    with gr.Row(elem_classes="dl-pager"):
        earlier = gr.Button("Previous", size="sm", visible=False)
        later = gr.Button("Next", size="sm", visible=False)
    # An hour after it was last used, a list is forgotten.
    return _List(gr.State(None, time_to_live=3600), gr.State(0), order, html, earlier, later)


def _wire(service: Service, asking: _Asking, found: _List, timeline: TimelinePanel) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def work(what: list[Any], order: str) -> Updates:
        results = _found(service, *what)
        hits = results.hits if results else ()
        return results, *_shown(service, results, order, 0), *timeline_of(hits)

    async def ask(*asked: Any) -> Updates:
        *what, order = asked
        try:
            return await service.workers.run(lambda: work(what, order))
        except (DatelineError, Refusal) as error:
            failure = render_failure(explain_error(error))
            return None, 0, failure, *_turning(True, True), *timeline_of(())

    asked = [*asking.inputs, found.order]
    outputs = [*found.outputs, *timeline.outputs]
    moves = [event.submit for event in (asking.query, asking.after, asking.before)]
    for move in (*moves, asking.outlets.input, timeline.narrowed.then):
        # How many search at a time is the workers' to say.
        move(ask, inputs=asked, outputs=outputs, concurrency_limit=None, **quiet)
    _wire_pages(service, found, quiet)


def _wire_pages(service: Service, found: _List, quiet: dict[str, Any]) -> None:
    """Sorting and turning pages ask the library nothing."""

    def sort(results: SearchResults | None, order: str) -> Updates:
        return results, *_shown(service, results, order, 0)

    def turn(by: int) -> Any:
        def turned(results: SearchResults | None, number: int, order: str) -> Updates:
            return results, *_shown(service, results, order, number + by)

        return turned

    found.order.input(sort, inputs=[found.results, found.order], outputs=found.outputs, **quiet)
    place = [found.results, found.number, found.order]
    to_top = "() => document.getElementById('search').scrollIntoView()"
    for button, by in ((found.earlier, -1), (found.later, 1)):
        event = button.click(turn(by), inputs=place, outputs=found.outputs, **quiet)
        event.then(None, js=to_top, api_visibility="private")


def _found(
    service: Service,
    query: str,
    after: str | None,
    before: str | None,
    outlets: list[str] | None,
) -> SearchResults | None:
    """What the query finds, None where none was typed. Raises DatelineError as `Library.search`."""
    filters = Filters(_given(after), _given(before), tuple(outlets or ()))
    if not query.strip():
        return None
    check_length(query, service.settings.max_question)
    depth = min(_DEPTH, service.settings.max_k)
    hits = service.library.search(query, depth, filters)
    return SearchResults(query, tuple(hits), depth, tuple(service.library.terms(query)))


def _shown(service: Service, results: SearchResults | None, order: str, number: int) -> Updates:
    """The number of the page that is shown, the page, and the buttons that turn it."""
    if results is None:
        return 0, render_introduction(), *_turning(True, True)
    page = get_page(results.hits, _order(order), number)
    words = WordFinder(results.terms, service.library.stems)
    turning = _turning(page.first == 0, not page.has_more)
    return page.first // PAGE, render_results(results, page, words), *turning


def _turning(first: bool, last: bool) -> tuple[Any, Any]:
    there = not (first and last)
    return (
        gr.update(visible=there, interactive=not first),
        gr.update(visible=there, interactive=not last),
    )


def _order(chosen: str) -> SortOrder:
    """What was chosen; whatever else a browser sends is the usual order."""
    return SortOrder(chosen) if chosen in tuple(SortOrder) else SortOrder.RELEVANCE


def _outlets(service: Service) -> list[str]:
    return [name for name, _ in service.library.sources()[:_MOST_OUTLETS]]


def _given(text: str | None) -> str | None:
    return (text or "").strip() or None
