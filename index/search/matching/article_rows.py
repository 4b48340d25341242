"""Read sets of articles, by their numbers in the catalog, and what they are compared by.

Does not know queries.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.core.article import Filters
from index.storage.catalog_reader import CatalogReader
from index.storage.overview.facets import build_condition, list_conditions
from index.storage.overview.spoken_passages import find_spoken_passages

# Texts of so many articles are in memory at a time.
_AT_A_TIME = 200
_COLUMNS = ("source", "authors", "language", "section")


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article's title, text, and the texts of those of its passages that are asked for."""

    number: int
    title: str
    text: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """What articles are sorted by: `second` is that of publication, None if it is unknown."""

    number: int
    article_id: str
    story: str
    second: int | None


class ArticleRows:
    """The articles of a catalog that may be shown."""

    def __init__(self, catalog: CatalogReader) -> None:
        self._database = catalog.database
        self._availability = catalog.availability

    def list_admitted(self, filters: Filters) -> set[int]:
        """The articles that filters admit. Raises DatelineError for filters that are no dates."""
        where, values = build_condition(filters, self._availability)
        return self._select(f"SELECT number FROM articles{where}", values)

    def list_limited(self, filters: Filters) -> set[int]:
        """The articles that filters admit, those that may not be shown included."""
        clauses, values = list_conditions(filters)
        return self._select(f"SELECT number FROM articles WHERE {' AND '.join(clauses)}", values)

    def list_with_value(self, column: str, is_meant: Callable[[str], bool]) -> set[int]:
        """The articles whose `source`, `authors` (JSON), `language` or `section` is meant."""
        assert column in _COLUMNS
        rows = self._database.survey(f"SELECT DISTINCT {column} FROM articles")
        meant = json.dumps([value for (value,) in rows if value and is_meant(value)])
        return self._select(
            f"SELECT number FROM articles WHERE {column} IN (SELECT value FROM json_each(?))",
            [meant],
        )

    def list_of_passages(self, passage_ids: Iterable[str]) -> dict[str, int]:
        """The articles of passages, by the passages' ids."""
        rows = self._database.rows(
            "SELECT id, article FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps(list(passage_ids))],
        )
        return dict(rows)

    def list_spoken(self, filters: Filters) -> dict[str, int]:
        """The articles of the passages with words of the speaker of filters, by the passages'
        ids."""
        places = find_spoken_passages(self._database, filters)
        rows = self._database.rows(
            "SELECT id, article FROM passages WHERE rowid IN (SELECT value FROM json_each(?))",
            [json.dumps(places)],
        )
        return dict(rows)

    def list_passages(self, numbers: Sequence[int]) -> dict[str, int]:
        """The articles of all passages of some articles, by the passages' ids."""
        rows = self._database.rows(
            "SELECT id, article FROM passages WHERE article IN (SELECT value FROM json_each(?))"
            " ORDER BY article, first, after",
            [json.dumps(list(numbers))],
        )
        return dict(rows)

    def read_texts(
        self, numbers: Collection[int], passage_ids: Collection[str] | None = None
    ) -> Iterator[ArticleText]:
        """The texts of articles, with those of their passages that are asked for."""
        ordered = sorted(numbers)
        wanted = passage_ids or ()
        for start in range(0, len(ordered), _AT_A_TIME):
            part = json.dumps(ordered[start : start + _AT_A_TIME])
            spans: dict[int, list[slice]] = {}
            if wanted:
                for number, passage_id, first, after in self._database.rows(
                    "SELECT article, id, first, after FROM passages"
                    " WHERE article IN (SELECT value FROM json_each(?)) ORDER BY article, first",
                    [part],
                ):
                    if passage_id in wanted:
                        spans.setdefault(number, []).append(slice(first, after))
            for number, title, text in self._database.rows(
                "SELECT number, title, text FROM articles"
                " WHERE number IN (SELECT value FROM json_each(?))",
                [part],
            ):
                passages = tuple(text[span] for span in spans.get(number, ()))
                yield ArticleText(number, title, text, passages)

    def list_keys(self, numbers: Collection[int]) -> list[ArticleKey]:
        """What articles are sorted by."""
        rows = self._database.rows(
            "SELECT number, id, story, published_second FROM articles"
            " WHERE number IN (SELECT value FROM json_each(?))",
            [json.dumps(list(numbers))],
        )
        return [ArticleKey(number, i, story or i, second) for number, i, story, second in rows]

    def _select(self, query: str, values: Sequence[int | str]) -> set[int]:
        return {row[0] for row in self._database.rows(query, values)}
