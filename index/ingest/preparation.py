"""Articles to passages, vectors and sketches, ready to be written.

Preparation has two steps, and an ingest runs them in two threads: `split` cuts articles into
passages in the thread that reads them, `embed` computes the vectors in the embedding thread. The
drafts between them are the only data that the steps share. Which vectors exist already,
`vector_reuse` finds out; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from index.core.article import Article
from index.core.stopwatch import Stopwatch
from index.embedding.embedder import Embedder
from index.ingest.draft import Draft
from index.ingest.vector_reuse import Vector, VectorReuse
from index.splitting.passages import DEFAULT_SPLITTING, Split, Splitting, embedding_text, split_all
from index.storage.catalog import Catalog
from index.storage.catalog_rows import round_to_stored
from index.storage.catalog_types import PreparedArticle, Provenance
from index.storage.minhash import compute_sketch

# About four batches of the model, a second of work: a run can be stopped so often.
_CHARACTERS_AT_ONCE = 32_000


def _never_stop() -> None:
    """The check of a caller that runs to the end."""


class Preparation:
    """Prepares batches of articles. `embedded_count` is the number of texts that the model read.

    Without a catalog, only texts of the latest batches are reused. One thread may call `split`
    while another calls `embed`; each takes the batches in order.
    """

    def __init__(
        self,
        catalog: Catalog | None,
        embedder: Embedder,
        splitting: Splitting = DEFAULT_SPLITTING,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self._embedder = embedder
        self._splitting = splitting
        self._watch = stopwatch or Stopwatch()
        self._reuse = VectorReuse(catalog, embedder)
        self.embedded_count = 0

    def prepare(
        self, articles: Sequence[tuple[Article, Provenance | None]]
    ) -> list[PreparedArticle]:
        """Both steps in one thread, for articles with their places."""
        return self.embed(self.split(articles))

    def split(self, articles: Sequence[tuple[Article, Provenance | None]]) -> list[Draft]:
        """The first step: split and sketch articles. Changes nothing in this object."""
        with self._watch.stage("split"):
            splits = split_all(
                [article for article, _ in articles], self._embedder, self._splitting
            )
        with self._watch.stage("sketch"):
            sketches = [compute_sketch(article) for article, _ in articles]
        return [
            Draft(article, place, split, tuple(_texts_to_embed(article, split)), article_sketch)
            for (article, place), split, article_sketch in zip(
                articles, splits, sketches, strict=True
            )
        ]

    def embed(
        self, drafts: Sequence[Draft], check: Callable[[], None] = _never_stop
    ) -> list[PreparedArticle]:
        """The second step: embed the texts of drafts, except those with a vector.

        `check` is called before each group of texts, and may raise to stop the run.
        """
        texts = dict.fromkeys(text for draft in drafts for texts in draft.texts for text in texts)
        with self._watch.stage("look up"):
            existing = self._reuse.find_vectors(drafts)
        with self._watch.stage("embed"):
            vectors = {text: existing[text] for text in texts if text in existing}
            vectors |= self._embed_texts([text for text in texts if text not in existing], check)
        self._reuse.remember(drafts, vectors)
        return [
            PreparedArticle(
                draft.article,
                draft.place,
                draft.split.passages,
                tuple(np.stack([vectors[text] for text in texts]) for texts in draft.texts),
                draft.sketch,
            )
            for draft in drafts
        ]

    def _embed_texts(
        self, texts: Sequence[str], check: Callable[[], None]
    ) -> Iterator[tuple[str, Vector]]:
        """Each text with its vector, in the precision that the catalog stores."""
        self.embedded_count += len(texts)
        for group in _group_by_length(texts):
            check()
            yield from zip(
                group, round_to_stored(self._embedder.embed_passages(group)), strict=True
            )


def _texts_to_embed(article: Article, split: Split) -> Iterator[tuple[str, ...]]:
    """The texts that the model reads per passage: the passage under its title, each sentence."""
    for passage in split.passages:
        yield (
            embedding_text(split.title, passage.text),
            *(article.text[span.start : span.end] for span in passage.sentences),
        )


def _group_by_length(texts: Sequence[str]) -> Iterator[list[str]]:
    """Groups of texts, shortest first, that are embedded at once; a very long text is alone."""
    group: list[str] = []
    characters = 0
    for text in sorted(texts, key=len):
        if group and characters + len(text) > _CHARACTERS_AT_ONCE:
            yield group
            group, characters = [], 0
        group.append(text)
        characters += len(text)
    if group:
        yield group
