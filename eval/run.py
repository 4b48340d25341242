"""Runs one evaluation from top to bottom: a dataset and settings in, a Report out.

    prepare    the archive of the dataset's articles              eval.archive_cache
    ask        each question: search for articles, then answer    index.library, assistant
    check      each quote against the text of its article
    measure    each question by its labels                        eval.metrics.measures
    aggregate  means with intervals, latency                      eval.metrics.measures

Calls the library and the assistant as any user does, so it measures what a user gets.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from assistant.answering.reader.adapter import read_adapter
from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from assistant.core.answer import Answer
from assistant.core.answer_options import NO_READER
from assistant.pipeline import Assistant
from eval.archive_cache import open_archive
from eval.datasets.dataset import Dataset, LabelledQuery
from eval.metrics.measures import aggregate, measure_answer, measure_latency, measure_retrieval
from eval.metrics.result import Fingerprint, QuestionResult, QuoteResult, Report
from index.core.errors import DatelineError
from index.embedding.model_files import locate_model
from index.library import Library
from index.sources.parsed_article import SourceEvent

# Passages to retrieve for each article: several passages of an article are one result.
_PASSAGES = 3
# Settings that cannot change a figure.
_UNMEASURED = {
    "home",
    "model",
    "host",
    "port",
    "user_agent",
    "allow_private_addresses",
    "watch_minutes",
}


@dataclass(frozen=True, slots=True)
class EvaluationObserver:
    """Callbacks of an evaluation: after each article read, and after each question."""

    on_read: Callable[[SourceEvent], None] = lambda event: None
    on_row: Callable[[QuestionResult], None] = lambda row: None


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings and their name in tables ("" for the settings in use)."""

    name: str
    settings: Settings


def evaluate(
    dataset: Dataset,
    configuration: Configuration,
    cache: Path,
    k: int = 10,
    observer: EvaluationObserver | None = None,
) -> Report:
    """Ask all questions of a dataset and measure the results at a cutoff of `k` articles.

    Raises DatelineError for a dataset without questions or articles.
    """
    if not dataset.queries:
        raise DatelineError(f"The dataset {dataset.name} has no question")
    observer = observer or EvaluationObserver()
    settings = configuration.settings
    with open_archive(dataset, settings, cache, observer.on_read) as archive:
        assistant = make_assistant(archive.library, settings)
        _warm_up(archive.library, assistant)
        rows = []
        for query in dataset.queries:
            rows.append(_evaluate_query(query, archive.library, assistant, k))
            observer.on_row(rows[-1])
    retrieval_by_query = measure_retrieval({row.id: row.articles for row in rows}, dataset.qrels, k)
    results = [
        replace(row, values={**retrieval_by_query.get(row.id, {}), **row.values}) for row in rows
    ]
    retrieval, answers = aggregate(results)
    return Report(
        dataset=dataset.name,
        config=configuration.name,
        fingerprint=make_fingerprint(dataset, settings),
        retrieval=retrieval,
        answers=answers,
        latency_ms=measure_latency(results),
        rows=tuple(results),
        notes=archive.notes,
    )


def _warm_up(library: Library, assistant: Assistant) -> None:
    """Search and ask once, untimed: the first question opens files. Raises DatelineError if a part
    cannot be loaded."""
    assistant.warm_up()
    if assistant.notice:
        # What answers do without is not what is measured.
        raise DatelineError(assistant.notice)
    library.search("warm up")
    assistant.ask("warm up")


def _evaluate_query(
    query: LabelledQuery, library: Library, assistant: Assistant, k: int
) -> QuestionResult:
    started = time.perf_counter()
    articles = _search_articles(library, query, k)
    searched = time.perf_counter()
    answer = assistant.ask(query.text, query.filters)
    ended = time.perf_counter()
    quotes = _check_quotes(answer, library)
    return QuestionResult(
        id=query.id,
        text=query.text,
        answerable=query.answerable,
        answered=answer.has_answer,
        confidence=answer.confidence,
        articles=articles,
        quotes=quotes,
        values=measure_answer(query, answer, quotes),
        search_ms=(searched - started) * 1000,
        ask_ms=(ended - searched) * 1000,
    )


def _search_articles(library: Library, query: LabelledQuery, k: int) -> tuple[str, ...]:
    """Ids of at most k articles, ranked by their best passage."""
    hits = library.search(query.text, _PASSAGES * k, query.filters)
    return tuple(dict.fromkeys(hit.passage.article_id for hit in hits))[:k]


def _check_quotes(answer: Answer, library: Library) -> tuple[QuoteResult, ...]:
    """Compare each quote with its place in the article, independently of the pipeline."""
    quotes = []
    for citation in answer.citations:
        text = library.get(citation.article_id).text
        quotes.append(
            QuoteResult(
                article_id=citation.article_id,
                title=citation.title,
                text=citation.quote,
                verbatim=text[citation.start : citation.end] == citation.quote,
            )
        )
    return tuple(quotes)


def make_fingerprint(dataset: Dataset, settings: Settings) -> Fingerprint:
    """Identify what was measured: reports with equal fingerprints should have equal figures."""
    weights = locate_model(settings.model)
    models = [f"{weights.name} {weights.sha256[:16]}"]
    if settings.reader != NO_READER:
        models.append(f"{settings.reader} {read_adapter(settings.reader).sha256[:16]}")
    measured_settings: Mapping[str, str | int | float | bool] = settings.model_dump(
        mode="json", exclude=_UNMEASURED
    )
    return Fingerprint(
        model=" + ".join(models),
        settings=measured_settings,
        corpus=dataset.corpus,
        version=version("dateline"),
    )
