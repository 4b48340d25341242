"""Articles on their way in: under which id each goes, and whether it is new, changed or known.

An article is compared with what the catalog will hold once all that came before it is written, at
whatever moment that happens: what is decided never depends on how far the writing is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from index.core.article import Article, is_suffixed, suffixed
from index.sources.parsed_article import ParsedArticle
from index.storage.catalog import Catalog
from index.storage.catalog_types import Known, Place

Outcome = Literal["added", "unchanged", "repeated", "updated"]


@dataclass(slots=True)
class Batch:
    """What one write takes: articles by id, further places by origin, and finished containers."""

    articles: dict[str, ParsedArticle] = field(default_factory=dict)
    placed: dict[str, tuple[Place, str]] = field(default_factory=dict)
    finished: list[tuple[str, str]] = field(default_factory=list)
    characters: int = 0
    # By id the content hashes, by content hash the ids, by origin the id.
    hashes: dict[str, str] = field(default_factory=dict)
    alike: dict[str, set[str]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)

    # Articles that are known from a batch that may not be written yet, this one or one before it.
    repeated: list[ParsedArticle] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Is there nothing to write?"""
        return not (self.articles or self.placed or self.finished)

    def take(self, incoming: ParsedArticle, content_hash: str) -> None:
        """Write this article, new or changed."""
        article_id = incoming.article.id
        if (before := self.articles.get(article_id)) is not None:
            self.characters -= len(before.article.text)
            self.alike[self.hashes[article_id]].discard(article_id)
        self.articles[article_id] = incoming
        self.characters += len(incoming.article.text)
        self.hashes[article_id] = content_hash
        self.alike.setdefault(content_hash, set()).add(article_id)
        self.placed.pop(incoming.origin, None)
        self.owners[incoming.origin] = article_id

    def put(self, incoming: ParsedArticle, article_id: str) -> None:
        """Note that a known article comes from here, too."""
        self.placed[incoming.origin] = (place(incoming), article_id)
        self.owners[incoming.origin] = article_id


class Arrivals:
    """The batch that is being filled, and those before it that may not be written yet."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.filling = Batch()
        self._under_way: deque[Batch] = deque()

    def handed_over(self) -> Batch:
        """The batch that was being filled, from now on on its way; another is begun."""
        self._under_way.append(self.filling)
        self.filling = Batch()
        return self._under_way[-1]

    def written(self) -> None:
        """The oldest batch under way is in the catalog."""
        self._under_way.popleft()

    def take(self, incoming: ParsedArticle) -> Outcome:
        """Put an article into the batch, under the id that it has or gets; of one that is known as
        it is, only note where it comes from. One that is "repeated" is as safe as what waits."""
        content_hash = incoming.article.content_hash
        article, known = self._placed(incoming, content_hash)
        if known is not None and known.content_hash == content_hash:
            self.filling.put(incoming, article.id)
            if self._hash(article.id) is None:
                return "unchanged"
            self.filling.repeated.append(incoming)
            return "repeated"
        self.filling.take(replace(incoming, article=article), content_hash)
        return "added" if known is None else "updated"

    def _placed(self, incoming: ParsedArticle, content_hash: str) -> tuple[Article, Known | None]:
        """The article under the id that it has or gets, and what is known under that id.

        What came from the same place before keeps its id, unless the same article also came from
        elsewhere and there is still as it was. The same content under the same id, suffix or not,
        is the same article, wherever it comes from; other content under an id that is taken gets a
        suffix.
        """
        article = incoming.article
        known = self._from(incoming.origin)
        if known and (
            known.content_hash in ("", content_hash) or self._is_alone(known, incoming.origin)
        ):
            return replace(article, id=known.id), known
        if twins := self._twins(article.id, content_hash):
            # The plain id, if it is among them.
            return replace(article, id=min(twins)), Known(min(twins), content_hash)
        if self._known(article.id) is None:
            return article, None
        own_id = suffixed(article.id, incoming.origin)
        return replace(article, id=own_id), self._known(own_id)

    def _twins(self, article_id: str, content_hash: str) -> set[str]:
        """Ids of the same article."""
        stored = self._catalog.twins(article_id, content_hash)
        found = {twin for twin in stored if self._hash(twin) is None}
        for batch in self._latest_first():
            found.update(
                twin
                for twin in batch.alike.get(content_hash, ())
                if self._hash(twin) == content_hash and is_suffixed(twin, article_id)
            )
        return found

    def _known(self, article_id: str) -> Known | None:
        content_hash = self._hash(article_id)
        if content_hash is None:
            return self._catalog.known("id", article_id)
        return Known(article_id, content_hash)

    def _from(self, origin: str) -> Known | None:
        """What is known of the article that came from there."""
        article_id = self._owner(origin)
        if article_id is None:
            known = self._catalog.known("origin", origin)
            if known is None or self._hash(known.id) is None:
                return known
            article_id = known.id
        return self._known(article_id)

    def _is_alone(self, known: Known, origin: str) -> bool:
        """Will the article have come from nowhere else?"""
        stored = self._catalog.origins.of_article(known.id)
        others = {other for other in stored if self._owner(other) in (None, known.id)}
        for batch in self._latest_first():
            others.update(
                other
                for other, article_id in batch.owners.items()
                if article_id == known.id and self._owner(other) == known.id
            )
        return others <= {origin}

    def _hash(self, article_id: str) -> str | None:
        """The content hash that an article will have, None where none is on its way."""
        found = (batch.hashes.get(article_id) for batch in self._latest_first())
        return next((content_hash for content_hash in found if content_hash is not None), None)

    def _owner(self, origin: str) -> str | None:
        """The article that will have come from there, None where none is on its way."""
        found = (batch.owners.get(origin) for batch in self._latest_first())
        return next((article_id for article_id in found if article_id is not None), None)

    def _latest_first(self) -> Iterator[Batch]:
        yield self.filling
        yield from reversed(self._under_way)


def place(incoming: ParsedArticle) -> Place:
    """Where an article comes from, as the catalog keeps it."""
    return Place(incoming.origin, incoming.container, incoming.stamp)
