"""The panel of two searches over time in the Search tab: a plot, a table, and their CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.news.time.trends import Trends
from assistant.present.html.notice_view import render_failure
from assistant.present.html.results_view import render_fault
from assistant.present.over_time.trends_view import render_trends
from assistant.server.http.problems import Refusal, explain_error
from assistant.ui.over_time.trend_plot import draw_trends
from assistant.wire.trends import make_trends_csv
from index.core.errors import DatelineError
from index.search.query_syntax.syntax_error import QuerySyntaxError

_ARTICLES, _SHARE = "Articles", "Share of all articles"

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """The components of the panel. `trends` stays on the server."""

    trends: gr.State
    measure: gr.Radio
    plot: gr.Plot
    table: gr.HTML

    @property
    def outputs(self) -> list[Any]:
        """What `show_trends` and `show_trend_failure` give values for."""
        return [self.trends, self.measure, self.plot, self.table]


def build_trend_panel() -> TrendPanel:
    """Add the panel to the current Gradio context; it shows nothing before two searches."""
    measure = gr.Radio(
        [_ARTICLES, _SHARE],
        value=_ARTICLES,
        label="Over time, counted as",
        visible=False,
        elem_id="trend-measure",
    )
    plot = gr.Plot(show_label=False, container=False, visible=False, elem_id="trend-plot")
    table = gr.HTML("", elem_id="trends")
    panel = TrendPanel(gr.State(None, time_to_live=3600), measure, plot, table)
    measure.input(
        lambda trends, label: _update_plot(trends, as_share=label == _SHARE),
        inputs=[panel.trends, measure],
        outputs=plot,
        show_progress="hidden",
        api_visibility="private",
    )
    return panel


def show_trends(trends: Trends | None) -> Values:
    """Show two searches over time; nothing without them."""
    if trends is None:
        return None, gr.update(visible=False), _update_plot(None), ""
    html = render_trends(trends, make_trends_csv(trends))
    is_dated = bool(trends.periods)
    measure = gr.update(visible=is_dated, value=_ARTICLES)
    return trends, measure, _update_plot(trends), html


def show_trend_failure(error: DatelineError | Refusal, compared: str) -> Values:
    """Show why the second search cannot be understood."""
    if isinstance(error, QuerySyntaxError):
        html = render_fault(explain_error(error), compared, error.offset)
    else:
        html = render_failure(explain_error(error))
    return None, gr.update(visible=False), _update_plot(None), html


def _update_plot(trends: Trends | None, *, as_share: bool = False) -> Any:
    figure = draw_trends(trends, as_share=as_share) if trends else None
    return gr.update(value=figure, visible=figure is not None)
