"""Articles -> passages, vectors and sketches, ready to be written.

A text that was embedded before is not embedded again: one that recurs in the batch, one of the
article's earlier text, or a passage that any other article has word for word.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index.core.article import Article
from index.core.stopwatch import Stopwatch
from index.embedding.embedder import Embedder
from index.splitting.passages import (
    DEFAULT_SPLITTING,
    Split,
    Splitting,
    cut_titles,
    embedding_text,
    split_all,
)
from index.storage.catalog import Catalog
from index.storage.catalog_rows import round_to_stored
from index.storage.catalog_types import PreparedArticle, Provenance, StoredPassage
from index.storage.minhash import Sketch, compute_sketch

# Batches that may be on their way at once: one at the model, one being written, and one that waits
# for each.
MOST_UNDER_WAY = 4
# About four of the model's own batches, a second of work: as often it can be stopped.
_CHARACTERS_AT_ONCE = 32_000

Vector = NDArray[np.float32]


def _goes_on() -> None:
    """Nobody wants to stop."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article, split and sketched. `texts[i]` is what the model reads for passage i: it under
    the title, then each of its sentences."""

    article: Article
    place: Provenance | None
    split: Split
    texts: tuple[tuple[str, ...], ...]
    sketch: Sketch


@dataclass(frozen=True, slots=True)
class _Recent:
    """A batch that may not be written yet: vectors by text, and the texts that were embedded for
    each article, by id, and for each passage, by what it says."""

    vectors: dict[str, Vector]
    of_article: dict[str, list[str]]
    of_passage: dict[str, list[str]]

    @classmethod
    def of(cls, drafts: Sequence[Draft], vectors: dict[str, Vector]) -> Self:
        """What is remembered of a batch."""
        found = cls(vectors, {}, {})
        for draft in drafts:
            own = found.of_article.setdefault(draft.article.id, [])
            for passage, texts in zip(draft.split.passages, draft.texts, strict=True):
                own.extend(texts)
                found.of_passage.setdefault(passage.text, []).extend(texts)
        return found

    def known(self, draft: Draft) -> Iterator[tuple[str, Vector]]:
        """Vectors that the catalog would give for an article, if the batch were written."""
        groups = [self.of_passage.get(passage.text, ()) for passage in draft.split.passages]
        for texts in (self.of_article.get(draft.article.id, ()), *groups):
            yield from ((text, self.vectors[text]) for text in texts)


class Preparation:
    """Prepares batches of articles. `embedded` counts the texts that the model had to read.

    Without a catalog, only what recurs in the few latest batches is known. One thread may make
    drafts while another has them embedded, both one batch after the other.
    """

    def __init__(
        self,
        catalog: Catalog | None,
        embedder: Embedder,
        splitting: Splitting = DEFAULT_SPLITTING,
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._splitting = splitting
        self._watch = stopwatch or Stopwatch()
        self._recent: deque[_Recent] = deque(maxlen=MOST_UNDER_WAY)
        self.embedded = 0

    def prepared(
        self, articles: Sequence[tuple[Article, Provenance | None]]
    ) -> list[PreparedArticle]:
        """The articles, each with its place, split, embedded and sketched."""
        return self.finished(self.drafted(articles))

    def drafted(self, articles: Sequence[tuple[Article, Provenance | None]]) -> list[Draft]:
        """The articles, each with its place, split and sketched."""
        with self._watch.stage("split"):
            splits = split_all(
                [article for article, _ in articles], self._embedder, self._splitting
            )
        with self._watch.stage("sketch"):
            sketches = [compute_sketch(article) for article, _ in articles]
        return [
            Draft(article, place, found, tuple(_texts(article, found)), sketched)
            for (article, place), found, sketched in zip(articles, splits, sketches, strict=True)
        ]

    def finished(
        self, drafts: Sequence[Draft], check: Callable[[], None] = _goes_on
    ) -> list[PreparedArticle]:
        """Drafts with their vectors. `check` is called now and then, and may raise."""
        texts = dict.fromkeys(text for draft in drafts for texts in draft.texts for text in texts)
        with self._watch.stage("look up"):
            known = self._known(drafts)
        with self._watch.stage("embed"):
            vectors = self._vectors(list(texts), known, check)
        self._recent.append(_Recent.of(drafts, vectors))
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

    def _vectors(
        self, texts: Sequence[str], known: dict[str, Vector], check: Callable[[], None]
    ) -> dict[str, Vector]:
        """A vector for each text, as it will be stored."""
        vectors = {text: known[text] for text in texts if text in known}
        new = [text for text in texts if text not in known]
        self.embedded += len(new)
        for part in _parts(new):
            check()
            made = round_to_stored(self._embedder.embed_passages(part))
            vectors.update(zip(part, made, strict=True))
        return vectors

    def _known(self, drafts: Sequence[Draft]) -> dict[str, Vector]:
        """Vectors of these articles' texts, or of texts just like them, that there are already.

        The catalog is asked as if none of the recent batches were written, and they as if they
        were: how far the writing is makes no difference to what is embedded.
        """
        known: dict[str, Vector] = {}
        titles = {draft.article.title: draft.split.title for draft in drafts}
        for stored in self._stored(drafts):
            if any(stored.passage.article_id in batch.of_article for batch in self._recent):
                continue
            if stored.title not in titles:
                (titles[stored.title],) = cut_titles([stored.title], self._embedder)
            texts = _texts_of(stored, titles[stored.title])
            known.update(zip(texts, stored.vectors, strict=True))
        for batch in self._recent:
            for draft in drafts:
                known.update(batch.known(draft))
        return known

    def _stored(self, drafts: Sequence[Draft]) -> Iterator[StoredPassage]:
        """Passages that the catalog has of these articles, and those like one of theirs."""
        if self._catalog is None:
            return
        own = self._catalog.passage_ids([draft.article.id for draft in drafts])
        yield from self._catalog.passages(own).values()
        yield from self._catalog.find_passages_like(
            (passage.text, draft.article.title)
            for draft in drafts
            for passage in draft.split.passages
        )


def _texts(article: Article, split: Split) -> Iterator[tuple[str, ...]]:
    """What the model reads for each passage: the passage under its title, then each sentence."""
    for passage in split.passages:
        yield (
            embedding_text(split.title, passage.text),
            *(article.text[span.start : span.end] for span in passage.sentences),
        )


def _texts_of(stored: StoredPassage, title: str) -> Iterator[str]:
    """What the model read for a stored passage."""
    passage = stored.passage
    yield embedding_text(title, passage.text)
    for span in passage.sentences:
        yield passage.text[span.start - passage.start : span.end - passage.start]


def _parts(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts by length, as many at a time as are embedded at once; a longer one comes alone."""
    part: list[str] = []
    characters = 0
    for text in sorted(texts, key=len):
        if part and characters + len(text) > _CHARACTERS_AT_ONCE:
            yield part
            part, characters = [], 0
        part.append(text)
        characters += len(text)
    if part:
        yield part
