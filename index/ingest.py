"""Articles on their way into a home: which are new, their passages, their vectors, in batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.article import Article, Passage, digest
from index.embedder import Embedder
from index.home import Home
from index.identity import remember_identity
from index.passages import embedded_title, embedding_text, split
from index.sources import Incoming, Problem, Read
from index.stored import Known, PreparedArticle

# Enough to fill the model's batches and to make a commit's cost (about 0.1 s) small beside the
# embedding's (about 3 s); few enough that little is lost when a run is stopped.
_BATCH_ARTICLES = 48
_BATCH_CHARACTERS = 400_000


@dataclass(frozen=True, slots=True)
class AddReport:
    """What became of the articles of one run; `warnings` are reservations about added ones."""

    added: int = 0
    unchanged: int = 0
    updated: int = 0
    skipped: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


class Ingest:
    """One run of adding. Holds a batch of articles in memory at a time."""

    def __init__(self, home: Home, embedder: Embedder, on_progress: Callable[[Read], None]) -> None:
        self._home = home
        self._embedder = embedder
        self._on_progress = on_progress
        self._batch: dict[str, Incoming] = {}
        self._report = AddReport()
        self._skipped: list[Problem] = []
        self._warnings: list[Problem] = []

    def run(self, reads: Iterable[Read]) -> AddReport:
        """Take everything that the readers give; see `Library.add`."""
        for read in reads:
            if isinstance(read, Problem):
                self._note(read)
            else:
                self._take(read)
        self._flush()
        return replace(self._report, skipped=tuple(self._skipped), warnings=tuple(self._warnings))

    def _note(self, problem: Problem) -> None:
        (self._skipped if problem.skipped else self._warnings).append(problem)
        self._on_progress(problem)

    def _take(self, incoming: Incoming) -> None:
        article, known = self._placed(incoming)
        report = self._report
        if known is not None and known.content_hash == article.content_hash:
            self._report = replace(report, unchanged=report.unchanged + 1)
            self._on_progress(incoming)
            return
        if known is not None:
            self._report = replace(report, updated=report.updated + 1)
        else:
            self._report = replace(report, added=report.added + 1)
        self._batch[article.id] = replace(incoming, article=article)
        characters = sum(len(waiting.article.text) for waiting in self._batch.values())
        if len(self._batch) >= _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            self._flush()

    def _placed(self, incoming: Incoming) -> tuple[Article, Known | None]:
        """The article under the id that it has or gets, and what is known under that id.

        What came from the same place before keeps its id. The same content from another place is
        the same article; other content under the same id gets an id of its own.
        """
        article = incoming.article
        if known := self._known("origin", incoming.origin):
            return replace(article, id=known.id), known
        known = self._known("id", article.id)
        if known is None or known.content_hash == article.content_hash:
            return article, known
        own_id = f"{article.id}-{digest(incoming.origin)[:8]}"
        return replace(article, id=own_id), self._known("id", own_id)

    def _known(self, column: str, value: str) -> Known | None:
        for article_id, waiting in self._batch.items():
            if value == (article_id if column == "id" else waiting.origin):
                return Known(article_id, waiting.article.content_hash, waiting.origin)
        return self._home.catalog.known(column, value)

    def _flush(self) -> None:
        waiting = list(self._batch.values())
        if not waiting:
            return
        self._home.write(
            prepared([(item.article, item.origin) for item in waiting], self._embedder)
        )
        self._batch = {}
        for item in waiting:
            self._on_progress(item)


def prepared(articles: Sequence[tuple[Article, str]], embedder: Embedder) -> list[PreparedArticle]:
    """Articles, each with its origin, split and embedded. A text that recurs is embedded once."""
    passages = [split(article, embedder) for article, _ in articles]
    texts = [
        _embedded_texts(article, passage, embedder)
        for (article, _), found in zip(articles, passages, strict=True)
        for passage in found
    ]
    distinct = list(dict.fromkeys(text for group in texts for text in group))
    rows = {text: row for row, text in enumerate(distinct)}
    vectors = embedder.embed_passages(distinct)
    groups = iter(texts)

    def vectors_of(passage: Passage) -> NDArray[np.float32]:
        found: NDArray[np.float32] = vectors[[rows[text] for text in next(groups)]]
        return found

    return [
        PreparedArticle(article, origin, tuple(found), tuple(map(vectors_of, found)))
        for (article, origin), found in zip(articles, passages, strict=True)
    ]


def _embedded_texts(article: Article, passage: Passage, embedder: Embedder) -> list[str]:
    """What the model reads for a passage: the passage under its title, then each sentence."""
    title = embedded_title(article.title, embedder)
    return [
        embedding_text(title, passage.text),
        *(article.text[span.start : span.end] for span in passage.sentences),
    ]


def rebuild(home: Home, embedder: Embedder, on_progress: Callable[[Article], None]) -> None:
    """Make the passages and vectors of all articles anew.

    The home is marked until it is done, so that half of it is never taken for the whole.
    """
    # Before anything is cleared: a model that does not load must not cost the vectors there are.
    prepared([(Article("probe", "", "A probe."), "")], embedder)
    remember_identity(home, embedder, rebuilding=True)
    home.clear_indexes()
    for batch in _batched(home.catalog.articles()):
        known = [home.catalog.known("id", article.id) for article in batch]
        origins = [found.origin if found else "" for found in known]
        home.write(prepared(list(zip(batch, origins, strict=True)), embedder))
        for article in batch:
            on_progress(article)
    home.catalog.remember(rebuilding="")


def _batched(articles: Iterable[Article]) -> Iterator[list[Article]]:
    waiting = iter(articles)
    while batch := list(islice(waiting, _BATCH_ARTICLES)):
        yield batch
