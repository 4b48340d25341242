"""Renders a timeline in words and small bars: a summary, the outlets, the bars as a table. Pure.

The table's buttons do what a click on the plot's bars does.
"""

from __future__ import annotations

from assistant.present.date_histogram import Bar, DateHistogram
from assistant.present.html.environment import render
from assistant.present.html.template_filters import count, plural

_OUTLETS = 6


def render_summary(spread: DateHistogram) -> str:
    """What is counted, in a sentence; "" where there is nothing to count."""
    return render("timeline_summary.html", summary=_summarise(spread)) if spread.articles else ""


def render_breakdown(spread: DateHistogram) -> str:
    """The outlets, and the bars as a table; "" where there is nothing to count."""
    if not spread.articles:
        return ""
    # To fold a single outlet away would save no room.
    shown = _OUTLETS if len(spread.outlets) > _OUTLETS + 1 else len(spread.outlets)
    most = max(articles for _, articles in spread.outlets)
    return render("timeline_breakdown.html", spread=spread, shown=shown, most=most)


def render_narrowed(period: Bar) -> str:
    """That the dates were narrowed, and a button to undo it. Raises ValueError for no period."""
    return render("timeline_narrowed.html", period=period.label)


def _summarise(spread: DateHistogram) -> str:
    passages = plural(spread.passages, "best passage")
    if spread.passages != 1:
        passages = f"{spread.passages:,} {passages}"
    summary = f"{count(spread.articles, 'article')} with the {passages}"
    if len(spread.bars) > 1:
        summary += f", by {spread.step.value}"
    elif spread.bars:
        every = "all " if spread.articles > 1 and not spread.undated else ""
        summary += f", {every}of {spread.bars[0].label}"
    if spread.undated:
        summary += f"; {spread.undated:,} without a date"
    return f"{summary}."
