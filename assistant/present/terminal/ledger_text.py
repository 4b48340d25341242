"""Prints the ledger, and the articles that are not shown, on a terminal, with rich."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from assistant.present.held_text import describe_state, format_second
from assistant.present.terminal.console import strip_line
from index.storage.permission.ledger_row import LedgerRow
from index.storage.permission.state import HiddenArticle
from index.storage.removal.removed_article import RemovedArticle


def show_ledger(console: Console, rows: Iterable[LedgerRow]) -> None:
    """Show rows of the ledger, a line each; without a terminal, fields with tabs between them."""
    for row in rows:
        fields = (row.moment, row.process, row.action, row.article_id, row.place, row.detail)
        cells = [str(row.number), *map(strip_line, fields)]
        if console.is_terminal:
            number, moment, process, action, *rest = cells
            console.print(
                Text.assemble(
                    (f"{number:>6}  {moment}  {process:<8} ", "dim"),
                    (f"{action:<9}", "bold"),
                    "  ".join(cell for cell in rest if cell),
                )
            )
        else:
            print("\t".join(cells), file=console.file)  # rich turns tabs into spaces


def show_removed(console: Console, articles: Iterable[RemovedArticle]) -> None:
    """Show removed articles, with the day on which each goes for good."""
    for removed in articles:
        goes = f"until {format_second(removed.goes)}"
        cells = [strip_line(cell) for cell in (removed.id, goes, removed.title)]
        if console.is_terminal:
            console.print(Text.assemble(cells[0], "  ", (cells[1], "bold"), f"  {cells[2]}"))
        else:
            print("\t".join(cells), file=console.file)


def show_hidden(console: Console, articles: Iterable[HiddenArticle]) -> None:
    """Show the articles that are not shown, with the reason."""
    for hidden in articles:
        article = hidden.article
        cells = [strip_line(cell) for cell in (article.id, describe_state(hidden), article.title)]
        if console.is_terminal:
            console.print(Text.assemble(cells[0], "  ", (cells[1], "bold"), f"  {cells[2]}"))
        else:
            print("\t".join(cells), file=console.file)
