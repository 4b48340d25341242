"""Articles over time as a plot: bars of months, or of years, in which the largest outlets stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from index.storage.facets import Share

# More colours cannot be told apart; more bars cannot be seen.
_MOST_OUTLETS = 6
_MOST_MONTHS = 180
_MAX_NAME = 40
# Readable on light and dark grounds; the last is for all others.
_COLOURS = ("#3d7ea6", "#c08a3e", "#5f9e7d", "#a5627c", "#7a76b8", "#9c8f5a")
_OTHERS = "#98938a"
# Milliseconds of a bar: most of a month, or of a year. Left to itself, a single bar is a hair.
_WIDTH = {False: 26 * 86_400_000, True: 320 * 86_400_000}


def volume_figure(shares: Sequence[Share]) -> Any:
    """The plot; None where no article has a date."""
    dated = [share for share in shares if share.month]
    if not dated:
        return None
    import plotly.graph_objects as go

    yearly = len({share.month for share in dated}) > _MOST_MONTHS
    when = "%Y" if yearly else "%b %Y"
    figure = go.Figure()
    for (name, counts), colour in zip(_series(dated, yearly=yearly), _colours(dated), strict=True):
        figure.add_bar(
            x=list(counts),
            y=list(counts.values()),
            name=escape(name),
            marker={"color": colour, "line": {"width": 0}},
            xperiod="M12" if yearly else "M1",
            width=_WIDTH[yearly],
            hovertemplate=f"%{{x|{when}}}: %{{y:,}}<extra>%{{fullData.name}}</extra>",
        )
    figure.update_layout(**_layout(_span(dated), yearly=yearly))
    return figure


def undated(shares: Iterable[Share]) -> int:
    """How many articles have no date, and so no place in the plot."""
    return sum(share.articles for share in shares if not share.month)


def _largest(dated: Iterable[Share]) -> list[str]:
    totals: Counter[str] = Counter()
    for share in dated:
        totals[share.source] += share.articles
    return [name for name, _ in totals.most_common(_MOST_OUTLETS)]


def _series(dated: Sequence[Share], *, yearly: bool) -> list[tuple[str, dict[str, int]]]:
    """Articles by period of each of the largest outlets and, where there are any, of the others."""
    largest = _largest(dated)
    counts: dict[str | None, dict[str, int]] = {name: {} for name in largest}
    for share in dated:
        assert share.month
        period = f"{share.month[:4]}-01-01" if yearly else f"{share.month}-01"
        outlet = counts.setdefault(share.source if share.source in largest else None, {})
        outlet[period] = outlet.get(period, 0) + share.articles
    return [(_name(name), found) for name, found in counts.items()]


def _colours(dated: Sequence[Share]) -> list[str]:
    largest = _largest(dated)
    others = {share.source for share in dated} - set(largest)
    return [*_COLOURS[: len(largest)], *([_OTHERS] if others else [])]


def _name(outlet: str | None) -> str:
    if outlet is None:
        return "Others"
    name = outlet or "unknown outlet"
    return name if len(name) <= _MAX_NAME else f"{name[: _MAX_NAME - 1]}…"


def _span(dated: Sequence[Share]) -> tuple[str, str]:
    months = sorted(share.month for share in dated if share.month)
    return months[0], months[-1]


def _layout(span: tuple[str, str], *, yearly: bool) -> dict[str, Any]:
    """Quiet, without a ground of its own; ink and lines are the page's (tabs.css)."""
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
            "range": _range(*span, yearly=yearly),
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


def _range(first: str, last: str, *, yearly: bool) -> list[str]:
    """At least a year is shown, so that one month is not a wall."""
    start, end = int(first[:4]), int(last[:4])
    if yearly or end > start:
        return [f"{first}-01", f"{last}-28"] if not yearly else [f"{start}-01-01", f"{end}-12-31"]
    return [f"{start}-01-01", f"{start}-12-31"]
