"""A removed article, as it is listed and as it is kept. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from index.storage.removal.kept_rows import ArticleRows

# How long a removed article can be restored, unless a setting says otherwise.
KEEP_DAYS = 30


@dataclass(frozen=True, slots=True)
class RemovedArticle:
    """A removed article. `removed` and `goes` are seconds since the epoch: when it was removed, and
    when it goes for good."""

    id: str
    title: str
    source: str
    published: str | None
    removed: int
    goes: int


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """What is kept of a removed article. `vectors` names the model and the splitting of its
    vectors."""

    id: str
    vectors: str
    rows: ArticleRows
