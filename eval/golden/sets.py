"""Defines the golden sets: questions, articles, and the figures that have floors.

`golden` asks of the samples; `dated` asks of articles of an invented country, by dates.

Collections that are not part of the program lie beside the checkout; a missing one is reported and
skipped. The two largest are thinned, so that they embed within a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from eval.datasets.dataset import Dataset
from eval.datasets.registry import limit_queries, read
from index.core.article import digest
from index.sources.parsed_article import ParsedArticle, SourceEvent

SHARED = Path(__file__).parents[3] / "shared" / "data"

_RETRIEVAL = ("nDCG@10", "R@10", "Success@1")
_ANSWERS = ("answer_in_first", "answer_in_cited", "evidence_f1", "quotes_verbatim")
_REFUSALS = ("false_answer_rate", "false_refusal_rate", "answerability_auroc")
# Questions that are asked of unrelated articles.
_OFF_TOPIC = 150
# Thinning keeps one article in this number.
_MEDLINE, _CRANFIELD = 5, 8
_CRANFIELD_QUESTIONS = 100


@dataclass(frozen=True, slots=True)
class GateSet:
    """A set: how to load it, the figures with floors, and the folder that it needs (None if it
    comes with the program)."""

    load: Callable[[], Dataset]
    figures: tuple[str, ...]
    needs: Path | None = None

    @property
    def is_available(self) -> bool:
        """Is the data of the set present?"""
        return self.needs is None or self.needs.is_dir()

    @property
    def is_of_searches(self) -> bool:
        """Are all figures of the articles that a search finds?"""
        return set(self.figures) <= set(_RETRIEVAL)


def thin(dataset: Dataset, every: int) -> Dataset:
    """Keep one article in `every`, and the questions that have a relevant article among them."""

    def reads() -> Iterator[SourceEvent]:
        number = 0
        for event in dataset.reads():
            if not isinstance(event, ParsedArticle):
                yield event
                continue
            if number % every == 0:
                yield event
            number += 1

    article_ids = {event.article.id for event in reads() if isinstance(event, ParsedArticle)}
    qrels = {
        query: {article: grade for article, grade in grades.items() if article in article_ids}
        for query, grades in dataset.qrels.items()
    }
    query_ids = {query for query, grades in qrels.items() if max(grades.values(), default=0) > 0}
    return replace(
        dataset,
        corpus=digest(dataset.corpus, f"one of {every}"),
        reads=reads,
        queries=tuple(query for query in dataset.queries if query.id in query_ids),
        qrels={query: qrels[query] for query in qrels if query in query_ids},
    )


def _read_cranfield() -> Dataset:
    return limit_queries(thin(read(SHARED / "cranfield"), _CRANFIELD), _CRANFIELD_QUESTIONS)


def _make_off_topic() -> Dataset:
    """Web searches on any topic, asked of the sample articles, which have no answer to them."""
    searches, samples = limit_queries(read(SHARED / "clapnq"), _OFF_TOPIC), read("golden")
    queries = tuple(
        replace(query, answerable=False, answers=(), evidence=()) for query in searches.queries
    )
    return replace(samples, name="off_topic", queries=queries, qrels={})


SETS: Mapping[str, GateSet] = {
    "golden": GateSet(lambda: read("golden"), (*_RETRIEVAL, *_ANSWERS, *_REFUSALS)),
    "dated": GateSet(
        lambda: read("dated"),
        ("answer_in_first", "answer_in_cited", "quotes_verbatim", *_REFUSALS),
    ),
    "off_topic": GateSet(_make_off_topic, ("false_answer_rate",), SHARED / "clapnq"),
    "seeds": GateSet(
        lambda: read(SHARED / "seeds"),
        ("answer_in_first", "answer_in_cited", "quotes_verbatim", *_REFUSALS),
        SHARED / "seeds",
    ),
    "clapnq": GateSet(
        lambda: read(SHARED / "clapnq"),
        (*_RETRIEVAL, *_ANSWERS, *_REFUSALS, "calibration_error"),
        SHARED / "clapnq",
    ),
    "medline": GateSet(
        lambda: thin(read(SHARED / "medline"), _MEDLINE), _RETRIEVAL, SHARED / "medline"
    ),
    "cranfield": GateSet(_read_cranfield, _RETRIEVAL, SHARED / "cranfield"),
}
