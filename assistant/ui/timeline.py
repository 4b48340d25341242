"""The timeline as a component of the screen: hits over time, and a click that narrows the dates.

The browser only names a period: it is read as any date that a user types.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.present.date_histogram import Bar, DateHistogram, Step, build_histogram
from assistant.present.html.timeline import render_breakdown, render_narrowed, render_summary
from index.core.article import Hit

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Pixels: the plot keeps its height, so that nothing below it moves.
_HEIGHT = 130
_LENGTH = {Step.DAY: 86_400_000, Step.MONTH: "M1", Step.YEAR: "M12"}
# A button inside HTML is no component: its click becomes the component's event.
_CLICKS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-period], [data-undo]");
  if (button) trigger("select", {period: button.dataset.period || ""});
});
"""
# How far clicks can be undone.
_MOST_STEPS = 50

Dates = tuple[str, str]


@dataclass(frozen=True)
class TimelinePanel:
    """The components of a timeline.

    `outputs` take what `timeline_of` gives. `narrowed` is the event after which the date filters
    have other values, because a bar was clicked or that was undone: chain a search with `.then`.
    """

    outputs: tuple[Any, ...]
    narrowed: Any


def timeline_panel(
    after: gr.Textbox, before: gr.Textbox, *, expanded: bool = False
) -> TimelinePanel:
    """Put a timeline where one is now building. A click on a bar writes into the date filters."""
    plain: dict[str, Any] = {"js_on_load": _CLICKS, "apply_default_css": False}
    with gr.Accordion("Timeline", open=expanded, elem_classes=["timeline"]):
        told = gr.HTML("", **plain)
        with gr.Row(equal_height=False):
            plot = gr.Plot(show_label=False, container=False, visible=False, scale=3, min_width=240)
            beside = gr.HTML("", scale=1, min_width=130, **plain)
        narrowed = gr.HTML("", **plain)
    steps = gr.State([])
    dates = [after, before]
    changed = gr.on(
        [beside.select, narrowed.select],
        _narrow,
        inputs=[*dates, steps],
        outputs=[*dates, steps, narrowed],
        show_progress="hidden",
        api_visibility="private",
    )
    # Dates that are typed are no longer the clicked ones.
    gr.on(
        [after.input, before.input],
        lambda: ([], ""),
        outputs=[steps, narrowed],
        show_progress="hidden",
        api_visibility="private",
    )
    return TimelinePanel((told, plot, beside), changed)


def timeline_of(hits: Sequence[Hit]) -> tuple[Any, ...]:
    """The values of a timeline's outputs for the hits of an answer or of a search."""
    found = build_histogram(hits)
    # One bar tells nothing that the sentence above does not.
    shown = len(found.bars) > 1
    plot = gr.Plot(_figure(found) if shown else None, visible=shown)
    return render_summary(found), plot, render_breakdown(found)


def _narrow(
    event: gr.EventData, after: str, before: str, steps: list[Dates]
) -> tuple[str, str, list[Dates], str]:
    """The dates of the bar that was clicked, or those before the last click."""
    period = str((event._data or {}).get("period", ""))[:10]
    if period:
        told = _told(period)
        steps = [*steps, (after, before)][-_MOST_STEPS:]
        return (period, period, steps, told) if told else (after, before, steps[:-1], "")
    if not steps:
        return after, before, [], ""
    *earlier, (after, before) = steps
    return after, before, earlier, _told(after) if earlier else ""


def _told(period: str) -> str:
    """That the dates were narrowed to a period; "" where it is none."""
    try:
        return render_narrowed(Bar(period, 0))
    except (TypeError, ValueError):
        return ""


def _figure(found: DateHistogram) -> Figure:
    """The bars as plotly draws them; their colours are the screen's (timeline.css)."""
    from plotly.graph_objects import Bar as Bars
    from plotly.graph_objects import Figure

    bars = Bars(
        x=[bar.first_day.isoformat() for bar in found.bars],
        y=[bar.articles for bar in found.bars],
        customdata=[bar.period for bar in found.bars],
        hovertext=[f"{bar.label}: {bar.articles:,}" for bar in found.bars],
        hoverinfo="text",
        xperiod=_LENGTH[found.step],
        xperiodalignment="middle",
    )
    # Two or three lines to read the heights by; the lowest is that of the dates.
    rise = max(1, math.ceil(found.highest / 3))
    shared = {"fixedrange": True, "showgrid": False, "zeroline": False, "showline": False}
    return Figure(
        bars,
        {
            "template": "none",
            "height": _HEIGHT,
            "margin": {"l": 26, "r": 4, "t": 8, "b": 22},
            "bargap": 0.35,
            "dragmode": False,
            "hovermode": "x",
            "showlegend": False,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "xaxis": shared | {"type": "date", "nticks": 6, "ticklabelmode": "period"},
            "yaxis": shared
            | {
                "showgrid": True,
                "rangemode": "tozero",
                "tickvals": list(range(rise, found.highest + 1, rise)),
            },
        },
    )
