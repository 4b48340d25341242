"""Figures for plotly, as the JSON that it draws: rounds, growth, stages and recall. Pure.

Sizes and what they cost are drawn on axes of powers: a straight line is a power law, and how steep
it is says how fast a cost grows. Colours are names, as in `eval.plots`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from eval.bench.document import Growth, Point, Profile, Recall, Section
from eval.bench.measurement import RATIO, Measurement
from eval.bench.wording import side_name
from eval.plots import Json, series

# What growth is drawn of: a plot's title, its unit, and its figures by name.
GROWTH = (
    ("Adding, by size of the archive", "passages/s", ("ingest",)),
    (
        "Search and ask, by size of the archive",
        "ms",
        ("search p50", "search p95", "ask p50", "ask p95", "filtered search p50"),
    ),
    (
        "Opening and looking, by size of the archive",
        "ms",
        ("first opening in a process", "opening", "first search", "stats", "page"),
    ),
    (
        "Memory and disk, by size of the archive",
        "MB",
        ("memory", "disk, catalog", "disk, vectors", "disk, lexical"),
    ),
)
_DASHES = ("solid", "dot", "dash", "longdash", "dashdot")


def rounds(section: Section, name: str) -> Json | None:
    """The values of one figure round by round, each side's; None where there is one round."""
    figures = [one for one in section.figures if one.name == name and one.side != RATIO]
    if not figures or len(figures[0].values) < 2:
        return None
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": side_name(figure.side),
            "x": list(range(1, len(figure.values) + 1)),
            "y": list(figure.values),
            "line": {"color": series(number)},
            "hovertemplate": "%{y:,.3~g} " + figure.unit + "<extra></extra>",
        }
        for number, figure in enumerate(figures)
    ]
    layout = {
        "xaxis": {"title": {"text": "round"}, "dtick": 1},
        "yaxis": {"title": {"text": figures[0].unit}, "rangemode": "tozero"},
        "showlegend": len(traces) > 1,
    }
    return {"data": traces, "layout": layout}


def growth(measured: Growth, unit: str, names: Sequence[str]) -> Json | None:
    """Figures of one unit over the passages of the archive; None where there are none."""
    traces = []
    for number, name in enumerate(names):
        found = [
            (point, one)
            for point in measured.points
            if (one := _figure(point, name, unit)) and one.median > 0
        ]
        if found:
            traces.append(_line(name, found, number))
    if not traces:
        return None
    layout = {
        "xaxis": {"title": {"text": "passages"}, "type": "log", "dtick": 1},
        "yaxis": {"title": {"text": unit}, **_scale(unit)},
        "showlegend": True,
    }
    return {"data": traces, "layout": layout}


def _scale(unit: str) -> Json:
    """What is paid is drawn in powers; a rate, which hardly changes, from zero."""
    return {"rangemode": "tozero"} if unit.endswith("/s") else {"type": "log", "dtick": 1}


def _figure(point: Point, name: str, unit: str) -> Measurement | None:
    return next((one for one in point.figures if (one.name, one.unit) == (name, unit)), None)


def _line(name: str, found: Sequence[tuple[Point, Measurement]], number: int) -> Json:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": escape(name),
        "x": [point.passages for point, _ in found],
        "y": [one.median for _, one in found],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [one.high - one.median for _, one in found],
            "arrayminus": [one.median - one.low for _, one in found],
            "color": series(number),
            "thickness": 1,
            "width": 3,
        },
        "line": {"color": series(number), "dash": _DASHES[number % len(_DASHES)]},
        "hovertemplate": "%{fullData.name}: %{y:,.3~g} at %{x:,}<extra></extra>",
    }


def stages(profile: Profile) -> Json:
    """A bar a stage, the first on top."""
    names = list(profile.stages)[::-1]
    trace = {
        "type": "bar",
        "orientation": "h",
        "y": [escape(name) for name in names],
        "x": [profile.stages[name] for name in names],
        "marker": {"color": series(0)},
        "hovertemplate": "%{y}: %{x:,.3~g} ms<extra></extra>",
    }
    layout = {"xaxis": {"title": {"text": "milliseconds"}}, "yaxis": {}, "showlegend": False}
    return {"data": [trace], "layout": layout}


def recall(points: Sequence[Recall]) -> Json | None:
    """Recall over the time that it takes, a line for each graph; None without points."""
    if not points:
        return None
    graphs: dict[str, list[Recall]] = {}
    for one in sorted(points, key=lambda one: (one.size, one.max_neighbors, one.ef_search)):
        name = f"{one.size:,} passages, {one.max_neighbors} / {one.ef_construction}"
        graphs.setdefault(name, []).append(one)
    layout = {
        "xaxis": {"title": {"text": "milliseconds a query (median)"}, "type": "log"},
        "yaxis": {"title": {"text": "recall@10"}},
        "showlegend": True,
    }
    traces = [_graph(name, same, n) for n, (name, same) in enumerate(graphs.items())]
    return {"data": traces, "layout": layout}


def _graph(name: str, points: Sequence[Recall], number: int) -> Json:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": [one.p50_ms for one in points],
        "y": [one.recall_at_10 for one in points],
        "customdata": [one.ef_search for one in points],
        "line": {"color": series(number)},
        "hovertemplate": "%{y:.3f} in %{x:,.3~g} ms, ef_search %{customdata}<extra></extra>",
    }
