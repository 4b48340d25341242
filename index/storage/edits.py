"""What users set in articles: the table `edits`.

The row of an article has its edited values, so that searches, filters and indexes follow them. Kept
here are the values that its source states, and the hash of the article as it was read, by which a
change of the source is noticed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from index.core.article import Article
from index.core.edit import EDITABLE, NO_EDIT, Edit, Values
from index.core.errors import DatelineError
from index.storage.sqlite.database import Database


class Edits:
    """The table `edits`: one row for each edited article."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, article_id: str) -> Edit:
        """The edit of an article; one without values if nobody edited it."""
        rows = self._database.rows(
            "SELECT edited, stated FROM edits JOIN articles ON number = article WHERE id = ?",
            (article_id,),
        )
        if not rows:
            return NO_EDIT
        edited, stated = rows[0]
        return Edit(_unpack(article_id, edited), _unpack(article_id, stated))

    def apply(self, article: Article) -> Article:
        """An article as it was read, with what somebody set in it."""
        return self.find(article.id).apply(article)

    def put(self, number: int, edit: Edit, read: Article) -> None:
        """Store the edit of the article of this number, or that there is none."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM edits WHERE article = ?", (number,))
            if edit.values:
                connection.execute(
                    "INSERT INTO edits VALUES (?, ?, ?, ?)",
                    (number, _pack(edit.values), _pack(edit.stated), read.content_hash),
                )

    def restate(self, articles: Iterable[Article]) -> None:
        """Note what the sources of edited articles state now; other articles are passed over."""
        for read in articles:
            number = self._database.one(
                "SELECT article FROM edits JOIN articles ON number = article WHERE id = ?",
                (read.id,),
            )
            if number is not None:
                self.put(number, self.find(read.id).restate(read), read)

    def forget_hashes(self, numbers: Iterable[int]) -> None:
        """Forget with which contents articles were read, so that their sources replace them."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE edits SET read_hash = '' WHERE article = ?", [(n,) for n in numbers]
            )


def _pack(values: Values) -> str:
    return json.dumps(dict(values), ensure_ascii=False)


def _unpack(article_id: str, packed: str) -> dict[str, Any]:
    try:
        values = dict(json.loads(packed))
        if not values.keys() <= set(EDITABLE):
            raise ValueError("unknown fields")
        if "authors" in values:
            values["authors"] = tuple(map(str, values["authors"]))
    except (ValueError, TypeError) as error:
        raise DatelineError(
            f"The edit of {article_id} is damaged", "See: dateline doctor"
        ) from error
    return values
