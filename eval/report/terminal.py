"""Results as a terminal shows them: a table a dataset, then what differs from the baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.present.terminal import PipeConsole, strip_line
from eval.metrics.comparison import Comparison, Result
from eval.metrics.result import Figure, Report
from eval.report.wording import config_name, milliseconds, probability, signed, wording

_STYLES = {"better": "green", "worse": "bold red"}


def show(results: Sequence[Result], console: Console | None = None) -> None:
    """Print a table a dataset on stdout, or the console that is given."""
    console = console or PipeConsole(highlight=False)
    for _, group in groupby(results, key=lambda result: result.report.dataset):
        same = list(group)
        console.print()
        console.print(_title(same[0].report))
        console.print(table(same))
        for line in told(same):
            console.print(line)


def _title(report: Report) -> Text:
    return Text.assemble(
        (strip_line(report.dataset), "bold"), (f"  {len(report.rows):,} questions", "dim")
    )


def table(results: Sequence[Result]) -> Table:
    """Measures down, the configurations of one dataset across, each figure with its interval."""
    shown = Table(
        box=None,
        pad_edge=False,
        padding=(0, 3, 0, 0),
        header_style="dim",
        show_header=any(result.report.config for result in results),
    )
    shown.add_column("")
    for result in results:
        shown.add_column(Text(strip_line(result.report.config)))
    names = dict.fromkeys(name for result in results for name in _figures(result.report))
    for name in names:
        shown.add_row(wording(name).label, *(_cell(result, name) for result in results))
    for name in dict.fromkeys(name for r in results for name in r.report.latency_ms):
        shown.add_row(wording(name).label, *(_taken(result.report, name) for result in results))
    return shown


def told(results: Sequence[Result]) -> Iterator[Text]:
    """What is better and worse than in the baseline, and the notes, each a line."""
    for result in results:
        report, comparison = result.report, result.comparison
        name = strip_line(report.dataset)
        if report.config:
            name += f", {strip_line(config_name(report.config))}"
        for note in (*report.notes, *(comparison.notes if comparison else ())):
            yield Text(f"{name}: {strip_line(note)}", style="dim")
        if comparison:
            yield from _judged(name, comparison)


def _judged(name: str, comparison: Comparison) -> Iterator[Text]:
    changes = comparison.changes
    clear = {key: one for key, one in changes.items() if one.verdict != "no difference"}
    for key, one in clear.items():
        line = Text(f"{name}: ")
        line.append(f"{one.verdict}, {wording(key).label}", style=_STYLES[one.verdict])
        line.append(f" {one.baseline:.3f} → {one.value:.3f}")
        bounds = f"{signed(one.low)} to {signed(one.high)}"
        line.append(f"  ({bounds}, {probability(one.p_holm)})", style="dim")
        yield line
    others = len(changes) - len(clear)
    if others:
        further = "other measures" if clear else "measures"
        yield Text(f"{name}: no difference in {others} {further}", style="dim")


def _figures(report: Report) -> dict[str, Figure]:
    return {**report.retrieval, **report.answers}


def _cell(result: Result, name: str) -> Text:
    figure = _figures(result.report).get(name)
    if figure is None:
        return Text("–", style="dim")
    cell = Text(f"{figure.value:.3f}")
    cell.append(f"  {figure.low:.2f}–{figure.high:.2f}", style="dim")
    change = result.comparison.changes.get(name) if result.comparison else None
    if change and change.verdict != "no difference":
        cell.append(f"  {change.verdict}", style=_STYLES[change.verdict])
    return cell


def _taken(report: Report, name: str) -> Text:
    taken = report.latency_ms.get(name)
    return Text("–" if taken is None else milliseconds(taken), style="dim")
