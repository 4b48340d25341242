"""What character recognition read of articles, and the images of their pages, in the catalog."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from index.core.errors import DatelineError
from index.core.recognition import Box, DoubtfulWord, PageImage, RecognisedLine, Scan
from index.storage.catalog_types import Provenance
from index.storage.sqlite.database import Database

_COLUMNS = "first, after, page, place, doubtful"


class Scans:
    """The recognised lines of articles. Each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def replace(self, number: int, scan: Scan | None) -> None:
        """Store what was recognised of an article, by its number, instead of what is stored."""
        with self._database.transaction() as connection:
            for table in ("recognised_lines", "page_images"):
                connection.execute(f"DELETE FROM {table} WHERE article = ?", (number,))
            if scan is None:
                return
            connection.executemany(
                "INSERT INTO recognised_lines VALUES (?, ?, ?, ?, ?, ?)",
                [(number, *_pack(line)) for line in scan.lines],
            )
            connection.executemany(
                "INSERT INTO page_images VALUES (?, ?, ?, ?, ?)",
                [
                    (number, page, image.path, image.digest, image.number)
                    for page, image in enumerate(scan.pages, start=1)
                ],
            )

    def put(self, places: Sequence[tuple[Provenance, str]]) -> None:
        """Store what was recognised at further places of articles by id; nothing changes if nothing
        was. The image of a page may have another digest than before."""
        for place, article_id in places:
            if place.scan is not None:
                number = self._database.one(
                    "SELECT number FROM articles WHERE id = ?", (article_id,)
                )
                if number is not None:
                    self.replace(number, place.scan)

    def list_lines(self, article_id: str) -> tuple[RecognisedLine, ...]:
        """The recognised lines of an article, in order."""
        return self.list_lines_of([article_id]).get(article_id, ())

    def list_lines_of(self, article_ids: Sequence[str]) -> dict[str, tuple[RecognisedLine, ...]]:
        """The recognised lines of those articles that have some, by id, in order."""
        rows = self._database.select_in_parts(
            f"SELECT id, {_COLUMNS} FROM recognised_lines JOIN articles ON number = article"
            " WHERE id IN ({}) ORDER BY id, first",
            sorted(set(article_ids)),
        )
        return {
            article_id: tuple(_unpack(article_id, row[1:]) for row in lines)
            for article_id, lines in groupby(rows, key=lambda row: row[0])
        }

    def find_image(self, article_id: str, page: int) -> PageImage | None:
        """The image of an article's page, None if it has no such page."""
        rows = self._database.rows(
            "SELECT path, digest, page_images.number FROM page_images"
            " JOIN articles ON articles.number = article WHERE id = ? AND page = ?",
            (article_id, page),
        )
        return PageImage(*rows[0]) if rows else None


def _pack(line: RecognisedLine) -> tuple[Any, ...]:
    box = line.box
    place = [line.turn, box.left, box.top, box.right, box.bottom]
    doubtful = [
        value for word in line.doubtful for value in (word.start, word.end, word.confidence)
    ]
    return line.start, line.end, line.page, json.dumps(place), json.dumps(doubtful)


def _unpack(article_id: str, row: Sequence[Any]) -> RecognisedLine:
    start, end, page, place, doubtful = row
    try:
        turn, *sides = json.loads(place)
        values = json.loads(doubtful)
        words = zip(values[::3], values[1::3], values[2::3], strict=True)
        return RecognisedLine(
            start, end, page, Box(*sides), turn, tuple(DoubtfulWord(*word) for word in words)
        )
    except (ValueError, TypeError) as error:
        raise DatelineError(
            f"What was recognised of the article {article_id} is damaged", "Add its file again"
        ) from error
