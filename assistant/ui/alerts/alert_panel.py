"""The list of alerts in the Search tab: what came in, mark it as seen, remove an alert."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import gradio as gr

from assistant.present.alerts.view import (
    AlertPage,
    AlertView,
    name_search_tab,
    render_alerts,
    render_pointer,
)
from assistant.present.html.notice_view import render_failure, render_notice
from assistant.present.search_results import SearchResults
from assistant.server.http.problems import Refusal, explain_error
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.ui.alerts.making import make_alert
from assistant.ui.permission import check_may_write, may_write
from index.core.alert import AlertKind
from index.core.errors import DatelineError, PublicError

_PAGE = 20
_LATEST = 20
# SQLite's numbers have 64 bits.
_DIGITS = 18
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
# The list gets the focus, so that the keyboard goes on there.
_LEAD = """element.addEventListener("click", (event) => {
  if (!event.target.closest("button")) return;
  const list = document.querySelector("#alerts summary");
  list.scrollIntoView();
  list.focus();
});"""
Values = list[Any]


@dataclass(frozen=True, slots=True)
class AlertPanel:
    """The list, and what tells how much is new: the name of the tab, and on a narrow screen a
    button that leads to the list."""

    notice: gr.HTML
    html: gr.HTML
    tab: gr.Tab
    pointer: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """What `render_panel` renders."""
        return [self.html, self.tab, self.pointer]


def build_alert_pointer() -> gr.HTML:
    """Add the button to the current Gradio context."""
    return gr.HTML("", js_on_load=_LEAD, elem_id="alert-pointer")


def build_alert_panel(tab: gr.Tab, pointer: gr.HTML) -> AlertPanel:
    """Add the list to the current Gradio context."""
    script = files("assistant.ui.static").joinpath("alerts.js").read_text("utf-8")
    notice = gr.HTML("", elem_id="alert-notice")
    return AlertPanel(notice, gr.HTML("", js_on_load=script, elem_id="alerts"), tab, pointer)


def connect_alert_panel(
    service: Service, panel: AlertPanel, results: gr.HTML, found: gr.State, kept: gr.HTML
) -> None:
    """Let the user keep the search that was `found`, whose `results` have the button, and edit the
    list. `kept` is where it says so."""

    async def keep(search: SearchResults | None, request: gr.Request) -> Values:
        said = await _act(service, request, lambda: _keep(service, search))
        return [said, *await render_panel(service, request)]

    async def edit(request: gr.Request, event: gr.EventData) -> Values:
        data: dict[str, Any] = event._data if isinstance(event._data, dict) else {}
        said = ""
        if data.get("do") != "page":
            said = await _act(service, request, lambda: _edit(service, data))
        return [said, *await render_panel(service, request, data.get("page"))]

    results.keep(keep, inputs=[found], outputs=[kept, *panel.outputs], **_QUIET)
    panel.html.select(edit, outputs=[panel.notice, *panel.outputs], **_QUIET)


async def render_panel(service: Service, request: gr.Request, page: object = 0) -> Values:
    """Render a page of the list, from 0, and the name of the tab."""
    number, allowed = _parse_number(page), may_write(request)
    try:
        return await service.workers.run(lambda: _render(service, number, allowed=allowed))
    except (DatelineError, Refusal) as error:
        return [render_failure(explain_error(error)), gr.skip(), gr.skip()]


def _render(service: Service, number: int, *, allowed: bool) -> Values:
    alerts = service.library.alerts
    listed = alerts.list_all(_PAGE + 1, number * _PAGE)
    views = [AlertView(each, alerts.findings.list_latest(each.id, _LATEST)) for each in listed]
    page = AlertPage(views[:_PAGE], number, len(listed) > _PAGE, allowed)
    unseen = alerts.count_unseen()
    name = gr.update(label=name_search_tab(unseen))
    return [render_alerts(page), name, render_pointer(unseen)]


async def _act(service: Service, request: gr.Request, action: Callable[[], str]) -> str:
    """Do something to alerts; returns the notice that says so, or why it was not done."""
    try:
        check_may_write(request)
        said = await service.workers.run(action)
    except (DatelineError, Refusal) as error:
        return render_failure(explain_error(error))
    log_write(request.state, said)
    return render_notice(said)


def _keep(service: Service, search: SearchResults | None) -> str:
    if search is None:
        raise PublicError("Nothing was searched yet", "Search first")
    return make_alert(service, AlertKind.SEARCH, search.query, search.filters)


def _edit(service: Service, data: dict[str, Any]) -> str:
    """Do what a button of the list asks for. Raises PublicError for what no page sends."""
    alerts = service.library.alerts
    alert = alerts.get(_parse_number(data.get("alert")))
    if data.get("do") == "remove":
        alerts.remove(alert.id)
        return f"Removed the alert “{alert.name}”"
    if data.get("do") == "seen":
        alerts.mark_seen(alert.id, _parse_number(data.get("last")))
        return f"Seen: what is new to “{alert.name}”"
    raise PublicError("The list has no such button")


def _parse_number(value: object) -> int:
    """A number that a page sent, 0 for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else 0
