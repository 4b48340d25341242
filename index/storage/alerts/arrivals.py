"""Number the articles as they arrive: the table `arrivals`.

An article arrives in the archive once it is written and may be shown, then once somebody has looked
for who says what in it, and in each collection it is put into. An alert looks at each of these
streams that its filters depend on, so an article is compared when what it is compared by is known.
Each article arrives once in a stream: one that changes does not arrive again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.core.facet import fold_value
from index.storage.permission.availability import Availability
from index.storage.sqlite.database import Database

ARCHIVE = ""
SPEECH = "speech"
_COLLECTION = "collection:"


@dataclass(frozen=True, slots=True)
class Arrived:
    """The ids of articles that arrived one after the other, those of the ones that may not be shown
    any more, and the number of the last arrival that is looked at with them."""

    article_ids: tuple[str, ...]
    hidden_ids: tuple[str, ...]
    last: int


def name_collection_stream(collection: str) -> str:
    """The stream of a collection."""
    return _COLLECTION + fold_value(collection)


class Arrivals:
    """The order in which articles arrive."""

    def __init__(self, database: Database, availability: Availability) -> None:
        self._database = database
        self._availability = availability

    def number(self, streams: Iterable[str]) -> int:
        """Number what has arrived in these streams and has no number yet; returns the last number
        of all."""
        with self._database.transaction() as connection:
            for stream in dict.fromkeys((ARCHIVE, *streams)):
                members, values = self._select_members(stream)
                connection.execute(
                    f"INSERT INTO arrivals (stream, article) SELECT ?, member FROM ({members})"
                    " WHERE NOT EXISTS (SELECT 1 FROM arrivals"
                    " WHERE arrivals.article = member AND stream = ?) ORDER BY member",
                    (stream, *values, stream),
                )
            # Not the greatest number of a row: the last article may have been removed.
            last = "SELECT seq FROM sqlite_sequence WHERE name = 'arrivals'"
            return int(self._database.one(last) or 0)

    def _select_members(self, stream: str) -> tuple[str, list[int | str]]:
        """The articles of a stream, in SQL, and the values of that."""
        if stream == SPEECH:
            return "SELECT article AS member FROM enrichments", []
        if stream.startswith(_COLLECTION):
            return (
                "SELECT article AS member FROM collected JOIN collections"
                " ON collections.number = collection WHERE key = ?",
                [stream.removeprefix(_COLLECTION)],
            )
        shown, hours = self._availability.condition()
        return f"SELECT number AS member FROM articles WHERE {shown or '1'}", [*hours]

    def list_next(
        self, streams: Sequence[str], born: int, mark: int, until: int, most: int
    ) -> Arrived:
        """The first `most` arrivals in some streams after the number `mark`, up to `until`, of
        articles that came into the archive after `born`."""
        shown, hours = self._availability.condition()
        rows = self._database.rows(
            f"SELECT arrivals.number, id, {shown or '1'} FROM arrivals"
            " JOIN articles ON articles.number = article"
            " WHERE arrivals.number > ? AND arrivals.number <= ?"
            " AND stream IN (SELECT value FROM json_each(?))"
            " AND EXISTS (SELECT 1 FROM arrivals AS own WHERE own.article = arrivals.article"
            " AND own.stream = '' AND own.number > ?) ORDER BY arrivals.number LIMIT ?",
            (*hours, mark, until, json.dumps(list(streams)), born, most),
        )
        last = rows[-1][0] if len(rows) == most else until
        shown_ids = dict.fromkeys(row[1] for row in rows if row[2])
        hidden_ids = dict.fromkeys(row[1] for row in rows if not row[2])
        return Arrived(tuple(shown_ids), tuple(hidden_ids), last)

    def withdraw(self, article_ids: Sequence[str]) -> None:
        """Forget that articles arrived: they arrive again once they may be shown."""
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM arrivals WHERE article = (SELECT number FROM articles WHERE id = ?)",
                [(article_id,) for article_id in article_ids],
            )
