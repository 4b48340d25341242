"""Prepares the articles and questions of a benchmark: one file, which both sides read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TypeVar

from assistant.config.samples import find_samples
from eval.bench.workload.bench_document import Corpus
from eval.bench.workload.synthetic_corpus import SyntheticCorpus
from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.files import find_files, read_files

_Item = TypeVar("_Item")

# Titles with fewer words are too unspecific.
_FEWEST_WORDS = 3
# The maximum of characters in a title as a question.
_LONGEST = 300
# Questions per round; more do not stabilise the percentiles.
QUESTIONS = 200


def write_corpus(path: str | None, count: int, file: Path) -> Corpus:
    """Write up to `count` articles to a file: those of a path, or generated ones.

    Raises DatelineError if the path has no articles.
    """
    articles = _generate_articles(count) if path is None else _read_articles(path, count)
    number = characters = 0
    with file.open("w", encoding="utf-8") as lines:
        for article in articles:
            fields = asdict(article)
            lines.write(json.dumps(fields | {"authors": ", ".join(article.authors)}) + "\n")
            number, characters = number + 1, characters + len(article.text)
    name = "invented" if path is None else _corpus_name(Path(path))
    return Corpus(name, number, characters, path is None)


def _corpus_name(path: Path) -> str:
    """The name of the folder or file, or of the file's folder if the file is `corpus`."""
    full = path.expanduser().resolve()
    return full.parent.name if full.stem == "corpus" else full.stem


def _generate_articles(count: int) -> Iterator[Article]:
    corpus = SyntheticCorpus(_iterate_articles(read_files(find_files([find_samples()]))))
    return map(corpus.make_article, range(count))


def _read_articles(path: str, count: int) -> Iterator[Article]:
    from index.ingest.source_set import SourceSet, is_address

    if is_address(path):
        raise DatelineError("What is measured is read from files, not from an address")
    problems: list[Problem] = []
    is_empty = True
    with SourceSet([path]) as sources:
        for article in islice(_iterate_articles(sources.read(), problems), count):
            is_empty = False
            yield article
    if is_empty:
        first = f": {problems[0].place}: {problems[0].reason}" if problems else ""
        raise DatelineError(f"There is no article to measure with{first or f' in {path}'}")


def _iterate_articles(
    reads: Iterator[SourceEvent], problems: list[Problem] | None = None
) -> Iterator[Article]:
    for event in reads:
        if isinstance(event, ParsedArticle):
            yield event.article
        elif isinstance(event, Problem) and problems is not None:
            problems.append(event)


@contextmanager
def open_reads(file: Path) -> Iterator[Iterator[SourceEvent]]:
    """Open the articles of a file as `dateline add` reads them."""
    from index.ingest.source_set import SourceSet

    with SourceSet([str(file)]) as sources:
        yield sources.read()


def read_articles(file: Path) -> Iterator[Article]:
    """Read the articles of a file that `write_corpus` wrote."""
    return _iterate_articles(read_files(find_files([file])))


def read_questions(file: str | None, articles: Path) -> list[str]:
    """Read the questions: the lines of a file, or evenly spaced titles of the articles.

    Raises DatelineError if there are none.
    """
    if file is None:
        questions = select_titles(article.title for article in read_articles(articles))
    else:
        try:
            lines = Path(file).expanduser().read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise DatelineError(f"The questions in {file} cannot be read: {reason}") from error
        questions = [line.strip() for line in lines if line.strip()]
    if not questions:
        raise DatelineError("There is nothing to ask", "Name a file with --questions")
    return select_evenly(questions, QUESTIONS)


def select_titles(all_titles: Iterator[str]) -> list[str]:
    """Select and shorten the titles that can serve as questions."""
    return [title[:_LONGEST] for title in all_titles if len(title.split()) >= _FEWEST_WORDS]


def select_evenly(items: list[_Item], count: int) -> list[_Item]:
    """Select at most `count` items, evenly spaced."""
    if len(items) <= count:
        return items
    return [items[number * len(items) // count] for number in range(count)]
