"""Articles -> passages, vectors and sketches, ready to be written.

A text that was embedded before is not embedded again: one that recurs in the batch, one of the
article's earlier text, or a passage that any other article has word for word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage
from index.catalog import Catalog
from index.copies import sketch
from index.embedder import Embedder
from index.home import Home
from index.identity import remember_identity
from index.passages import STANDARD, Splitting, embedded_title, embedding_text, split
from index.rows import rounded
from index.stored import Place, PreparedArticle, StoredPassage

# As many as an ingest takes at a time.
_BATCH_ARTICLES = 48

Vector = NDArray[np.float32]


class Preparation:
    """Prepares batches of articles. `embedded` counts the texts that the model had to read.

    Without a catalog, only what recurs in a batch is embedded once.
    """

    def __init__(
        self, catalog: Catalog | None, embedder: Embedder, splitting: Splitting = STANDARD
    ) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._splitting = splitting
        self.embedded = 0

    def prepared(self, articles: Sequence[tuple[Article, Place | None]]) -> list[PreparedArticle]:
        """The articles, each with its place, split, embedded and sketched."""
        passages = [split(article, self._embedder, self._splitting) for article, _ in articles]
        texts = [
            self._texts(article, passage)
            for (article, _), found in zip(articles, passages, strict=True)
            for passage in found
        ]
        vectors = self._vectors(
            list(dict.fromkeys(text for group in texts for text in group)),
            self._earlier([article for article, _ in articles], passages),
        )
        groups = iter(texts)
        return [
            PreparedArticle(
                article,
                place,
                tuple(found),
                tuple(np.stack([vectors[text] for text in next(groups)]) for _ in found),
                sketch(article),
            )
            for (article, place), found in zip(articles, passages, strict=True)
        ]

    def _vectors(self, texts: Sequence[str], known: dict[str, Vector]) -> dict[str, Vector]:
        """A vector for each text, as it will be stored."""
        new = [text for text in texts if text not in known]
        self.embedded += len(new)
        made = rounded(self._embedder.embed_passages(new)) if new else ()
        return known | dict(zip(new, made, strict=True))

    def _texts(self, article: Article, passage: Passage) -> list[str]:
        """What the model reads for a passage: the passage under its title, then each sentence."""
        title = embedded_title(article.title, self._embedder)
        return [
            embedding_text(title, passage.text),
            *(article.text[span.start : span.end] for span in passage.sentences),
        ]

    def _earlier(
        self, articles: Sequence[Article], passages: Sequence[Sequence[Passage]]
    ) -> dict[str, Vector]:
        """Vectors that the catalog has of these articles' texts, or of texts just like them."""
        if self._catalog is None:
            return {}
        ids = [article.id for article in articles]
        own = self._catalog.passages(self._catalog.passage_ids(ids)).values()
        same = self._catalog.passages_like(
            (passage.text, article.title)
            for article, found in zip(articles, passages, strict=True)
            for passage in found
        )
        return {
            text: vector
            for stored in (*own, *same)
            for text, vector in zip(self._texts_of(stored), stored.vectors, strict=True)
        }

    def _texts_of(self, stored: StoredPassage) -> list[str]:
        passage = stored.passage
        title = embedded_title(stored.title, self._embedder)
        return [
            embedding_text(title, passage.text),
            *(
                passage.text[span.start - passage.start : span.end - passage.start]
                for span in passage.sentences
            ),
        ]


def rebuild(
    home: Home,
    embedder: Embedder,
    splitting: Splitting,
    on_progress: Callable[[Article], None],
) -> None:
    """Make the passages and vectors of all articles anew.

    The home is marked until it is done, so that half of it is never taken for the whole.
    """
    preparation = Preparation(None, embedder, splitting)
    # Before anything is cleared: a model that does not load must not cost the vectors there are.
    preparation.prepared([(Article("probe", "", "A probe."), None)])
    remember_identity(home, embedder, splitting, rebuilding=True)
    home.clear_indexes()
    ids = iter(home.catalog.listing.ids())
    while batch := list(islice(ids, _BATCH_ARTICLES)):
        articles = [article for i in batch if (article := home.catalog.article(i)) is not None]
        home.write(preparation.prepared([(article, None) for article in articles]))
        for article in articles:
            on_progress(article)
    home.catalog.remember(rebuilding="")
