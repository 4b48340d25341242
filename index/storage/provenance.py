"""Store where the articles of a catalog come from, and how far each source was read.

An article may come from several places; it goes when the last of them has gone. Reads no source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from index.storage.catalog_types import Provenance
from index.storage.sqlite.database import Database


class Origins:
    """The tables `origins` and `containers`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stamp(self, container: str, origin: str = "") -> str:
        """The stored stamp of a container, or of an origin in it; "" if there is none."""
        if origin:
            query = "SELECT stamp FROM origins WHERE origin = ? AND container = ?"
            return self._database.one(query, (origin, container)) or ""
        query = "SELECT stamp FROM containers WHERE container = ?"
        return self._database.one(query, (container,)) or ""

    def put(self, places: Iterable[tuple[Provenance, str]]) -> None:
        """Store the provenance of articles by id, replacing earlier entries of these origins."""
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO origins SELECT ?, number, ?, ? FROM articles WHERE id = ?",
                [(p.origin, p.container, p.stamp, article_id) for p, article_id in places],
            )

    def finish(self, stamps: Iterable[tuple[str, str]]) -> None:
        """Store the stamps of containers that were read to their end."""
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO containers VALUES (?, ?)", list(stamps))

    def forget_articles(self, numbers: Sequence[int]) -> None:
        """Forget where articles come from, by number, before they are removed.

        Their files and pages are read again if they are added again. An unchanged entry of a feed
        stays removed.
        """
        with self._database.transaction() as connection:
            self._forget_stamps(numbers, "stamp = ''")
            connection.executemany(
                "DELETE FROM origins WHERE article = ? AND stamp = ''", [(n,) for n in numbers]
            )

    def mark_unread(self, numbers: Sequence[int]) -> None:
        """Have all origins of articles read again, entries of feeds too."""
        with self._database.transaction() as connection:
            self._forget_stamps(numbers, "1")
            connection.executemany(
                "UPDATE origins SET stamp = '' WHERE article = ?", [(n,) for n in numbers]
            )

    def _forget_stamps(self, numbers: Sequence[int], which: str) -> None:
        """Forget the stamps of the containers of some origins, and of pages that are containers."""
        with self._database.transaction() as connection:
            connection.executemany(
                "DELETE FROM containers WHERE container IN"
                f" (SELECT container FROM origins WHERE article = ? AND {which})"
                " OR container IN (SELECT origin FROM origins WHERE article = ?)",
                [(number, number) for number in numbers],
            )

    def find_only_from(self, origins: Sequence[str]) -> list[str]:
        """Ids of the articles that come from these origins and from no other."""
        counted = Counter(
            row[0]
            for row in self._database.select_in_parts(
                "SELECT article FROM origins WHERE article IS NOT NULL AND origin IN ({})",
                sorted(set(origins)),
            )
        )
        rows = self._database.select_in_parts(
            "SELECT id, number, (SELECT count(*) FROM origins WHERE article = number)"
            " FROM articles WHERE number IN ({})",
            list(counted),
        )
        return [article_id for article_id, number, total in rows if counted[number] == total]

    def forget_origins(self, origins: Sequence[str]) -> None:
        """Forget origins, and the stamps of their containers."""
        with self._database.transaction() as connection:
            values = [(origin,) for origin in origins]
            connection.executemany(
                "DELETE FROM containers WHERE container IN"
                " (SELECT container FROM origins WHERE origin = ?)",
                values,
            )
            connection.executemany("DELETE FROM origins WHERE origin = ?", values)

    def list_places(self, article_id: str) -> list[tuple[str, str]]:
        """The origins of an article, each with its container."""
        rows = self._database.rows(
            "SELECT origin, container FROM origins JOIN articles ON number = article WHERE id = ?",
            (article_id,),
        )
        return [(row[0], row[1]) for row in rows]

    def list_for_article(self, article_id: str) -> list[str]:
        """The origins of an article."""
        rows = self._database.rows(
            "SELECT origin FROM origins JOIN articles ON number = article WHERE id = ?"
            " ORDER BY origin",
            (article_id,),
        )
        return [row[0] for row in rows]

    def count_in(self, container: str) -> int:
        """Number of articles from a container."""
        query = "SELECT count(DISTINCT article) FROM origins WHERE container = ?"
        return int(self._database.one(query, (container,)))

    def list_in(self, container: str) -> list[str]:
        """Origins of the articles from a container."""
        rows = self._database.rows(
            "SELECT origin FROM origins WHERE container = ? AND article IS NOT NULL", (container,)
        )
        return [row[0] for row in rows]

    def list_containers(self) -> list[str]:
        """Files, pages and feeds that articles come from, in order."""
        rows = self._database.rows(
            "SELECT DISTINCT container FROM origins WHERE article IS NOT NULL ORDER BY container"
        )
        return [row[0] for row in rows]

    def list_containers_under(self, folder: str) -> Iterator[str]:
        """Files in a folder, at any depth, that articles come from."""
        # "0" follows "/": all paths between are in the folder, and adjacent in the index.
        start = folder.rstrip("/")
        rows = self._database.rows(
            "SELECT DISTINCT container FROM origins"
            " WHERE article IS NOT NULL AND container >= ? AND container < ?",
            (f"{start}/", f"{start}0"),
        )
        return (row[0] for row in rows)
