"""Renders the list of alerts, each with its latest findings, as HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.present.html.environment import render
from assistant.present.terminal.stats_text import format_filters
from index.core.alert import Alert, AlertKind, Finding

_KINDS = {AlertKind.SEARCH: "Search", AlertKind.QUESTION: "Question"}


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert and its latest findings, the newest first."""

    alert: Alert
    findings: Sequence[Finding]

    @property
    def kind(self) -> str:
        """What it is, to people."""
        return _KINDS[self.alert.kind]

    @property
    def filters(self) -> str:
        """Its filters, to people; "" for none."""
        return format_filters(self.alert.filters)


@dataclass(frozen=True, slots=True)
class AlertPage:
    """A page of the list, from 0, whether there is another one, and whether the user may write."""

    alerts: Sequence[AlertView]
    number: int
    has_more: bool
    may_write: bool


def render_alerts(page: AlertPage) -> str:
    """Render a page of the list."""
    return render(
        "alerts.html",
        alerts=page.alerts,
        page=page.number,
        has_more=page.has_more,
        may_write=page.may_write,
    )


def render_pointer(unseen: int) -> str:
    """Render the button that leads to the list, if something is new."""
    return render("alert_pointer.html", unseen=unseen)


def name_search_tab(unseen: int) -> str:
    """Name the tab that has the list, with the number of findings that nobody has seen."""
    return f"Search ({unseen:,} new)" if unseen else "Search"
