"""Select the passages that filters admit of articles that may be shown, by the catalog's indexes.

Does not rank them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.core.article import Filters
from index.storage.catalog_rows import passage_vector_size, unpack_passage_vectors
from index.storage.overview.facets import build_condition
from index.storage.overview.spoken_passages import find_spoken_passages
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

# SQLite reads the tables of a CROSS JOIN in the given order.
_FROM_FILTERS = "FROM articles CROSS JOIN passages ON article = number"
_FROM_PASSAGES = "FROM passages CROSS JOIN articles ON number = article"


class FilteredPassages:
    """The passages that some filters admit. Raises DatelineError for filters that are no dates."""

    def __init__(self, database: Database, availability: Availability, filters: Filters) -> None:
        self._database = database
        of_articles = replace(filters, speaker=None)
        self._where, self._values = build_condition(of_articles, availability)
        # The places of passages in the table, as JSON; None for anybody's words.
        self._spoken: str | None = None
        # What the indexes of passages do not know: they have dates and outlets alone.
        self.needs_catalog = (
            filters.republishable
            or bool(filters.words or filters.facets or filters.collections)
            or filters.article_ids is not None
            or bool(availability.condition()[0])
        )
        if filters.speaker_name:
            self._spoken = json.dumps(find_spoken_passages(database, filters))
            self._where = self._where or " WHERE 1"
            self.needs_catalog = True

    @property
    def is_open(self) -> bool:
        """Do the filters admit everything?"""
        return not self._where

    def list_all(self, most: int) -> list[str] | None:
        """Ids of all admitted passages; None if there are more than `most`."""
        rows = self._list_first("passages.id", most + 1)
        return None if len(rows) > most else [row[0] for row in rows]

    def load_all(self, most: int, dimension: int) -> tuple[list[str], NDArray[np.float32]] | None:
        """Ids and vectors, of shape (n, dimension), of all admitted passages but damaged ones.

        None if there are more than `most`.
        """
        # Row ids first: no vector is read until they are counted.
        rows = [row[0] for row in self._list_first("passages.rowid", most + 1)]
        if len(rows) > most:
            return None
        size = passage_vector_size(dimension)
        # Filtered again: a row written meanwhile may have the number of a deleted one.
        query = (
            f"SELECT passages.id, substr(vectors, 1, {size}) {_FROM_PASSAGES}{self._where}"
            " AND passages.rowid IN ({})"
        )
        parts = self._database.select_in_parts(query, rows, self._values)
        # SQLite's substr of an empty blob is NULL.
        intact = [row for row in parts if row[1] is not None and len(row[1]) == size]
        return [row[0] for row in intact], unpack_passage_vectors(
            [row[1] for row in intact], dimension
        )

    def select(self, passage_ids: Sequence[str]) -> list[str]:
        """The admitted ones of some passages, in the same order."""
        # The plus keeps SQLite at the few ids.
        spoken, places = _require_place("+passages.rowid", self._spoken)
        where = f"{self._where}{spoken} AND passages.id IN ({{}})"
        query = f"SELECT passages.id {_FROM_PASSAGES}{where}"
        rows = self._database.select_in_parts(query, passage_ids, [*self._values, *places])
        admitted = {row[0] for row in rows}
        return [passage_id for passage_id in passage_ids if passage_id in admitted]

    def _list_first(self, column: str, most: int) -> list[tuple[Any, ...]]:
        """A column of the first admitted passages."""
        spoken, places = _require_place("passages.rowid", self._spoken)
        tables = _FROM_FILTERS if self._spoken is None else _FROM_PASSAGES
        query = f"SELECT {column} {tables}{self._where}{spoken} LIMIT ?"
        return self._database.rows(query, [*self._values, *places, most])


def _require_place(column: str, places: str | None) -> tuple[str, list[str]]:
    """The end of a WHERE clause that admits the JSON's places alone, and its values."""
    if places is None:
        return "", []
    return f" AND {column} IN (SELECT value FROM json_each(?))", [places]
