"""Draws the articles of an archive over time: bars of months or years, stacked by outlet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from index.storage.overview.facets import Share

# People cannot tell more colours apart, nor see more bars.
_MOST_OUTLETS = 6
_MOST_MONTHS = 180
_MAX_NAME = 40
# Readable on light and dark backgrounds.
_COLOURS = ("#3d7ea6", "#c08a3e", "#5f9e7d", "#a5627c", "#7a76b8", "#9c8f5a")
_OTHERS = "#98938a"
# Milliseconds of a bar: most of a month, or of a year. By default, plotly draws a single bar as
# thin as a hair.
_WIDTH = {False: 26 * 86_400_000, True: 320 * 86_400_000}


def draw_volume(shares: Sequence[Share]) -> Any:
    """Draw the plot; None if no article has a date."""
    dated = [share for share in shares if share.month]
    if not dated:
        return None
    import plotly.graph_objects as go

    yearly = len({share.month for share in dated}) > _MOST_MONTHS
    when = "%Y" if yearly else "%b %Y"
    figure = go.Figure()
    for (name, counts), colour in zip(
        _count_by_period(dated, yearly=yearly), _choose_colours(dated), strict=True
    ):
        figure.add_bar(
            x=list(counts),
            y=list(counts.values()),
            name=escape(name),
            marker={"color": colour, "line": {"width": 0}},
            xperiod="M12" if yearly else "M1",
            width=_WIDTH[yearly],
            hovertemplate=f"%{{x|{when}}}: %{{y:,}}<extra>%{{fullData.name}}</extra>",
        )
    figure.update_layout(**_make_layout(_find_span(dated), yearly=yearly))
    return figure


def count_undated(shares: Iterable[Share]) -> int:
    """Count the articles without a date, which the plot leaves out."""
    return sum(share.articles for share in shares if not share.month)


def _list_largest(dated: Iterable[Share]) -> list[str]:
    totals: Counter[str] = Counter()
    for share in dated:
        totals[share.source] += share.articles
    return [name for name, _ in totals.most_common(_MOST_OUTLETS)]


def _count_by_period(dated: Sequence[Share], *, yearly: bool) -> list[tuple[str, dict[str, int]]]:
    """Count articles by period, for each of the largest outlets and for the others together."""
    largest = _list_largest(dated)
    counts: dict[str | None, dict[str, int]] = {name: {} for name in largest}
    for share in dated:
        assert share.month
        period = f"{share.month[:4]}-01-01" if yearly else f"{share.month}-01"
        outlet = counts.setdefault(share.source if share.source in largest else None, {})
        outlet[period] = outlet.get(period, 0) + share.articles
    return [(_format_name(name), periods) for name, periods in counts.items()]


def _choose_colours(dated: Sequence[Share]) -> list[str]:
    largest = _list_largest(dated)
    others = {share.source for share in dated} - set(largest)
    return [*_COLOURS[: len(largest)], *([_OTHERS] if others else [])]


def _format_name(outlet: str | None) -> str:
    if outlet is None:
        return "Others"
    name = outlet or "unknown outlet"
    return name if len(name) <= _MAX_NAME else f"{name[: _MAX_NAME - 1]}…"


def _find_span(dated: Sequence[Share]) -> tuple[str, str]:
    months = sorted(share.month for share in dated if share.month)
    return months[0], months[-1]


def _make_layout(span: tuple[str, str], *, yearly: bool) -> dict[str, Any]:
    """Transparent and plain; the colours of text and lines come from tabs.css."""
    return {
        "barmode": "stack",
        "bargap": 0.15,
        "height": 280,
        "margin": {"l": 44, "r": 8, "t": 8, "b": 28},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "system-ui, sans-serif", "size": 12},
        "legend": {
            "orientation": "h",
            "y": -0.16,
            "x": 0,
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "xaxis": {
            "type": "date",
            "ticklabelmode": "period",
            "fixedrange": True,
            "showgrid": False,
            "range": _choose_range(*span, yearly=yearly),
        },
        "yaxis": {
            "fixedrange": True,
            "nticks": 5,
            "rangemode": "tozero",
            "tickformat": ",d",
            "zeroline": False,
        },
        "showlegend": True,
        "dragmode": False,
    }


def _choose_range(first: str, last: str, *, yearly: bool) -> list[str]:
    """Choose a range of at least a year: alone, one month would fill the plot."""
    start, end = int(first[:4]), int(last[:4])
    if yearly or end > start:
        return [f"{first}-01", f"{last}-28"] if not yearly else [f"{start}-01-01", f"{end}-12-31"]
    return [f"{start}-01-01", f"{start}-12-31"]
