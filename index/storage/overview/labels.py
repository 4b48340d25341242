"""Store the values of articles' facets: the table `labels`.

What the description states is written with the article; the names in its text are written when it
is enriched, and go with the text that they stand in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from index.core.article import Article
from index.core.facet import DESCRIBED, MAX_VALUE, NAMED, Facet, fold_value
from index.core.text import one_line
from index.storage.sqlite.database import Database

Label = tuple[Facet, str]


class Labels:
    """The table `labels`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self, number: int, article: Article) -> None:
        """Store what the description of the article of this number states."""
        labels = [
            (Facet.LANGUAGE, article.language),
            (Facet.SECTION, article.section),
            *((Facet.AUTHOR, author) for author in article.authors),
        ]
        self._replace(number, DESCRIBED, labels)

    def name(self, number: int, names: Iterable[Label]) -> None:
        """Store the names that were found in the text of the article of this number."""
        self._replace(number, NAMED, names)

    def drop_names(self, number: int, text: str) -> None:
        """Drop the names of the article of this number if its stored text is another one."""
        known = self._database.one("SELECT text FROM articles WHERE number = ?", (number,))
        if known != text:
            self.name(number, ())

    def _replace(self, number: int, facets: Sequence[Facet], labels: Iterable[Label]) -> None:
        rows = {
            (facet, key): (facet, key, number, one_line(value)[:MAX_VALUE])
            for facet, value in labels
            if (key := fold_value(value))
        }
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM labels WHERE article = ?"
                f" AND facet IN ({', '.join('?' * len(facets))})",
                (number, *facets),
            )
            connection.executemany("INSERT INTO labels VALUES (?, ?, ?, ?)", rows.values())

    def fill(self) -> None:
        """Store what the descriptions of all articles state; damaged authors are passed over."""
        numbers = self._database.rows("SELECT number FROM articles")
        for (number,) in numbers:
            ((language, section, authors),) = self._database.rows(
                "SELECT language, section, authors FROM articles WHERE number = ?", (number,)
            )
            self.describe(
                number,
                Article("", "", "", language=language, section=section, authors=_unpack(authors)),
            )


def _unpack(authors: str) -> tuple[str, ...]:
    try:
        return tuple(map(str, json.loads(authors)))
    except (ValueError, TypeError):
        return ()
