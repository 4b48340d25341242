"""The articles that are measured with, in one file that both sides read alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TypeVar

from assistant.config.samples import find_samples
from eval.bench.workload.document import Corpus
from eval.bench.workload.synthetic_corpus import Invention
from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.files import find_files, read_files

_Item = TypeVar("_Item")

# Titles with fewer words find everything and nothing.
_FEWEST_WORDS = 3
# A title as a question has no more characters than this.
_LONGEST = 300
# Questions of a round; more make it longer, and no percentile steadier.
QUESTIONS = 200


def written(path: str | None, count: int, file: Path) -> Corpus:
    """Write up to `count` articles to a file: those of a path, or invented ones.

    Raises DatelineError where the path has none.
    """
    articles = _invented(count) if path is None else _stored(path, count)
    number = characters = 0
    with file.open("w", encoding="utf-8") as lines:
        for article in articles:
            fields = asdict(article)
            lines.write(json.dumps(fields | {"authors": ", ".join(article.authors)}) + "\n")
            number, characters = number + 1, characters + len(article.text)
    name = "invented" if path is None else _name(Path(path))
    return Corpus(name, number, characters, path is None)


def _name(path: Path) -> str:
    """A folder's own name, or the file's, or that of its folder where the file says nothing."""
    full = path.expanduser().resolve()
    return full.parent.name if full.stem == "corpus" else full.stem


def _invented(count: int) -> Iterator[Article]:
    invention = Invention(_read_whole(read_files(find_files([find_samples()]))))
    return map(invention.article, range(count))


def _stored(path: str, count: int) -> Iterator[Article]:
    from index.ingest.source_set import SourceSet, is_address

    if is_address(path):
        raise DatelineError("What is measured is read from files, not from an address")
    problems: list[Problem] = []
    none = True
    with SourceSet([path]) as sources:
        for article in islice(_read_whole(sources.read(), problems), count):
            none = False
            yield article
    if none:
        first = f": {problems[0].place}: {problems[0].reason}" if problems else ""
        raise DatelineError(f"There is no article to measure with{first or f' in {path}'}")


def _read_whole(
    reads: Iterator[SourceEvent], problems: list[Problem] | None = None
) -> Iterator[Article]:
    for read in reads:
        if isinstance(read, ParsedArticle):
            yield read.article
        elif isinstance(read, Problem) and problems is not None:
            problems.append(read)


@contextmanager
def reading(file: Path) -> Iterator[Iterator[SourceEvent]]:
    """The file's articles, read as `dateline add` reads it."""
    from index.ingest.source_set import SourceSet

    with SourceSet([str(file)]) as sources:
        yield sources.read()


def articles_of(file: Path) -> Iterator[Article]:
    """The articles in a file that was written here."""
    return _read_whole(read_files(find_files([file])))


def questions_of(file: str | None, articles: Path) -> list[str]:
    """What is asked: the lines of a file, or titles of the articles, spread over them.

    Raises DatelineError where there is nothing to ask.
    """
    if file is None:
        found = titles(article.title for article in articles_of(articles))
    else:
        try:
            lines = Path(file).expanduser().read_text("utf-8").splitlines()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise DatelineError(f"The questions in {file} cannot be read: {reason}") from error
        found = [line.strip() for line in lines if line.strip()]
    if not found:
        raise DatelineError("There is nothing to ask", "Name a file with --questions")
    return spread(found, QUESTIONS)


def titles(all_titles: Iterator[str]) -> list[str]:
    """Titles that can be asked for."""
    return [title[:_LONGEST] for title in all_titles if len(title.split()) >= _FEWEST_WORDS]


def spread(items: list[_Item], count: int) -> list[_Item]:
    """At most so many of the items, evenly over them all."""
    if len(items) <= count:
        return items
    return [items[number * len(items) // count] for number in range(count)]
