"""Change detection: is an article new, changed or unchanged, and which id does it get?

An article is compared with the catalog as it will be once all earlier articles are written, so the
decision does not depend on how far the writing is. A version of a publisher's item is compared with
the stored version of that item, from whatever file either came. Nothing is written here; deleted
articles are the task of `deletion_detection`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from index.core.article import Article, add_suffix, is_suffixed
from index.core.item import ItemVersion, NoticeStatus
from index.ingest.write_batch import WriteBatch
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog, hold_article
from index.storage.catalog_types import ArticleIdentity

Outcome = Literal["added", "unchanged", "repeated", "updated", "canceled"]


class ChangeDetector:
    """Sorts articles into batches, and keeps the batches that are not yet written."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.filling = WriteBatch()
        self._pending: deque[WriteBatch] = deque()

    def hand_over(self) -> WriteBatch:
        """Return the filled batch, which is now pending, and begin another one."""
        self._pending.append(self.filling)
        self.filling = WriteBatch()
        return self._pending[-1]

    def mark_written(self) -> None:
        """Note that the oldest pending batch is in the catalog."""
        self._pending.popleft()

    def replaces_unwritten(self, incoming: ParsedArticle) -> bool:
        """Does the batch have another version of the article's item? If that is written first, it
        stays as an earlier version."""
        return incoming.item is not None and incoming.item.guid in self.filling.items

    def add(self, incoming: ParsedArticle) -> Outcome:
        """Add an article to the batch. An unchanged article adds only its place.

        A "repeated" article is unchanged, but its copy may be unwritten yet. An article that its
        publisher has "canceled" adds nothing; one that the publisher withholds is held.
        """
        item = incoming.item
        if item is None:
            return self._compare(incoming, *self._assign_id(incoming))
        notice = self._catalog.items.find_notice(item.guid)
        if notice is not None and notice.covers(item):
            if notice.status is NoticeStatus.CANCELED:
                return "canceled"
            incoming = replace(incoming, article=hold_article(incoming.article, notice.reason))
        return self._add_version(incoming, item)

    def _add_version(self, incoming: ParsedArticle, item: ItemVersion) -> Outcome:
        """Add a version of an item, unless a newer one is there."""
        known = self._find_item(item.guid) if item.is_ordered else None
        if known is None:
            article, current = self._assign_id(incoming)
        elif item.is_older_than(known[0]):
            return self._add_place(incoming, known[1])
        elif self._is_other_text(incoming, known[1]) and item.is_same_as(known[0]):
            # Two texts of one version: neither is the newer, so both stay.
            return self._compare(incoming, *self._assign_id(incoming))
        else:
            self._merge_other(incoming, known[1])
            article = replace(incoming.article, id=known[1])
            current = self._look_up(known[1])
        self.filling.add_item(item, article.id)
        return self._compare(incoming, article, current)

    def _compare(
        self, incoming: ParsedArticle, article: Article, current: ArticleIdentity | None
    ) -> Outcome:
        """Add the article under its id, or only its place if it is as it was."""
        content_hash = incoming.article.content_hash
        if current is not None and current.content_hash == content_hash:
            return self._add_place(incoming, article.id)
        self.filling.add_article(replace(incoming, article=article), content_hash)
        return "added" if current is None else "updated"

    def _add_place(self, incoming: ParsedArticle, article_id: str) -> Outcome:
        self.filling.add_provenance(incoming, article_id)
        if self._pending_hash(article_id) is None:
            return "unchanged"
        self.filling.repeated.append(incoming)
        return "repeated"

    def _is_other_text(self, incoming: ParsedArticle, article_id: str) -> bool:
        """Has the article another content, from another place than this one?"""
        current, here = self._look_up(article_id), self._look_up_origin(incoming.origin)
        return (
            current is not None
            and current.content_hash not in ("", incoming.article.content_hash)
            and (here is None or here.id != article_id)
        )

    def _merge_other(self, incoming: ParsedArticle, article_id: str) -> None:
        """Have an article removed that only came from this place, if the place gives a version of
        another one."""
        other = self._look_up_origin(incoming.origin)
        if (
            other is not None
            and other.id != article_id
            and self._pending_hash(other.id) is None
            and self._has_single_place(other, incoming.places)
        ):
            self.filling.merged.append(other.id)

    def _find_item(self, guid: str) -> tuple[ItemVersion, str] | None:
        """The version of an item that will be stored, and the id of its article."""
        pending = (batch.items.get(guid) for batch in self._latest_first())
        return next((one for one in pending if one is not None), None) or self._catalog.items.find(
            guid
        )

    def _assign_id(self, incoming: ParsedArticle) -> tuple[Article, ArticleIdentity | None]:
        """The article under its id in the archive, and the current state of that id.

        An article keeps the id of its origin, unless its earlier text still stands at another
        origin. The same text under the same id, with or without a suffix, is the same article.
        Other text under an id in use, or of a removed article, gets a suffix.
        """
        article, content_hash = incoming.article, incoming.article.content_hash
        found = (self._look_up_origin(origin) for origin in incoming.places)
        current = next((identity for identity in found if identity is not None), None)
        if current and (
            current.content_hash in ("", content_hash)
            or self._has_single_place(current, incoming.places)
        ):
            return replace(article, id=current.id), current
        if duplicates := self._find_duplicates(article.id, content_hash):
            # The id without a suffix, if it is among them.
            return replace(article, id=min(duplicates)), ArticleIdentity(
                min(duplicates), content_hash
            )
        if self._look_up(article.id) is None and not self._catalog.removed.has(article.id):
            return article, None
        own_id = add_suffix(article.id, incoming.origin)
        return replace(article, id=own_id), self._look_up(own_id)

    def _find_duplicates(self, article_id: str, content_hash: str) -> set[str]:
        """Ids of articles with the same text and, but for a suffix, the same id."""
        stored = self._catalog.find_twins(article_id, content_hash)
        merged = {article_id for batch in self._latest_first() for article_id in batch.merged}
        duplicates = {
            duplicate
            for duplicate in stored
            if self._pending_hash(duplicate) is None and duplicate not in merged
        }
        for batch in self._latest_first():
            duplicates.update(
                duplicate
                for duplicate in batch.ids_by_hash.get(content_hash, ())
                if self._pending_hash(duplicate) == content_hash
                and is_suffixed(duplicate, article_id)
            )
        return duplicates

    def _look_up(self, article_id: str) -> ArticleIdentity | None:
        content_hash = self._pending_hash(article_id)
        if content_hash is None:
            return self._catalog.identify("id", article_id)
        return ArticleIdentity(article_id, content_hash)

    def _look_up_origin(self, origin: str) -> ArticleIdentity | None:
        """The current state of the article from an origin."""
        article_id = self._pending_id(origin)
        if article_id is None:
            stored = self._catalog.identify("origin", origin)
            if stored is None or self._pending_hash(stored.id) is None:
                return stored
            article_id = stored.id
        return self._look_up(article_id)

    def _has_single_place(self, article: ArticleIdentity, places: tuple[str, ...]) -> bool:
        """Will the article have no other places than these, and those that they lead to?"""
        others = {
            origin: container
            for origin, container in self._catalog.origins.list_places(article.id)
            if self._pending_id(origin) in (None, article.id)
        }
        for batch in reversed(list(self._latest_first())):
            for origin, article_id in batch.id_by_origin.items():
                if article_id == article.id and self._pending_id(origin) == article.id:
                    others[origin] = batch.container_by_origin[origin]
        return all(origin in places or others[origin] in places for origin in others)

    def _pending_hash(self, article_id: str) -> str | None:
        """The content hash of an article in a pending batch, else None."""
        hashes = (batch.hash_by_id.get(article_id) for batch in self._latest_first())
        return next((content_hash for content_hash in hashes if content_hash is not None), None)

    def _pending_id(self, origin: str) -> str | None:
        """The id of the article from an origin in a pending batch, else None."""
        ids = (batch.id_by_origin.get(origin) for batch in self._latest_first())
        return next((article_id for article_id in ids if article_id is not None), None)

    def _latest_first(self) -> Iterator[WriteBatch]:
        yield self.filling
        yield from reversed(self._pending)
