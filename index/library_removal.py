"""Remove articles of an archive, list and restore the removed ones, and erase them for good."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.stopwatch import Stopwatch
from index.ingest.embedding_identity import remember_identity
from index.ingest.preparation import Preparation
from index.ingest.removal import purge, purge_expired, remove_articles
from index.ingest.restoration import restore_removed
from index.library_reader import LibraryReader
from index.storage.removal.removed_article import KEEP_DAYS, RemovedArticle


class LibraryRemoval(LibraryReader):
    """A home, and the model of its vectors. Safe to use from several threads."""

    def remove(
        self, article_ids: Sequence[str], keep_days: int = KEEP_DAYS
    ) -> tuple[list[str], list[str]]:
        """Remove articles; returns the removed ids and the unknown ones.

        They can be restored for so many days, and the rest of the last one. With 0 they are removed
        for good, removed ones among them, and nothing of their text stays on the disk; that takes
        as long as writing the catalog once more. Raises DatelineError if the disk is full: then
        they are removed, and `purge` erases the text later.
        """
        with self._writing:
            catalog = self._home.catalog
            known = {i: catalog.identify("id", i) is not None for i in article_ids}
            if not keep_days:
                known |= dict.fromkeys(catalog.removed.select(list(known)), True)
            removed = [article_id for article_id, is_known in known.items() if is_known]
            if removed:
                remove_articles(self._home, removed, keep_days)
        return removed, [article_id for article_id, is_known in known.items() if not is_known]

    def restore(self, article_ids: Sequence[str]) -> list[str]:
        """Restore removed articles as they were, all of them or none; returns their ids. Raises as
        `restore_removed`."""
        with self._writing:
            return restore_removed(self._home, self._make_preparation(), article_ids)

    def purge(self) -> int:
        """Remove all removed articles for good, so that nothing of their text stays on the disk;
        returns how many there were. Raises DatelineError if the disk is full: then they are gone,
        and the next call erases the text."""
        with self._writing:
            article_ids = self._home.catalog.removed.list_ids()
            purge(self._home, article_ids)
        return len(article_ids)

    def list_removed(
        self, limit: int = -1, after: tuple[int, str] | None = None
    ) -> list[RemovedArticle]:
        """The removed articles that can be restored, the last one first; at most `limit` if that is
        not negative, after the one with this second of its removal and this id."""
        return self._home.catalog.removed.list_all(limit, after)

    def is_removed(self, article_id: str) -> bool:
        """Is this the id of a removed article?"""
        return self._home.catalog.removed.has(article_id)

    @property
    def removed_count(self) -> int:
        """How many removed articles can be restored."""
        return self._home.catalog.removed.count()

    @property
    def is_erasure_due(self) -> bool:
        """Is there text on the disk that must go? The next opening for writing erases it."""
        return self._home.catalog.removed.is_erasure_due()

    def _purge_expired(self) -> None:
        with self._writing:
            purge_expired(self._home)

    def _make_preparation(self, watch: Stopwatch | None = None) -> Preparation:
        remember_identity(self._home, self._embedder, self._tuning.splitting)
        return Preparation(self._home.catalog, self._embedder, self._tuning.splitting, watch)
