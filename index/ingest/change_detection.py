"""Change detection: is an article new, changed or unchanged, and which id does it get?

An article is compared with the catalog as it will be once all earlier articles are written, so the
decision does not depend on how far the writing is. Nothing is written here; deleted articles are
the task of `deletion_detection`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from index.core.article import Article, add_suffix, is_suffixed
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog
from index.storage.catalog_types import ArticleIdentity, Provenance

Outcome = Literal["added", "unchanged", "repeated", "updated"]


@dataclass(slots=True)
class WriteBatch:
    """The content of one write: articles by id, further places by origin, and containers that were
    read to the end, with their stamps."""

    articles: dict[str, ParsedArticle] = field(default_factory=dict)
    provenances: dict[str, tuple[Provenance, str]] = field(default_factory=dict)
    finished: list[tuple[str, str]] = field(default_factory=list)
    characters: int = 0
    hash_by_id: dict[str, str] = field(default_factory=dict)
    ids_by_hash: dict[str, set[str]] = field(default_factory=dict)
    id_by_origin: dict[str, str] = field(default_factory=dict)
    container_by_origin: dict[str, str] = field(default_factory=dict)
    # Copies of articles in this batch or in one that is not yet written.
    repeated: list[ParsedArticle] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Is there nothing to write?"""
        return not (self.articles or self.provenances or self.finished)

    def add_article(self, incoming: ParsedArticle, content_hash: str) -> None:
        """Add a new or changed article."""
        article_id = incoming.article.id
        if (previous := self.articles.get(article_id)) is not None:
            self.characters -= len(previous.article.text)
            self.ids_by_hash[self.hash_by_id[article_id]].discard(article_id)
            if self.id_by_origin.get(previous.origin) == article_id:
                self.provenances[previous.origin] = (make_provenance(previous), article_id)
        self.articles[article_id] = incoming
        self.characters += len(incoming.article.text)
        self.hash_by_id[article_id] = content_hash
        self.ids_by_hash.setdefault(content_hash, set()).add(article_id)
        self.provenances.pop(incoming.origin, None)
        self._note_place(incoming, article_id)

    def add_provenance(self, incoming: ParsedArticle, article_id: str) -> None:
        """Add a place of an unchanged article."""
        self.provenances[incoming.origin] = (make_provenance(incoming), article_id)
        self._note_place(incoming, article_id)

    def _note_place(self, incoming: ParsedArticle, article_id: str) -> None:
        if incoming.alias:
            provenance = replace(make_provenance(incoming), origin=incoming.alias)
            self.provenances[incoming.alias] = (provenance, article_id)
        for origin in incoming.places:
            self.id_by_origin[origin] = article_id
            self.container_by_origin[origin] = incoming.container


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

    def add(self, incoming: ParsedArticle) -> Outcome:
        """Add an article to the batch. An unchanged article adds only its place.

        A "repeated" article is unchanged, but its copy may be unwritten yet.
        """
        content_hash = incoming.article.content_hash
        article, current = self._assign_id(incoming, content_hash)
        if current is not None and current.content_hash == content_hash:
            self.filling.add_provenance(incoming, article.id)
            if self._pending_hash(article.id) is None:
                return "unchanged"
            self.filling.repeated.append(incoming)
            return "repeated"
        self.filling.add_article(replace(incoming, article=article), content_hash)
        return "added" if current is None else "updated"

    def _assign_id(
        self, incoming: ParsedArticle, content_hash: str
    ) -> tuple[Article, ArticleIdentity | None]:
        """The article under its id in the archive, and the current state of that id.

        An article keeps the id of its origin, unless its earlier text still stands at another
        origin. The same text under the same id, with or without a suffix, is the same article.
        Other text under an id in use gets a suffix.
        """
        article = incoming.article
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
        if self._look_up(article.id) is None:
            return article, None
        own_id = add_suffix(article.id, incoming.origin)
        return replace(article, id=own_id), self._look_up(own_id)

    def _find_duplicates(self, article_id: str, content_hash: str) -> set[str]:
        """Ids of articles with the same text and, but for a suffix, the same id."""
        stored = self._catalog.find_twins(article_id, content_hash)
        duplicates = {duplicate for duplicate in stored if self._pending_hash(duplicate) is None}
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


def make_provenance(incoming: ParsedArticle) -> Provenance:
    """The place of an article, as the catalog stores it."""
    return Provenance(incoming.origin, incoming.container, incoming.stamp, incoming.scan)
