"""Makes plotly figures as JSON: latency, and the change of each question. Pure.

Colours are names such as "@series0", which the page replaces by those of its light or dark theme.
Text from a dataset is escaped, because plotly interprets a subset of HTML.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from eval.metrics.comparison import ComparedReport, Comparison
from eval.metrics.measures import values_by_figure
from eval.metrics.result import QuestionResult, Report
from eval.report.wording import config_name, describe_measure, format_difference

Json = dict[str, Any]
RowChange = tuple[float, QuestionResult]

_SERIES = 6
_MAX_HOVER = 240
_HOVER_WIDTH = 56
# The maximum of bars; more would be thinner than a pixel.
_MAX_BARS = 400
# Ticks in milliseconds, from 0.1 ms to 50 s.
_TICKS = [step * 10**power / 10 for power in range(6) for step in (1, 2, 5)]
# Control characters, direction marks and surrogates.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def plot_latency(results: Sequence[ComparedReport]) -> Json:
    """Plot the cumulative distribution of latency; search dotted, ask solid."""
    shares = np.linspace(0, 1, 101)
    traces = []
    for number, result in enumerate(results):
        rows = result.report.rows
        for stage, dash, times in (
            ("search", "dot", [row.search_ms for row in rows]),
            ("ask", "solid", [row.ask_ms for row in rows]),
        ):
            name = (
                stage
                if len(results) == 1
                else f"{stage}, {escape_config_name(result.report.config)}"
            )
            traces.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "name": name,
                    "x": [round_value(float(one)) for one in np.quantile(times, shares)],
                    "y": [round_value(float(one)) for one in shares],
                    "line": {"color": series_color(number), "dash": dash},
                    "hovertemplate": (
                        "%{y:.0%} within %{x:.1f} ms<br>%{fullData.name}<extra></extra>"
                    ),
                }
            )
    layout = {
        "xaxis": {"title": {"text": "milliseconds"}, "type": "log", "tickvals": _TICKS},
        "yaxis": {**make_unit_axis("share of the questions"), "tickformat": ".0%"},
        "showlegend": True,
    }
    return {"data": traces, "layout": layout}


def find_changes(report: Report, comparison: Comparison, measure: str) -> list[RowChange]:
    """Find the questions whose measure changed, with the change, most improved first."""
    before = {row.id: values_by_figure(row) for row in comparison.baseline.rows}
    changes = []
    for row in report.rows:
        then, now = before.get(row.id, {}).get(measure), values_by_figure(row).get(measure)
        if then is not None and now is not None and now != then:
            changes.append((now - then, row))
    return sorted(changes, key=lambda change: (-change[0], change[1].id))


def plot_differences(changes: Sequence[RowChange], measure: str) -> Json | None:
    """Plot a bar for each change; None without changes."""
    if not changes:
        return None
    if len(changes) > _MAX_BARS:
        changes = [*changes[: _MAX_BARS // 2], *changes[-_MAX_BARS // 2 :]]
    trace = {
        "type": "bar",
        "x": list(range(1, len(changes) + 1)),
        "y": [round_value(change) for change, _ in changes],
        "customdata": [make_hover_text(row.text) for _, row in changes],
        "text": [format_difference(change) for change, _ in changes],
        "textposition": "none",
        "marker": {"color": ["@good" if change > 0 else "@bad" for change, _ in changes]},
        "hovertemplate": "%{text}<br>%{customdata}<extra></extra>",
    }
    layout = {
        "xaxis": {
            "title": {"text": "questions that changed"},
            "showticklabels": False,
            "showgrid": False,
        },
        "yaxis": {"title": {"text": describe_measure(measure).label}, "zeroline": True},
        "bargap": 0.15,
        "showlegend": False,
    }
    return {"data": [trace], "layout": layout}


def make_hover_text(text: str) -> str:
    """Text for a hover box: shortened, wrapped and escaped."""
    plain = _INVISIBLE.sub(" ", text)
    short = textwrap.shorten(plain, _MAX_HOVER, placeholder=" …") or plain[:_MAX_HOVER]
    return "<br>".join(escape(line) for line in textwrap.wrap(short, _HOVER_WIDTH))


def escape_config_name(config: str) -> str:
    """The escaped name of a configuration, for a legend."""
    return make_hover_text(config_name(config))


def make_unit_axis(title: str) -> Json:
    """An axis from 0 to 1."""
    return {"title": {"text": title}, "range": [-0.03, 1.03], "dtick": 0.25, "zeroline": False}


def series_color(number: int) -> str:
    """The colour name of a configuration, by its number."""
    return f"@series{number % _SERIES}"


def round_value(value: float) -> float:
    """Round a number to the precision of a plot."""
    return round(value, 4)
