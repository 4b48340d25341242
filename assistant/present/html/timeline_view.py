"""Renders a timeline in words and small bars: a summary, the outlets, the bars as a table. Pure.

The table's buttons do what a click on the plot's bars does.
"""

from __future__ import annotations

from assistant.present.date_histogram import Bar, DateHistogram
from assistant.present.html.environment import render
from assistant.present.html.template_filters import format_count, pluralise

_OUTLETS = 6


def render_summary(histogram: DateHistogram) -> str:
    """Render a sentence on what the timeline counts; "" if there is nothing to count."""
    return (
        render("timeline_summary.html", summary=_summarise(histogram)) if histogram.articles else ""
    )


def render_breakdown(histogram: DateHistogram) -> str:
    """Render the outlets, and the bars as a table; "" if there is nothing to count."""
    if not histogram.articles:
        return ""
    # Folding a single outlet would save no room.
    visible_outlets = _OUTLETS if len(histogram.outlets) > _OUTLETS + 1 else len(histogram.outlets)
    most = max(articles for _, articles in histogram.outlets)
    return render(
        "timeline_breakdown.html", histogram=histogram, visible=visible_outlets, most=most
    )


def render_narrowed(period: Bar) -> str:
    """Render a note that the dates are narrowed, with a button that undoes it.

    Raises ValueError if the bar's period is not a date.
    """
    return render("timeline_narrowed.html", period=period.label)


def _summarise(histogram: DateHistogram) -> str:
    passages = pluralise(histogram.passages, "best passage")
    if histogram.passages != 1:
        passages = f"{histogram.passages:,} {passages}"
    summary = f"{format_count(histogram.articles, 'article')} with the {passages}"
    if len(histogram.bars) > 1:
        summary += f", by {histogram.step.value}"
    elif histogram.bars:
        every = "all " if histogram.articles > 1 and not histogram.undated else ""
        summary += f", {every}of {histogram.bars[0].label}"
    if histogram.undated:
        summary += f"; {histogram.undated:,} without a date"
    return f"{summary}."
