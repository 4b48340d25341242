"""The data that a catalog stores of an article, vectors included. Pure.

Does not know how they are stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from index.core.article import Article, Passage
from index.core.dates import earliest
from index.core.edit import Edit
from index.core.item import ItemVersion
from index.core.recognition import Scan
from index.core.terms import NO_TERMS, Terms
from index.storage.minhash import Sketch
from index.storage.removal.kept_rows import ArticleRows


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article's metadata and its vectors.

    `vectors` is float32 of shape (1 + sentences, d): the passage's own first, unit length each.
    Near-duplicates of the article share its `story`.
    """

    passage: Passage
    vectors: NDArray[np.float32]
    title: str
    source: str
    published: str | None
    url: str
    story: str = ""
    terms: Terms = NO_TERMS

    @property
    def published_second(self) -> int | None:
        """First second of the publication date since the epoch; None if it is unknown."""
        return None if self.published is None else earliest(self.published)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article comes from: its origin, the container to read for it, and the stamp that
    stays equal while the origin does not change ("" for none). `scan` is what character recognition
    read there, None if nothing."""

    origin: str
    container: str = ""
    stamp: str = ""
    scan: Scan | None = None


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with all data to store. `vectors[i]` belongs to `passages[i]`.

    Without `provenance`, the stored provenance of the article stays.
    """

    article: Article
    provenance: Provenance | None
    passages: tuple[Passage, ...]
    vectors: tuple[NDArray[np.float32], ...]
    sketch: Sketch

    def stored_passages(self) -> Iterator[StoredPassage]:
        """The passages as the indexes take them. Their story is left out: the catalog sets it."""
        article = self.article
        for passage, vectors in zip(self.passages, self.vectors, strict=True):
            yield StoredPassage(
                passage,
                vectors,
                article.title,
                article.source,
                article.published,
                article.url,
                terms=article.terms,
            )


@dataclass(frozen=True, slots=True)
class BatchNotes:
    """What is written with a batch of articles.

    `places` are further provenances of articles by id, `stamps` the stamps of containers that were
    read to their end, `items` the versions of publishers' items with the ids of their articles.
    `merged` are the ids of articles whose only source now gives another article. `read` are the
    articles of the batch as their sources state them, `edits` what somebody sets in articles of the
    batch, by their ids, `restored` the rows of those that were removed and are restored, by theirs.
    """

    places: tuple[tuple[Provenance, str], ...] = ()
    stamps: tuple[tuple[str, str], ...] = ()
    items: tuple[tuple[ItemVersion, str], ...] = ()
    merged: tuple[str, ...] = ()
    read: tuple[Article, ...] = ()
    edits: Mapping[str, Edit] = field(default_factory=dict)
    restored: Mapping[str, ArticleRows] = field(default_factory=dict)


NO_NOTES = BatchNotes()


@dataclass(frozen=True, slots=True)
class ArticleIdentity:
    """The id and content hash of a stored article, to compare with an incoming one."""

    id: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was until `replaced` (ISO 8601, UTC). The oldest has `number` 1."""

    number: int
    replaced: str
    article: Article
