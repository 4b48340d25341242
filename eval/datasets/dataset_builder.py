"""Builds datasets from files that hold questions and articles together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from eval.datasets.dataset import Dataset, LabelledQuery
from eval.datasets.record import Record, hash_lines
from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import normalise, one_line
from index.search.query import MAX_QUERY_CHARACTERS
from index.sources.entry import path_text
from index.sources.metadata import Metadata
from index.sources.parsed_article import ParsedArticle, SourceEvent, make_article


def make_query(record: Record, query_id: str, text: str) -> LabelledQuery:
    """Make a question of one line, cut to the maximum length of a query: some collections use whole
    pages. Raises DatelineError if the id or the text is blank."""
    query_id, text = one_line(query_id), one_line(text)[:MAX_QUERY_CHARACTERS].strip()
    if not query_id:
        raise record.error("it has no id")
    if not text:
        raise record.error("its question is empty")
    return LabelledQuery(query_id, text)


class DatasetBuilder:
    """Collects the questions and articles of a file or folder. Articles are identified by their
    digest, so repeated ones are stored once."""

    def __init__(self, place: Path) -> None:
        whole = place.resolve()
        self._name = whole.name if whole.is_dir() else whole.stem
        self._origin = path_text(whole)
        self._articles: dict[str, ParsedArticle] = {}
        self._queries: dict[str, LabelledQuery] = {}
        self._places: dict[str, str] = {}
        self._qrels: dict[str, dict[str, int]] = {}

    def add_article(self, record: Record, title: str, text: str) -> str:
        """Add an article and return its id. Raises DatelineError if it has no text."""
        article_id = digest(one_line(title), normalise(text))
        if article_id not in self._articles:
            try:
                article, _ = make_article(article_id, text, Metadata(title=title))
            except DatelineError as error:
                raise record.error(error.message) from error
            origin = f"{self._origin}#{article_id}"
            self._articles[article_id] = ParsedArticle(article, origin, self._origin)
        return article_id

    def add_query(self, record: Record, query: LabelledQuery, relevant: list[str]) -> None:
        """Add a question and the ids of its relevant articles.

        Raises DatelineError if another question has the same id.
        """
        first = self._places.setdefault(query.id, record.place)
        if query.id in self._queries:
            raise record.error(f"its id '{query.id}' already stands at {first}")
        self._queries[query.id] = query
        if relevant:
            self._qrels[query.id] = dict.fromkeys(relevant, 1)

    def build(self) -> Dataset:
        """The dataset of all questions and articles that were added."""
        articles = tuple(self._articles.values())

        def reads() -> Iterator[SourceEvent]:
            yield from articles

        return Dataset(
            name=self._name,
            corpus=hash_lines(self._articles),
            reads=reads,
            queries=tuple(self._queries.values()),
            qrels=self._qrels,
        )


def add_labels(
    query: LabelledQuery, *, answerable: bool, answers: tuple[str, ...], evidence: tuple[str, ...]
) -> LabelledQuery:
    """Add labels to a question; an unanswerable one has no answers and no evidence."""
    if not answerable:
        return replace(query, answerable=False)
    return replace(query, answers=answers, evidence=evidence)
