"""Read an agency's file by its ending, and sort what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from index.core.article import Article
from index.core.item import ItemVersion
from index.core.terms import Terms
from index.sources.entry import file_entry
from index.sources.formats.registry import read_entry
from index.sources.parsed_article import ParsedArticle, Problem, PublisherNotice


class Read(NamedTuple):
    """The articles of a file with their items, the notices, and the problems."""

    articles: list[Article]
    items: list[ItemVersion | None]
    notices: list[PublisherNotice]
    problems: list[Problem]

    @property
    def terms(self) -> Terms:
        """The terms of the only article."""
        (article,) = self.articles
        return article.terms


def read(folder: Path, name: str, content: str | bytes) -> Read:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    events = list(read_entry(file_entry(path)))
    parsed = [one for one in events if isinstance(one, ParsedArticle)]
    return Read(
        [one.article for one in parsed],
        [one.item for one in parsed],
        [one for one in events if isinstance(one, PublisherNotice)],
        [one for one in events if isinstance(one, Problem)],
    )
