"""The Search tab: passages that match a query, ranked. It gives no answer."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.html.results_view import render_introduction, render_syntax
from assistant.present.search_results import SearchResults, SortOrder
from assistant.server.rest.service import Service
from assistant.ui.alerts.alert_panel import (
    build_alert_panel,
    build_alert_pointer,
    connect_alert_panel,
    render_panel,
)
from assistant.ui.ask.question_box import (
    build_collection_box,
    build_speaker_box,
    list_collections,
    list_speakers,
    parse_filters,
)
from assistant.ui.ask.timeline_panel import TimelinePanel, build_timeline_panel
from assistant.ui.over_time.trend_panel import TrendPanel, build_trend_panel
from assistant.ui.search.search_actions import (
    Search,
    SearchActions,
    Updates,
    parse_order,
    show_failure,
)
from index.core.errors import DatelineError

_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_MOST_OUTLETS = 500


@dataclass(frozen=True, slots=True)
class _SearchForm:
    """The query, the one with which it is compared over time, and the filters of both."""

    query: gr.Textbox
    compared: gr.Textbox
    after: gr.Textbox
    before: gr.Textbox
    outlets: gr.Dropdown
    as_of: gr.Textbox
    speaker: gr.Dropdown
    collections: gr.Dropdown

    @property
    def inputs(self) -> list[Any]:
        filters = [self.after, self.before, self.outlets, self.as_of, self.speaker]
        return [self.query, self.compared, *filters, self.collections]


@dataclass(frozen=True, slots=True)
class _ResultList:
    """A page of results, its order and its pager. `results` and `number` stay on the server."""

    results: gr.State
    number: gr.State
    order: gr.Radio
    kept: gr.HTML
    html: gr.HTML
    earlier: gr.Button
    later: gr.Button

    @property
    def outputs(self) -> list[Any]:
        return [self.results, self.number, self.html, self.earlier, self.later]


@dataclass(frozen=True, slots=True)
class _SearchTab:
    """The parts of the tab, and where the address of a search goes."""

    form: _SearchForm
    results: _ResultList
    timeline: TimelinePanel
    trends: TrendPanel
    address_bar: gr.HTML

    @property
    def inputs(self) -> list[Any]:
        return [*self.form.inputs, self.results.order]


def build_search_tab(service: Service, tab: gr.Tab, address_bar: gr.HTML) -> None:
    """Add the search to the tab that is being built."""
    with gr.Row(equal_height=False, elem_id="search"):
        with gr.Column(scale=3, min_width=340):
            pointer = build_alert_pointer()
            form, result_list = _build_form(service), _build_result_list()
        with gr.Column(scale=2, min_width=340):
            timeline = build_timeline_panel(form.after, form.before, expanded=True)
            trends = build_trend_panel()
            alerts = build_alert_panel(tab, pointer)
    _connect_search(service, _SearchTab(form, result_list, timeline, trends, address_bar))
    connect_alert_panel(service, alerts, result_list.html, result_list.results, result_list.kept)

    async def show(request: gr.Request) -> Updates:
        return (
            gr.update(choices=_list_outlets(service)),
            gr.update(choices=list_speakers(service.library)),
            gr.update(choices=list_collections(service.library)),
            *await render_panel(service, request),
        )

    chosen = [form.outlets, form.speaker, form.collections]
    tab.select(show, outputs=[*chosen, *alerts.outputs], **_QUIET)


def _build_form(service: Service) -> _SearchForm:
    query = gr.Textbox(
        label="Search",
        show_label=False,
        placeholder="Words, or what it should be about",
        submit_btn="Search",
        elem_id="search-query",
    )
    gr.HTML(render_syntax(), elem_id="search-syntax", apply_default_css=False)
    with gr.Row(elem_classes="dl-filters"):
        after = gr.Textbox(label="Published from", placeholder="2024-02", min_width=120)
        before = gr.Textbox(label="Published to", placeholder="2025", min_width=120)
        outlets = gr.Dropdown(
            choices=_list_outlets(service),
            label="Outlets",
            multiselect=True,
            # An address can name any.
            allow_custom_value=True,
            min_width=200,
        )
        as_of = gr.Textbox(label="As of", placeholder="2025-03-20", min_width=120)
        speaker = build_speaker_box(service.library)
        collections = build_collection_box(service.library)
    compared = gr.Textbox(
        label="Compare over time with",
        placeholder="Another search",
        elem_id="search-compared",
    )
    return _SearchForm(query, compared, after, before, outlets, as_of, speaker, collections)


def _build_result_list() -> _ResultList:
    order = gr.Radio(
        [order.value for order in SortOrder],
        value=SortOrder.RELEVANCE.value,
        label="Sorted by",
        elem_id="search-order",
        elem_classes="dl-order",
    )
    kept = gr.HTML("", elem_id="search-kept")
    clicks = files("assistant.ui.static").joinpath("clicks.js").read_text("utf-8")
    html = gr.HTML(render_introduction(), elem_id="search-results", js_on_load=clicks)
    with gr.Row(elem_classes="dl-pager"):
        earlier = gr.Button("Previous", size="sm", visible=False)
        later = gr.Button("Next", size="sm", visible=False)
    # Gradio forgets a list one hour after its last use.
    results = gr.State(None, time_to_live=3600)
    return _ResultList(results, gr.State(0), order, kept, html, earlier, later)


def _connect_search(service: Service, parts: _SearchTab) -> None:
    actions, form = SearchActions(service), parts.form
    shown = [*parts.results.outputs, parts.address_bar, *parts.timeline.outputs]
    outputs = [*shown, *parts.trends.outputs]

    async def run(query: str, compared: str, *values: Any) -> Updates:
        *filters, order = values
        try:
            search = Search(query, parse_filters(*filters), parse_order(order), compared or "")
        except DatelineError as error:
            return show_failure(error, query)
        return await actions.show(search, is_new=True)

    async def open_address(event: gr.EventData) -> Updates:
        """Search what the page's address names."""
        data = event._data if isinstance(event._data, dict) else {}
        try:
            search = Search.parse(str(data.get("query", "")))
        except DatelineError as error:
            kept = [gr.skip()] * len(parts.inputs)
            return *kept, *show_failure(error)
        return *search.form_values, *await actions.show(search, is_new=False)

    events = [
        field.submit for field in (form.query, form.compared, form.after, form.before, form.as_of)
    ]
    chosen = (form.outlets.input, form.speaker.input, form.collections.input)
    for event in (*events, *chosen, parts.timeline.dates_changed.then):
        # The workers limit how many searches run at a time.
        event(run, inputs=parts.inputs, outputs=outputs, concurrency_limit=None, **_QUIET)
    parts.address_bar.input(
        open_address, outputs=[*parts.inputs, *outputs], concurrency_limit=None, **_QUIET
    )
    _connect_pager(actions, parts)


def _connect_pager(actions: SearchActions, parts: _SearchTab) -> None:
    """Connect sorting and paging."""
    results = parts.results

    def turn(by: int) -> Any:
        async def turn_page(found: SearchResults | None, number: int, order: str) -> Updates:
            return await actions.turn(found, parse_order(order), number + by)

        return turn_page

    settings: dict[str, Any] = {"concurrency_limit": None, **_QUIET}
    results.order.input(
        actions.sort,
        inputs=[results.results, results.order, parts.trends.trends],
        outputs=[*results.outputs, parts.address_bar],
        **settings,
    )
    place = [results.results, results.number, results.order]
    to_top = "() => document.getElementById('search').scrollIntoView()"
    for button, by in ((results.earlier, -1), (results.later, 1)):
        event = button.click(turn(by), inputs=place, outputs=results.outputs, **settings)
        event.then(None, js=to_top, api_visibility="private")


def _list_outlets(service: Service) -> list[str]:
    return [name for name, _ in service.library.sources()[:_MOST_OUTLETS]]
