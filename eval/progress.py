"""How far an evaluation is, with rich, on stderr."""

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
    """A count of the articles that are being read, if they are, then a bar over the questions."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    name = f"{dataset.name} {configuration.name}".strip()
    # Disabled where no one watches: it would leave an empty line in what is kept of stderr.
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        articles = progress.add_task(f"{name}: articles", total=None, visible=False)
        questions = progress.add_task(f"{name}: questions", total=len(dataset.queries))

        def read(one: SourceEvent) -> None:
            progress.update(articles, advance=isinstance(one, ParsedArticle), visible=True)

        def asked(row: QuestionResult) -> None:
            progress.update(articles, visible=False)
            progress.advance(questions)

        yield EvaluationObserver(read, asked)
