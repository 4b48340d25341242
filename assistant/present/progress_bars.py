"""Progress bars of long commands, with rich, on stderr."""

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
def reading(console: Console, total_bytes: int) -> Iterator[Callable[[SourceEvent], None]]:
    """A bar over the bytes of the files, with the articles that are safe, rate and time left."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.1f}/s"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with _bar(console, *columns) as progress:
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
def rebuilding(console: Console) -> Iterator[Callable[[Article], None]]:
    """A count of the articles that are done."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with _bar(console, *columns) as progress:
        task = progress.add_task("", total=None)
        yield lambda article: progress.advance(task)


def _bar(console: Console, *columns: ProgressColumn) -> Progress:
    # Disabled where no one watches: it would leave an empty line in what is kept of stderr.
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
