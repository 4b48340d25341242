"""Prints results in a terminal: a table for each dataset, then the changes from the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.present.terminal.console import PipeConsole, strip_line
from eval.metrics.comparison import ComparedReport, Comparison
from eval.metrics.result import Figure, Report
from eval.report.wording import (
    config_name,
    describe_measure,
    format_difference,
    format_milliseconds,
    format_p_value,
)

_STYLES = {"better": "green", "worse": "bold red"}


def show(results: Sequence[ComparedReport], console: Console | None = None) -> None:
    """Print the results on stdout, or on the given console."""
    console = console or PipeConsole(highlight=False)
    for _, group in groupby(results, key=lambda result: result.report.dataset):
        same = list(group)
        console.print()
        console.print(_make_title(same[0].report))
        console.print(make_table(same))
        for line in describe_changes(same):
            console.print(line)


def _make_title(report: Report) -> Text:
    return Text.assemble(
        (strip_line(report.dataset), "bold"), (f"  {len(report.rows):,} questions", "dim")
    )


def make_table(results: Sequence[ComparedReport]) -> Table:
    """Make a table of measures (rows) and configurations (columns), with intervals."""
    grid = Table(
        box=None,
        pad_edge=False,
        padding=(0, 3, 0, 0),
        header_style="dim",
        show_header=any(result.report.config for result in results),
    )
    grid.add_column("")
    for result in results:
        grid.add_column(Text(strip_line(result.report.config)))
    names = dict.fromkeys(name for result in results for name in _all_figures(result.report))
    for name in names:
        grid.add_row(
            describe_measure(name).label, *(_make_cell(result, name) for result in results)
        )
    for name in dict.fromkeys(name for r in results for name in r.report.latency_ms):
        grid.add_row(
            describe_measure(name).label,
            *(_make_time_cell(result.report, name) for result in results),
        )
    return grid


def describe_changes(results: Sequence[ComparedReport]) -> Iterator[Text]:
    """Describe the notes and the significant changes, one line each."""
    for result in results:
        report, comparison = result.report, result.comparison
        name = strip_line(report.dataset)
        if report.config:
            name += f", {strip_line(config_name(report.config))}"
        for note in (*report.notes, *(comparison.notes if comparison else ())):
            yield Text(f"{name}: {strip_line(note)}", style="dim")
        if comparison:
            yield from _describe_comparison(name, comparison)


def _describe_comparison(name: str, comparison: Comparison) -> Iterator[Text]:
    changes = comparison.changes
    significant = {key: one for key, one in changes.items() if one.verdict != "no difference"}
    for key, one in significant.items():
        line = Text(f"{name}: ")
        line.append(f"{one.verdict}, {describe_measure(key).label}", style=_STYLES[one.verdict])
        line.append(f" {one.baseline:.3f} → {one.value:.3f}")
        bounds = f"{format_difference(one.low)} to {format_difference(one.high)}"
        line.append(f"  ({bounds}, {format_p_value(one.p_holm)})", style="dim")
        yield line
    others = len(changes) - len(significant)
    if others:
        further = "other measures" if significant else "measures"
        yield Text(f"{name}: no difference in {others} {further}", style="dim")


def _all_figures(report: Report) -> dict[str, Figure]:
    return {**report.retrieval, **report.answers}


def _make_cell(result: ComparedReport, name: str) -> Text:
    figure = _all_figures(result.report).get(name)
    if figure is None:
        return Text("–", style="dim")
    cell = Text(f"{figure.value:.3f}")
    cell.append(f"  {figure.low:.2f}–{figure.high:.2f}", style="dim")
    change = result.comparison.changes.get(name) if result.comparison else None
    if change and change.verdict != "no difference":
        cell.append(f"  {change.verdict}", style=_STYLES[change.verdict])
    return cell


def _make_time_cell(report: Report, name: str) -> Text:
    duration = report.latency_ms.get(name)
    return Text("–" if duration is None else format_milliseconds(duration), style="dim")
