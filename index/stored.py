"""What a catalog holds of an article, vectors included. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage
from index.dates import earliest


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its article's metadata and its vectors.

    `vectors` is float32 of shape (1 + sentences, d): the passage's own first, unit length each.
    """

    passage: Passage
    vectors: NDArray[np.float32]
    title: str
    source: str
    published: str | None
    url: str

    @property
    def published_second(self) -> int | None:
        """First second of the publication date since the epoch; None where it is unknown."""
        return None if self.published is None else earliest(self.published)


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """An article with all that will be stored of it. `vectors[i]` belongs to `passages[i]`."""

    article: Article
    origin: str
    passages: tuple[Passage, ...]
    vectors: tuple[NDArray[np.float32], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the catalog remembers of an article, to tell whether an incoming one is new."""

    id: str
    content_hash: str
    origin: str
