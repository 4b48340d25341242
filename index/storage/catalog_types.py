"""What a catalog holds of an article, vectors included. Pure data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.article import Article, Passage
from index.core.dates import earliest
from index.storage.minhash import Sketch


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article's metadata and its vectors.

    `vectors` is float32 of shape (1 + sentences, d): the passage's own first, unit length each.
    `story` is what the article shares with its copies.
    """

    passage: Passage
    vectors: NDArray[np.float32]
    title: str
    source: str
    published: str | None
    url: str
    story: str = ""

    @property
    def published_second(self) -> int | None:
        """First second of the publication date since the epoch; None where it is unknown."""
        return None if self.published is None else earliest(self.published)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article comes from: its origin, what has to be read to get it, and the stamp by
    which an unchanged origin is known ("" for none)."""

    origin: str
    container: str = ""
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with all that will be stored of it. `vectors[i]` belongs to `passages[i]`.

    Without a `place`, the places that are known of it stay as they are.
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
                passage, vectors, article.title, article.source, article.published, article.url
            )


@dataclass(frozen=True, slots=True)
class ArticleIdentity:
    """What the catalog remembers of an article, to tell whether an incoming one is new."""

    id: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it was until `replaced` (ISO 8601, UTC). The oldest has `number` 1."""

    number: int
    replaced: str
    article: Article
