"""Makes plotly figures of confidence: reliability, ROC and histogram. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.metrics.comparison import ComparedReport
from eval.metrics.measures import has_both_kinds
from eval.metrics.reliability import Bin, reliability_curve, roc_points
from eval.metrics.result import QuestionResult, Report
from eval.report.plots import Json, escape_config_name, make_unit_axis, round_value, series_color

_HISTOGRAM_BINS = 20


def plot_reliability(results: Sequence[ComparedReport]) -> Json | None:
    """Plot the share of answerable questions over confidence; None without both kinds."""
    traces = [
        _reliability_trace(
            _reliability_curve(result.report), result.report, number, alone=len(results) == 1
        )
        for number, result in enumerate(results)
        if has_both_kinds(result.report.rows)
    ]
    if not traces:
        return None
    layout = {
        "xaxis": make_unit_axis("confidence"),
        "yaxis": make_unit_axis("share answerable"),
        "showlegend": len(results) > 1,
    }
    return {"data": [_diagonal("as confident as right"), *traces], "layout": layout}


def _reliability_curve(report: Report) -> list[Bin]:
    rows = report.rows
    return reliability_curve([row.confidence for row in rows], [row.answerable for row in rows])


def _reliability_trace(bins: Sequence[Bin], report: Report, number: int, *, alone: bool) -> Json:
    color = series_color(number)
    return {
        "type": "scatter",
        "mode": "lines+markers+text" if alone else "lines+markers",
        "name": escape_config_name(report.config),
        "x": [round_value(one.confidence) for one in bins],
        "y": [round_value(one.share) for one in bins],
        "text": [str(one.count) for one in bins],
        "textposition": "top left",
        "cliponaxis": False,
        "textfont": {"size": 11, "color": "@quiet"},
        "customdata": [one.count for one in bins],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [round_value(one.high - one.share) for one in bins],
            "arrayminus": [round_value(one.share - one.low) for one in bins],
            "thickness": 1,
            "width": 0,
            "color": color,
        },
        "line": {"color": color},
        "marker": {"color": color, "size": 8},
        "hovertemplate": (
            "confidence %{x:.2f}, answerable %{y:.2f}<br>%{customdata} questions<extra></extra>"
        ),
    }


def plot_roc(results: Sequence[ComparedReport]) -> Json | None:
    """Plot the ROC curve and the operating point of the program; None without both kinds."""
    traces = []
    for number, result in enumerate(results):
        if has_both_kinds(result.report.rows):
            traces += _roc_traces(result.report, number)
    if not traces:
        return None
    layout = {
        "xaxis": make_unit_axis("false answers, of the unanswerable"),
        "yaxis": make_unit_axis("answered, of the answerable"),
        "showlegend": len(results) > 1,
    }
    return {"data": [_diagonal("chance"), *traces], "layout": layout}


def _roc_traces(report: Report, number: int) -> list[Json]:
    rows, color = report.rows, series_color(number)
    points = roc_points([row.confidence for row in rows], [row.answerable for row in rows])
    curve_trace = {
        "type": "scatter",
        "mode": "lines",
        "name": escape_config_name(report.config),
        "x": [round_value(point.false_answers) for point in points],
        "y": [round_value(point.right_answers) for point in points],
        "customdata": [round_value(point.threshold) for point in points],
        "line": {"color": color, "shape": "hv"},
        "hovertemplate": (
            "answering from confidence %{customdata:.2f}:<br>%{y:.1%} of the answerable,"
            " %{x:.1%} of the others<extra></extra>"
        ),
    }
    operating = {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": [_share_answered(rows, answerable=False)],
        "y": [_share_answered(rows, answerable=True)],
        "marker": {
            "color": color,
            "size": 13,
            "symbol": "diamond",
            "line": {"color": "@paper", "width": 2},
        },
        "hovertemplate": (
            "as it answers now:<br>%{y:.1%} of the answerable, %{x:.1%} of the others"
            "<extra></extra>"
        ),
    }
    return [curve_trace, operating]


def _share_answered(rows: Sequence[QuestionResult], *, answerable: bool) -> float:
    return round_value(
        float(np.mean([row.answered for row in rows if row.answerable == answerable]))
    )


def plot_confidences(report: Report) -> Json:
    """Plot a histogram of confidence: answerable questions upwards, the others downwards."""
    edges = np.linspace(0, 1, _HISTOGRAM_BINS + 1)
    middles = [round_value(float(one)) for one in (edges[:-1] + edges[1:]) / 2]
    traces, most = [], 1
    for answerable, sign, color, name in (
        (True, 1, "@series0", "answerable"),
        (False, -1, "@series1", "not answerable"),
    ):
        confidences = [row.confidence for row in report.rows if row.answerable == answerable]
        counts = [int(count) for count in np.histogram(confidences, edges)[0]]
        most = max(most, *counts)
        traces.append(
            {
                "type": "bar",
                "name": name,
                "x": middles,
                "y": [sign * count for count in counts],
                "customdata": counts,
                "marker": {"color": color},
                "hovertemplate": f"%{{customdata}} {name}, confidence %{{x:.2f}}<extra></extra>",
            }
        )
    step = _tick_step(most)
    ticks = range(-most // step * step, most + 1, step)
    y_axis = {
        "title": {"text": "questions"},
        "tickvals": list(ticks),
        "ticktext": [str(abs(tick)) for tick in ticks],
    }
    layout = {
        "xaxis": make_unit_axis("confidence"),
        "yaxis": y_axis,
        "barmode": "relative",
        "bargap": 0.08,
        "showlegend": True,
    }
    return {"data": traces, "layout": layout}


def _tick_step(most: int) -> int:
    """A round tick step that gives at least two ticks, but not many, below the highest bar."""
    power = 1
    while most > 20 * power:
        power *= 10
    return next(step for step in (power, 2 * power, 5 * power) if most <= 4 * step)


def _diagonal(name: str) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [0, 1],
        "y": [0, 1],
        "line": {"color": "@line", "dash": "dash", "width": 1},
        "hoverinfo": "skip",
        "showlegend": False,
    }
