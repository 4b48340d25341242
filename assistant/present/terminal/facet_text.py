"""Prints the values of facets with their counts on a terminal, or as tab-separated fields."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from assistant.present.terminal.console import strip_line
from index.core.facet import FacetCounts
from index.language.en.number_words import format_count


def show_facets(console: Console, counts: Iterable[FacetCounts]) -> None:
    """Show each facet with its values, most articles first. Without a terminal, each value is a
    line of facet, number of articles and value; the last is that of the articles without one."""
    for each in counts:
        if console.is_terminal:
            _show_facet(console, each)
            continue
        for value, articles in each.values:
            print(f"{each.facet}\t{articles}\t{strip_line(value)}", file=console.file)
        if each.missing:
            print(f"{each.facet}\t{each.missing}\t", file=console.file)


def _show_facet(console: Console, counts: FacetCounts) -> None:
    console.print(Text(counts.facet.capitalize(), "bold"))
    numbers = [*(number for _, number in counts.values), counts.missing]
    width = max(len(f"{number:,}") for number in numbers)
    for value, number in counts.values:
        console.print(Text(f"  {number:>{width},}  {strip_line(value)}"), soft_wrap=True)
    if counts.further:
        console.print(Text(f"  and {format_count(counts.further, 'more value')}", "dim"))
    if counts.missing:
        console.print(Text(f"  {counts.missing:>{width},}  unknown", "dim"))
