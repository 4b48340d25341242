"""Store the items of publishers: which article has which version of one, and what was said of it.

What counts for a version is decided in `core.item`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.core.article import is_suffixed
from index.core.item import ItemVersion, Notice, NoticeStatus
from index.storage.sqlite.database import Database

# The end of the name of a story in an item that holds several.
_PART = re.compile(r"#\d{1,6}\Z")


class Items:
    """The tables `items` and `notices`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, guid: str) -> tuple[ItemVersion, str] | None:
        """The stored version of an item and the id of its article, None if there is none."""
        rows = self._database.rows(
            "SELECT items.number, second, id FROM items"
            " JOIN articles ON articles.number = article WHERE guid = ?",
            (guid,),
        )
        for number, second, article_id in rows:
            return ItemVersion(guid, number, second), article_id
        # Earlier versions of the catalog kept only the name, as the id of the article.
        if self._database.one("SELECT 1 FROM articles WHERE id = ?", (guid,)):
            return ItemVersion(guid), guid
        return None

    def find_covered(self, notice: Notice) -> list[str]:
        """Ids of the articles that a notice counts for."""
        guid = notice.item.guid
        found = self.find(guid)
        if found is not None and not notice.covers(found[0]):
            return []
        # A file with the same name of an item may have had another text of the same version.
        rows = self._database.rows(
            "SELECT id FROM articles WHERE id >= ? AND id < ?", (f"{guid}-", f"{guid}.")
        )
        others = [article_id for (article_id,) in rows if is_suffixed(article_id, guid)]
        known = [found[1]] if found else []
        ids = [*known, *others, *self._find_parts(notice)]
        return list(dict.fromkeys(ids))

    def _find_parts(self, notice: Notice) -> list[str]:
        """Ids of the articles of an item that holds several stories."""
        guid = notice.item.guid
        rows = self._database.rows(
            "SELECT guid, items.number, second, id FROM items"
            " JOIN articles ON articles.number = article WHERE guid >= ? AND guid < ?",
            (f"{guid}#", f"{guid}$"),
        )
        return [
            article_id
            for name, number, second, article_id in rows
            if _PART.fullmatch(name.removeprefix(guid))
            and notice.covers(ItemVersion(name, number, second))
        ]

    def put(self, items: Iterable[tuple[ItemVersion, str]]) -> None:
        """Store the versions of items, with the ids of their articles."""
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO items SELECT ?, number, ?, ? FROM articles WHERE id = ?",
                [(item.guid, item.number, item.second, i) for item, i in items],
            )

    def find_notice(self, guid: str) -> Notice | None:
        """What the publisher said of an item, or of the one that it is a part of; None if
        nothing."""
        names = list(dict.fromkeys([guid, _PART.sub("", guid)]))
        rows = self._database.select_in_parts(
            "SELECT guid, number, second, status, reason FROM notices WHERE guid IN ({})"
            " ORDER BY length(guid) DESC",
            names,
        )
        for name, number, second, status, reason in rows:
            return Notice(ItemVersion(name, number, second), NoticeStatus(status), reason)
        return None

    def find_all_covered(self, notices: Iterable[Notice]) -> tuple[list[str], list[str]]:
        """Ids of the articles that some notices cancel, and of those that they only withhold, as
        far as the notices say anything new."""
        canceled: dict[str, None] = {}
        withheld: dict[str, None] = {}
        for notice in notices:
            if self.is_news(notice):
                ids = canceled if notice.status is NoticeStatus.CANCELED else withheld
                ids.update(dict.fromkeys(self.find_covered(notice)))
        return list(canceled), [article_id for article_id in withheld if article_id not in canceled]

    def is_news(self, notice: Notice) -> bool:
        """Does a notice say more than the one that is remembered?"""
        known = self.find_notice(notice.item.guid)
        if known is None or notice.item.is_newer_than(known.item):
            return True
        is_cancel = notice.status is NoticeStatus.CANCELED
        is_stronger = known.status is NoticeStatus.WITHHELD and is_cancel
        return is_stronger and not known.item.is_newer_than(notice.item)

    def put_notice(self, notice: Notice) -> None:
        """Remember a notice in place of an earlier one."""
        item = notice.item
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO notices VALUES (?, ?, ?, ?, ?)",
                (item.guid, notice.status, item.number, item.second, notice.reason),
            )
