"""The timeline as a component of the screen: hits over time; a click on a bar narrows the dates.

The browser only names a period, which is parsed like a date that a user types.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.present.date_histogram import Bar, DateHistogram, Step, build_histogram
from assistant.present.html.timeline_view import render_breakdown, render_narrowed, render_summary
from index.core.article import Hit

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

# Pixels. The height is fixed, so that nothing below the plot moves.
_HEIGHT = 130
_LENGTH = {Step.DAY: 86_400_000, Step.MONTH: "M1", Step.YEAR: "M12"}
# A button inside HTML is not a component: its click becomes an event of the component.
_CLICKS = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-period], [data-undo]");
  if (button) trigger("select", {period: button.dataset.period || ""});
});
"""
# How many clicks can be undone.
_MOST_STEPS = 50

Dates = tuple[str, str]


@dataclass(frozen=True)
class TimelinePanel:
    """The components of a timeline.

    `outputs` take the values of `render_timeline`. `dates_changed` is the event of a click on a
    bar, or of its undoing, which changes the date filters: chain a search with `.then`.
    """

    outputs: tuple[Any, ...]
    dates_changed: Any


def build_timeline_panel(
    after: gr.Textbox, before: gr.Textbox, *, expanded: bool = False
) -> TimelinePanel:
    """Add a timeline to the current Gradio context. A click on a bar sets the date filters."""
    plain: dict[str, Any] = {"js_on_load": _CLICKS, "apply_default_css": False}
    with gr.Accordion("Timeline", open=expanded, elem_classes=["timeline"]):
        summary = gr.HTML("", **plain)
        with gr.Row(equal_height=False):
            plot = gr.Plot(show_label=False, container=False, visible=False, scale=3, min_width=240)
            breakdown = gr.HTML("", scale=1, min_width=130, **plain)
        notice = gr.HTML("", **plain)
    steps = gr.State([])
    dates = [after, before]
    dates_changed = gr.on(
        [breakdown.select, notice.select],
        _narrow_dates,
        inputs=[*dates, steps],
        outputs=[*dates, steps, notice],
        show_progress="hidden",
        api_visibility="private",
    )
    # When the user types a date, there is no click left to undo.
    gr.on(
        [after.input, before.input],
        lambda: ([], ""),
        outputs=[steps, notice],
        show_progress="hidden",
        api_visibility="private",
    )
    return TimelinePanel((summary, plot, breakdown), dates_changed)


def render_timeline(hits: Sequence[Hit]) -> tuple[Any, ...]:
    """Render the values of a timeline's outputs for the hits of an answer or of a search."""
    histogram = build_histogram(hits)
    # A single bar adds nothing to the sentence above it.
    is_shown = len(histogram.bars) > 1
    plot = gr.Plot(_draw_bars(histogram) if is_shown else None, visible=is_shown)
    return render_summary(histogram), plot, render_breakdown(histogram)


def _narrow_dates(
    event: gr.EventData, after: str, before: str, steps: list[Dates]
) -> tuple[str, str, list[Dates], str]:
    """Get the dates of the clicked bar, or those before the last click if it is undone."""
    period = str((event._data or {}).get("period", ""))[:10]
    if period:
        notice = _describe_period(period)
        steps = [*steps, (after, before)][-_MOST_STEPS:]
        return (period, period, steps, notice) if notice else (after, before, steps[:-1], "")
    if not steps:
        return after, before, [], ""
    *earlier, (after, before) = steps
    return after, before, earlier, _describe_period(after) if earlier else ""


def _describe_period(period: str) -> str:
    """Say that the dates were narrowed to a period; "" if it is not a period."""
    try:
        return render_narrowed(Bar(period, 0))
    except (TypeError, ValueError):
        return ""


def _draw_bars(histogram: DateHistogram) -> Figure:
    """Draw the bars with plotly; the colours come from timeline.css."""
    from plotly.graph_objects import Bar as Bars
    from plotly.graph_objects import Figure

    bars = Bars(
        x=[bar.first_day.isoformat() for bar in histogram.bars],
        y=[bar.articles for bar in histogram.bars],
        customdata=[bar.period for bar in histogram.bars],
        hovertext=[f"{bar.label}: {bar.articles:,}" for bar in histogram.bars],
        hoverinfo="text",
        xperiod=_LENGTH[histogram.step],
        xperiodalignment="middle",
    )
    # Two or three grid lines; the axis is the lowest.
    rise = max(1, math.ceil(histogram.highest / 3))
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
                "tickvals": list(range(rise, histogram.highest + 1, rise)),
            },
        },
    )
