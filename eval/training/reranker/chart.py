"""Plots the loss of every training step and the validation figures, as an HTML page."""

from __future__ import annotations

import json
from pathlib import Path

from eval.training.reranker.log import LOG

# Steps over which the loss is averaged for the eye.
_SMOOTH = 10


def write(folder: Path, page: Path) -> None:
    """Draw a run's log; raises OSError where it cannot be read, or the page not be written."""
    from plotly import graph_objects

    lines = [json.loads(line) for line in (folder / LOG).read_text("utf-8").splitlines()]
    steps = [line for line in lines if "loss" in line]
    judged = [line for line in lines if "judged" in line]
    figure = graph_objects.Figure()
    figure.add_scatter(
        name="loss of what is learned from",
        x=[line["step"] for line in steps],
        y=_smooth([line["loss"] for line in steps]),
        line={"width": 1},
    )
    for name in judged[0]["judged"] if judged else ():
        figure.add_scatter(
            name=f"{name.replace('_', ' ')} of what is held out, with the signals",
            x=[line["step"] for line in judged],
            y=[line["judged"][name] for line in judged],
            mode="lines+markers",
        )
    figure.update_layout(
        title="Teaching the answer scorer", xaxis_title="step", template="plotly_white"
    )
    figure.write_html(page, include_plotlyjs=True)


def _smooth(values: list[float]) -> list[float]:
    """Each the mean of itself and of those before it."""
    return [
        sum(values[max(0, i - _SMOOTH + 1) : i + 1]) / min(i + 1, _SMOOTH)
        for i in range(len(values))
    ]
