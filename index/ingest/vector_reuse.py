"""Finds vectors that exist already, so that no text is embedded twice.

A text is reused from the latest batches, from the stored version of its article, or from a passage
of another article with the same words. Embeds nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.embedding.embedder import Embedder
from index.ingest.draft import Draft
from index.splitting.passages import cut_titles, embedding_text
from index.storage.catalog import Catalog
from index.storage.catalog_types import StoredPassage

# The number of batches that may be unwritten at once: one at the model, one being written, and one
# that waits for each.
MAX_PENDING_BATCHES = 4

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _RecentBatch:
    """A batch that may be unwritten: its vectors by text, and its texts by article id and by the
    text of a passage."""

    vectors: Mapping[str, Vector]
    texts_by_article: dict[str, list[str]]
    texts_by_passage: dict[str, list[str]]

    @classmethod
    def build(cls, drafts: Sequence[Draft], vectors: Mapping[str, Vector]) -> Self:
        """Index the texts of a batch."""
        batch = cls(vectors, {}, {})
        for draft in drafts:
            article_texts = batch.texts_by_article.setdefault(draft.article.id, [])
            for passage, texts in zip(draft.split.passages, draft.texts, strict=True):
                article_texts.extend(texts)
                batch.texts_by_passage.setdefault(passage.text, []).extend(texts)
        return batch

    def find_vectors(self, draft: Draft) -> Iterator[tuple[str, Vector]]:
        """The vectors that the catalog would hold for an article if the batch were written."""
        groups = [self.texts_by_passage.get(passage.text, ()) for passage in draft.split.passages]
        for texts in (self.texts_by_article.get(draft.article.id, ()), *groups):
            yield from ((text, self.vectors[text]) for text in texts)


class VectorReuse:
    """The vectors of the catalog and of the latest batches. Used by one thread at a time.

    The answers do not depend on how far the writing is: the catalog is read as if no recent batch
    were written, and the recent batches are read as if all of them were.
    """

    def __init__(self, catalog: Catalog | None, embedder: Embedder) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._recent: deque[_RecentBatch] = deque(maxlen=MAX_PENDING_BATCHES)

    def find_vectors(self, drafts: Sequence[Draft]) -> dict[str, Vector]:
        """Existing vectors by text, for texts of these articles and of passages like theirs."""
        vectors: dict[str, Vector] = {}
        titles = {draft.article.title: draft.split.title for draft in drafts}
        for stored in self._find_passages(drafts):
            if any(stored.passage.article_id in batch.texts_by_article for batch in self._recent):
                continue
            if stored.title not in titles:
                (titles[stored.title],) = cut_titles([stored.title], self._embedder)
            texts = _list_embedded_texts(stored, titles[stored.title])
            vectors.update(zip(texts, stored.vectors, strict=True))
        for batch in self._recent:
            for draft in drafts:
                vectors.update(batch.find_vectors(draft))
        return vectors

    def remember(self, drafts: Sequence[Draft], vectors: Mapping[str, Vector]) -> None:
        """Keep the vectors of a batch until it is surely written."""
        self._recent.append(_RecentBatch.build(drafts, vectors))

    def _find_passages(self, drafts: Sequence[Draft]) -> Iterator[StoredPassage]:
        """Stored passages of these articles, and stored passages with the same words."""
        if self._catalog is None:
            return
        ids = self._catalog.passage_ids([draft.article.id for draft in drafts])
        yield from self._catalog.passages(ids).values()
        yield from self._catalog.find_passages_like(
            (passage.text, draft.article.title)
            for draft in drafts
            for passage in draft.split.passages
        )


def _list_embedded_texts(stored: StoredPassage, title: str) -> Iterator[str]:
    """The texts that the model read for a stored passage."""
    passage = stored.passage
    yield embedding_text(title, passage.text)
    for span in passage.sentences:
        yield passage.text[span.start - passage.start : span.end - passage.start]
