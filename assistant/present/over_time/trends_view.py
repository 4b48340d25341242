"""Renders searches over time in words and as a table, with a link to the CSV. Pure."""

from __future__ import annotations

import base64

from assistant.news.time.trends import Trends
from assistant.present.html.environment import render


def render_trends(trends: Trends, csv: str) -> str:
    """Render what the plot shows: a summary, the table for screen readers, and the CSV."""
    encoded = base64.b64encode(csv.encode("utf-8")).decode("ascii")
    rows = [
        (
            period,
            [(trend.articles[place], trends.find_share(trend, place)) for trend in trends.trends],
            trends.coverage[place],
        )
        for place, period in enumerate(trends.periods)
    ]
    return render("trends.html", trends=trends, rows=rows, csv=encoded)
