"""The Search tab: passages that match a query, ranked. It gives no answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.news.absence import explain_empty_search
from assistant.news.speaker_filter import find_speech
from assistant.present.html.notice_view import render_failure
from assistant.present.html.results_view import render_introduction, render_results
from assistant.present.search_results import PAGE, SearchResults, SortOrder, WordFinder, get_page
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.rest.service import Service
from assistant.ui.question_box import (
    build_collection_box,
    build_speaker_box,
    list_collections,
    list_speakers,
    parse_filters,
)
from assistant.ui.timeline_panel import TimelinePanel, build_timeline_panel, render_timeline
from index.core.errors import DatelineError
from index.search.query import check_length

# The most passages of a list.
_DEPTH = 100
_MOST_OUTLETS = 500
Updates = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _SearchForm:
    """The query and its filters."""

    query: gr.Textbox
    after: gr.Textbox
    before: gr.Textbox
    outlets: gr.Dropdown
    as_of: gr.Textbox
    speaker: gr.Dropdown
    collections: gr.Dropdown

    @property
    def inputs(self) -> list[Any]:
        filters = [self.after, self.before, self.outlets, self.as_of, self.speaker]
        return [self.query, *filters, self.collections]


@dataclass(frozen=True, slots=True)
class _ResultList:
    """A page of results, its order and its pager. `results` and `number` stay on the server."""

    results: gr.State
    number: gr.State
    order: gr.Radio
    html: gr.HTML
    earlier: gr.Button
    later: gr.Button

    @property
    def outputs(self) -> list[Any]:
        return [self.results, self.number, self.html, self.earlier, self.later]


def build_search_tab(service: Service, tab: gr.Tab) -> None:
    """Add the search to the tab that is being built."""
    with gr.Row(equal_height=False, elem_id="search"):
        with gr.Column(scale=3, min_width=340):
            form, result_list = _build_form(service), _build_result_list()
        with gr.Column(scale=2, min_width=340):
            timeline = build_timeline_panel(form.after, form.before, expanded=True)
    _connect_search(service, form, result_list, timeline)
    tab.select(
        lambda: (
            gr.update(choices=_list_outlets(service)),
            gr.update(choices=list_speakers(service.library)),
            gr.update(choices=list_collections(service.library)),
        ),
        outputs=[form.outlets, form.speaker, form.collections],
        show_progress="hidden",
        api_visibility="private",
    )


def _build_form(service: Service) -> _SearchForm:
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
            choices=_list_outlets(service), label="Outlets", multiselect=True, min_width=200
        )
        as_of = gr.Textbox(label="As of", placeholder="2025-03-20", min_width=120)
        speaker = build_speaker_box(service.library)
        collections = build_collection_box(service.library)
    return _SearchForm(query, after, before, outlets, as_of, speaker, collections)


def _build_result_list() -> _ResultList:
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
    # Gradio forgets a list one hour after its last use.
    return _ResultList(gr.State(None, time_to_live=3600), gr.State(0), order, html, earlier, later)


def _connect_search(
    service: Service, form: _SearchForm, result_list: _ResultList, timeline: TimelinePanel
) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}

    def search(query: list[Any], order: str) -> Updates:
        results = _search(service, *query)
        hits = results.hits if results else ()
        return results, *_render_page(service, results, order, 0), *render_timeline(hits)

    async def run(*values: Any) -> Updates:
        *query, order = values
        try:
            return await service.workers.run(lambda: search(query, order))
        except (DatelineError, Refusal) as error:
            failure = render_failure(explain_error(error))
            return None, 0, failure, *_update_pager(True, True), *render_timeline(())

    inputs = [*form.inputs, result_list.order]
    outputs = [*result_list.outputs, *timeline.outputs]
    events = [field.submit for field in (form.query, form.after, form.before, form.as_of)]
    chosen = (form.outlets.input, form.speaker.input, form.collections.input)
    for event in (*events, *chosen, timeline.dates_changed.then):
        # The workers limit how many searches run at a time.
        event(run, inputs=inputs, outputs=outputs, concurrency_limit=None, **quiet)
    _connect_pager(service, result_list, quiet)


def _connect_pager(service: Service, result_list: _ResultList, quiet: dict[str, Any]) -> None:
    """Connect sorting and paging, which do not search again."""

    def sort(results: SearchResults | None, order: str) -> Updates:
        return results, *_render_page(service, results, order, 0)

    def turn(by: int) -> Any:
        def turn_page(results: SearchResults | None, number: int, order: str) -> Updates:
            return results, *_render_page(service, results, order, number + by)

        return turn_page

    result_list.order.input(
        sort, inputs=[result_list.results, result_list.order], outputs=result_list.outputs, **quiet
    )
    place = [result_list.results, result_list.number, result_list.order]
    to_top = "() => document.getElementById('search').scrollIntoView()"
    for button, by in ((result_list.earlier, -1), (result_list.later, 1)):
        event = button.click(turn(by), inputs=place, outputs=result_list.outputs, **quiet)
        event.then(None, js=to_top, api_visibility="private")


def _search(
    service: Service,
    query: str,
    after: str | None,
    before: str | None,
    outlets: list[str] | None,
    as_of: str | None,
    speaker: str | None,
    collections: list[str] | None,
) -> SearchResults | None:
    """Search the library; None for an empty query. Raises DatelineError as `Library.search`."""
    filters = parse_filters(after, before, outlets, as_of, speaker, collections)
    if not query.strip():
        return None
    check_length(query, service.settings.max_question)
    depth = min(_DEPTH, service.settings.max_k)
    hits = service.library.search(query, depth, filters)
    notice = "" if hits else explain_empty_search(filters, service.library)
    terms = tuple(service.library.terms(query))
    speech = find_speech(service.library, filters, hits)
    return SearchResults(query, tuple(hits), depth, terms, notice, filters.speaker_name, speech)


def _render_page(
    service: Service, results: SearchResults | None, order: str, number: int
) -> Updates:
    """Render a page of results: its number, its HTML, and the state of the pager."""
    if results is None:
        return 0, render_introduction(), *_update_pager(True, True)
    page = get_page(results.hits, _parse_order(order), number)
    words = WordFinder(results.terms, service.library.stems)
    turning = _update_pager(page.first == 0, not page.has_more)
    return page.first // PAGE, render_results(results, page, words), *turning


def _update_pager(is_first: bool, is_last: bool) -> tuple[Any, Any]:
    is_needed = not (is_first and is_last)
    return (
        gr.update(visible=is_needed, interactive=not is_first),
        gr.update(visible=is_needed, interactive=not is_last),
    )


def _parse_order(label: str) -> SortOrder:
    """Parse a label; anything else that a browser sends means the default order."""
    return SortOrder(label) if label in tuple(SortOrder) else SortOrder.RELEVANCE


def _list_outlets(service: Service) -> list[str]:
    return [name for name, _ in service.library.sources()[:_MOST_OUTLETS]]
