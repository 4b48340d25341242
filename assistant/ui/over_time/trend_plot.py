"""Draws searches over time: a line for each, of articles or of shares of all articles."""

from __future__ import annotations

import math
from html import escape
from typing import Any

from assistant.news.time.trends import Trend, Trends, TrendStep

_HEIGHT = 260
_MAX_NAME = 40
# Readable on light and dark backgrounds; the dashes and marks are for who sees no colours.
_STYLES = (("#3d7ea6", "solid", "circle"), ("#c08a3e", "dash", "diamond"))


def draw_trends(trends: Trends, *, as_share: bool) -> Any:
    """Draw the plot; None if nothing that matches has a date."""
    if not trends.periods:
        return None
    import plotly.graph_objects as go

    yearly = trends.step is TrendStep.YEAR
    when, what = ("%Y" if yearly else "%b %Y"), (".1%" if as_share else ",d")
    figure = go.Figure()
    for trend, (colour, dash, symbol) in zip(trends.trends, _STYLES, strict=False):
        figure.add_scatter(
            x=[f"{period}-01-01"[:10] for period in trends.periods],
            y=_list_values(trends, trend, as_share=as_share),
            name=escape(_shorten(trend.query)),
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 2},
            marker={"color": colour, "symbol": symbol, "size": 6},
            hovertemplate=f"%{{x|{when}}}: %{{y:{what}}}<extra>%{{fullData.name}}</extra>",
        )
    figure.update_layout(**_make_layout(what, yearly=yearly))
    if not as_share:
        # There are no half articles.
        highest = max(max(trend.articles) for trend in trends.trends)
        figure.update_yaxes(tick0=0, dtick=max(1, math.ceil(highest / 4)))
    return figure


def _list_values(trends: Trends, trend: Trend, *, as_share: bool) -> list[float | None]:
    places = range(len(trends.periods))
    return [trends.find_share(trend, i) if as_share else trend.articles[i] for i in places]


def _shorten(query: str) -> str:
    return query if len(query) <= _MAX_NAME else f"{query[: _MAX_NAME - 1]}…"


def _make_layout(what: str, *, yearly: bool) -> dict[str, Any]:
    """Transparent and plain; the colours of text and lines come from tabs.css."""
    return {
        "height": _HEIGHT,
        "margin": {"l": 48, "r": 8, "t": 8, "b": 28},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 12},
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "y": -0.16,
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "dragmode": False,
        "xaxis": {
            "type": "date",
            "fixedrange": True,
            "showgrid": False,
            "nticks": 6,
            "tickformat": "%Y" if yearly else "%b %Y",
        },
        "yaxis": {
            "fixedrange": True,
            "nticks": 5,
            "rangemode": "tozero",
            "tickformat": ".0%" if what.endswith("%") else ",d",
            "zeroline": False,
        },
    }
