"""A draft: an article that is split but not embedded. Pure data.

`preparation` makes drafts and turns them into prepared articles.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.core.article import Article
from index.splitting.passages import Split
from index.storage.catalog_types import Provenance
from index.storage.minhash import Sketch


@dataclass(frozen=True, slots=True)
class Draft:
    """An article, split and sketched. `texts[i]` are the texts that the model reads for passage i:
    the passage under its title, then each of its sentences."""

    article: Article
    place: Provenance | None
    split: Split
    texts: tuple[tuple[str, ...], ...]
    sketch: Sketch
