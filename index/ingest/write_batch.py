"""The content of one write, as change detection fills it. Pure data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from index.core.item import ItemVersion
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog_types import BatchNotes, Provenance


@dataclass(slots=True)
class WriteBatch:
    """The content of one write: articles by id, further places by origin, items by name, articles
    that others replace, and containers that were read to the end, with their stamps."""

    articles: dict[str, ParsedArticle] = field(default_factory=dict)
    provenances: dict[str, tuple[Provenance, str]] = field(default_factory=dict)
    items: dict[str, tuple[ItemVersion, str]] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
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
        return not (self.articles or self.provenances or self.finished or self.items)

    @property
    def notes(self) -> BatchNotes:
        """What is written beside the articles."""
        return BatchNotes(
            places=tuple(self.provenances.values()),
            stamps=tuple(self.finished),
            items=tuple(self.items.values()),
            merged=tuple(self.merged),
            read=tuple(item.article for item in self.articles.values()),
        )

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

    def add_item(self, item: ItemVersion, article_id: str) -> None:
        """Add the version of an item that an article has."""
        self.items[item.guid] = (item, article_id)


def make_provenance(incoming: ParsedArticle) -> Provenance:
    """The place of an article, as the catalog stores it."""
    return Provenance(incoming.origin, incoming.container, incoming.stamp, incoming.scan)
