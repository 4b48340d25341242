"""Shows the progress of long commands: a bar, or without a terminal a line now and then."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

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
from index.language.en.number_words import format_count
from index.sources.parsed_article import ParsedArticle, SourceEvent

# Seconds between two lines: so often does somebody who reads a log want to know.
EVERY = 5.0


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

        def describe() -> str:
            share = (
                f", {progress.tasks[0].percentage:.0f} % of the files read" if total_bytes else ""
            )
            return f"{format_count(articles, 'article')} done{share}"

        with print_lines(console, describe):
            yield advance


@contextmanager
def show_rebuilding(console: Console) -> Iterator[Callable[[Article], None]]:
    """Show a count of the articles that are done."""
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles"), TimeElapsedColumn())
    with _make_bar(console, *columns) as progress:
        task = progress.add_task("", total=None)

        def describe() -> str:
            return f"{format_count(int(progress.tasks[0].completed), 'article')} rebuilt"

        with print_lines(console, describe):
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

        def describe() -> str:
            done = int(progress.tasks[0].completed)
            return f"{done:,} of {format_count(total, 'article')} read for who says what"

        with print_lines(console, describe):
            yield lambda article: progress.advance(task)


@contextmanager
def show_asking(console: Console, total: int, done: int) -> Iterator[Callable[[], None]]:
    """Show a bar over questions, of which some are done."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f} questions"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    with _make_bar(console, *columns) as progress:
        task = progress.add_task("", total=total, completed=done)

        def describe() -> str:
            return f"{int(progress.tasks[0].completed):,} of {format_count(total, 'question')} done"

        with print_lines(console, describe):
            yield lambda: progress.advance(task)


@contextmanager
def print_lines(
    console: Console, describe: Callable[[], str], every: float | None = None
) -> Iterator[None]:
    """Without a terminal, print a description of the progress every so many seconds."""
    if console.is_terminal:
        yield
        return
    stop = threading.Event()

    def print_until_stop() -> None:
        with suppress(OSError, ValueError):  # nobody reads stderr any more
            while not stop.wait(every or EVERY):
                print(f"dateline: {describe()}", file=console.file, flush=True)

    thread = threading.Thread(target=print_until_stop, name="progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _make_bar(console: Console, *columns: ProgressColumn) -> Progress:
    # Disabled without a terminal: it would leave an empty line in a log of stderr.
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
