"""Shows the progress of long commands, with rich, on stderr."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from index.core.article import Article
from index.sources.parsed_article import ParsedArticle, SourceEvent


@contextmanager
def show_reading(console: Console, total_bytes: int) -> Iterator[Callable[[SourceEvent], None]]:
    """Show a bar over the bytes of the files, with the number of articles, rate and time left."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.1f}/s"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with _make_bar(console, *columns) as progress:
        task = progress.add_task("", total=total_bytes or None, articles=0, rate=0.0)
        articles = 0
        started = time.monotonic()

        def advance(read: SourceEvent) -> None:
            nonlocal articles
            articles += isinstance(read, ParsedArticle)
            rate = articles / max(0.001, time.monotonic() - started)
            progress.update(task, advance=read.size, articles=articles, rate=rate)

        yield advance


@contextmanager
def show_rebuilding(console: Console) -> Iterator[Callable[[Article], None]]:
    """Show a count of the articles that are done."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with _make_bar(console, *columns) as progress:
        task = progress.add_task("", total=None)
        yield lambda article: progress.advance(task)


@contextmanager
def show_enriching(console: Console, total: int) -> Iterator[Callable[[Article], None]]:
    """Show a bar over the articles that are read for who says what."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} articles read for who says what"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    with _make_bar(console, *columns) as progress:
        task = progress.add_task("", total=total)
        yield lambda article: progress.advance(task)


def _make_bar(console: Console, *columns: ProgressColumn) -> Progress:
    # Disabled without a terminal: it would leave an empty line in a log of stderr.
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
