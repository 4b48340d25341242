"""Shows the progress of an evaluation on stderr, with rich."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from eval.datasets.dataset import Dataset
from eval.metrics.result import QuestionResult
from eval.run import Configuration, EvaluationObserver
from index.sources.parsed_article import ParsedArticle, SourceEvent


@contextmanager
def show_progress(
    console: Console, dataset: Dataset, configuration: Configuration
) -> Iterator[EvaluationObserver]:
    """Count the articles while they are read, then show a bar over the questions."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    name = f"{dataset.name} {configuration.name}".strip()
    # Disabled without a terminal: it would leave an empty line in a redirected stderr.
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        articles = progress.add_task(f"{name}: articles", total=None, visible=False)
        questions = progress.add_task(f"{name}: questions", total=len(dataset.queries))

        def count_article(event: SourceEvent) -> None:
            progress.update(articles, advance=isinstance(event, ParsedArticle), visible=True)

        def count_question(row: QuestionResult) -> None:
            progress.update(articles, visible=False)
            progress.advance(questions)

        yield EvaluationObserver(count_article, count_question)
