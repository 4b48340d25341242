"""Prints searches over time on a terminal: a line for each period."""

from __future__ import annotations

from rich.console import Console

from assistant.news.time.trends import Trend, Trends
from assistant.present.terminal.console import strip_line


def show_trends(console: Console, trends: Trends) -> None:
    """Show the articles of each query by period, with their shares of all articles; without a
    terminal, fields with tabs between them."""
    rows = [["", *(strip_line(trend.query) for trend in trends.trends), "all"]]
    for place, period in enumerate(trends.periods):
        cells = [_format_cell(trends, trend, place) for trend in trends.trends]
        rows.append([period, *cells, f"{trends.coverage[place]:,}"])
    rows += _list_undated(trends)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        if console.is_terminal:
            cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
            console.print("  ".join(cells).rstrip(), markup=False, highlight=False)
        else:
            print("\t".join(row), file=console.file)


def _format_cell(trends: Trends, trend: Trend, place: int) -> str:
    share = trends.find_share(trend, place)
    return f"{trend.articles[place]:,}" + ("" if share is None else f" ({share:.1%})")


def _list_undated(trends: Trends) -> list[list[str]]:
    if not any(trend.undated for trend in trends.trends):
        return []
    return [["undated", *(f"{trend.undated:,}" for trend in trends.trends), ""]]
