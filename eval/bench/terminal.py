"""Prints the result of a benchmark: tables with rich, plain text in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.present.terminal.console import PipeConsole, strip_line
from eval.bench.grids import (
    DASH,
    GROWTH,
    Grid,
    GridCell,
    describe_load_warning,
    describe_run,
    make_growth_grid,
    make_profile_grid,
    make_section_grid,
)
from eval.bench.workload.bench_document import BenchDocument

_WIDE = 160


def show(document: BenchDocument, console: Console | None = None) -> None:
    """Print the document on stdout, or on the given console."""
    # A pipe has no width, so tables must not wrap there.
    width = None if sys.stdout.isatty() else _WIDE
    console = console or PipeConsole(highlight=False, width=width)
    about = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    about.add_column(style="dim", no_wrap=True)
    about.add_column(overflow="fold")
    for name, value in describe_run(document):
        about.add_row(name, Text(strip_line(value)))
    console.print()
    console.print(about)
    if warning := describe_load_warning(document):
        console.print(Text(warning, style="yellow"))
    for section in document.sections:
        _show(console, section.title, make_section_grid(section), section.notes)
    if document.growth:
        _show(console, GROWTH, make_growth_grid(document.growth), document.growth.notes)
    for profile in document.profiles:
        title = f"Where the time of {'an' if profile.of[0] in 'ai' else 'a'} {profile.of} goes"
        _show(console, title, make_profile_grid(profile), (profile.note,))


def _show(console: Console, title: str, grid: Grid, notes: Sequence[str]) -> None:
    console.print()
    console.print(Text(title, style="bold"))
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    table.add_column("")
    table.add_column("")
    for head in grid.heads:
        table.add_column(Text(strip_line(head)), justify="right")
    for row in grid.rows:
        cells = [_make_cell(one) for one in row.cells]
        table.add_row(Text(strip_line(row.name)), Text(strip_line(row.unit), style="dim"), *cells)
    console.print(table)
    for note in notes:
        console.print(Text(strip_line(note), style="dim"))


def _make_cell(cell: GridCell | None) -> Text:
    if cell is None:
        return Text(DASH, style="dim")
    text = Text(cell.value)
    if cell.spread:
        text.append(f" ({cell.spread})", style="dim")
    if cell.goal:
        text.append(f"  {cell.goal}", style="green" if cell.is_met else "yellow")
    return text
