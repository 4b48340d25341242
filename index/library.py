"""The archive: articles in, ranked passages out. The main interface of this package."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.core.article import Article, Filters, Hit
from index.core.errors import DatelineError, PublicError
from index.core.stopwatch import Stopwatch
from index.embedding.embedder import Embedder
from index.embedding.engine import DEFAULT_PRECISION, Precision
from index.embedding.model_files import DEFAULT_MODEL
from index.embedding.shared_embedder import share_embedder
from index.ingest.edit_articles import edit_articles
from index.ingest.embedding_identity import check_identity, check_weights
from index.ingest.enrichment import enrich
from index.ingest.ingest import Ingest
from index.ingest.reembedding import reembed
from index.ingest.reports import AddReport
from index.ingest.sync import sync_folder
from index.library_removal import LibraryRemoval
from index.maintenance.offline_repair import rebuild_indexes
from index.search.query import check_query
from index.search.retrieval import Retriever, SearchRequest
from index.search.search_config import DEFAULT_TUNING, Tuning
from index.sources.parsed_article import SourceEvent
from index.storage.home import Home
from index.storage.permission.availability import Clock


class Library(LibraryRemoval):
    """A home and the model of its vectors. Safe to use from several threads."""

    def __init__(self, home: Home, embedder: Embedder, tuning: Tuning = DEFAULT_TUNING) -> None:
        super().__init__(home, embedder, tuning)

    @classmethod
    def open(
        cls,
        home: Path | str,
        *,
        model: str = DEFAULT_MODEL,
        write: bool = False,
        create: bool | None = None,
        tuning: Tuning = DEFAULT_TUNING,
        precision: Precision = DEFAULT_PRECISION,
        clock: Clock = time.time,
        process: str = "library",
    ) -> Library:
        """Open a home. `create` says whether to create a missing one; the default is `write`.

        Articles appear and expire by the `clock`, which states seconds since the epoch. `process`
        is the kind of this process, for the ledger.

        One process may have it open with `write`. Raises DatelineError if there is no archive, the
        folder cannot be used, another process is writing, or another model or splitting made the
        home's vectors.
        """
        stores = Home(Path(home), write=write, create=create, clock=clock, process=process)
        library = cls(stores, share_embedder(model, precision), tuning)
        try:
            library._check_identity()
            if write:
                library._purge_expired()
        except DatelineError:
            library.close()
            raise
        return library

    @classmethod
    def rebuild(
        cls,
        home: Path | str,
        *,
        model: str = DEFAULT_MODEL,
        tuning: Tuning = DEFAULT_TUNING,
        precision: Precision = DEFAULT_PRECISION,
        on_progress: Callable[[Article], None] = lambda article: None,
    ) -> Library:
        """Rebuild a home's indexes from its catalog, and open it for writing.

        If another model or splitting made its vectors, all articles are embedded again. If that is
        interrupted, the home refuses to open until it is rebuilt.
        """
        embedder = share_embedder(model, precision)
        if not rebuild_indexes(Path(home), embedder, tuning.splitting):
            stores = Home(Path(home), write=True, create=False)
            try:
                reembed(stores, embedder, tuning.splitting, on_progress)
            finally:
                stores.close()
        return cls(Home(Path(home), write=True, create=False), embedder, tuning)

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_identity(self) -> None:
        check_identity(self._home, self._embedder, self._tuning.splitting)

    # -- articles in

    def add(
        self,
        reads: Iterable[SourceEvent],
        on_progress: Callable[[SourceEvent], None] = lambda read: None,
        stopwatch: Stopwatch | None = None,
    ) -> AddReport:
        """Add new and changed articles from readers; unchanged ones are skipped.

        Articles are written in batches; each written batch survives a crash. A problem with one
        article does not affect the others. `on_progress` is called for every article once it is
        written, and for every problem.

        Reading, embedding and writing overlap, with a few batches in memory. The stages of the
        `stopwatch` overlap likewise.
        """
        with self._writing:
            return self._ingest(on_progress, stopwatch).run(reads)

    def sync(
        self,
        folder: Path,
        reads: Iterable[SourceEvent],
        on_progress: Callable[[SourceEvent], None] = lambda read: None,
        *,
        may_be_empty: bool = False,
    ) -> AddReport:
        """Add the articles of a folder's files, and remove those whose files are gone.

        An article that is still in another file, there or elsewhere, stays. Raises DatelineError if
        the folder is missing, or if all its files are, unless it `may_be_empty`: the disk may not
        be mounted.
        """
        with self._writing:
            ingest = self._ingest(on_progress)
            return sync_folder(self._home, ingest, folder, reads, may_be_empty=may_be_empty)

    def _ingest(
        self, on_progress: Callable[[SourceEvent], None], stopwatch: Stopwatch | None = None
    ) -> Ingest:
        watch = stopwatch or Stopwatch()
        return Ingest(self._home, self._make_preparation(watch), on_progress, watch)

    def enrich(
        self,
        on_progress: Callable[[Article], None] = lambda article: None,
        *,
        limit: int | None = None,
        anew: bool = False,
    ) -> int:
        """Find who says what in the articles of which this is not known yet, newest first; with
        `anew` in all of them. Returns how many were read, at most `limit`.

        What is found survives a crash. Raises DatelineError if the parser's weights are missing.
        """
        with self._writing:
            if anew:
                self._home.catalog.attributions.forget()
            return enrich(self._home.catalog.attributions, on_progress, limit)

    def edit(self, article_ids: Sequence[str], values: Mapping[str, Any]) -> int:
        """Set `title`, `source`, `published` or `authors` of articles, or without values take back
        what was set; returns how many changed. Raises as `edit_articles`, and then sets none."""
        with self._writing:
            return edit_articles(self._home, self._make_preparation(), article_ids, values)

    def release(self, article_ids: Sequence[str], reason: str = "", *, early: bool = False) -> None:
        """Show held articles from now on; the ledger keeps the reason.

        Raises UnknownArticleError, and releases none, if one of them is not held; raises
        PublicError if one has an embargo with a date, unless it may be released `early`.
        """
        with self._writing:
            for article_id in article_ids:
                self._check_release(article_id, early=early)
            self._home.catalog.release(article_ids, reason)

    # -- passages out

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        stopwatch: Stopwatch | None = None,
    ) -> list[Hit]:
        """The k passages that match the query best, best first, under filters.

        Of near-duplicate articles one is shown; its hits name the other outlets. A speaker whom
        the archive does not know has no passages.

        Scores are in 0..1 and compare only within one result. Raises DatelineError for an empty or
        over-long query and for filters that are no dates.
        """
        watch = stopwatch or Stopwatch()
        query = check_query(query)
        if k < 1:
            raise PublicError(f"The number of hits must be at least 1, not {k}")
        self._home.refresh()
        if self.passage_count == 0:
            return []
        with watch.stage("embed"):
            # Again, because another process may have rebuilt the home with another model.
            self._check_identity()
            check_weights(self._home, self._embedder)
            vector = self._embedder.embed_query(query)
        filters = self._look_up_speaker(filters)
        return Retriever(self._home, self._tuning).retrieve(
            SearchRequest(query, vector, filters), k, watch
        )

    @contextmanager
    def writable(self) -> Iterator[Library]:
        """The same archive, open for writing in the body, with the same model.

        Raises DatelineError if another process is writing, or the archive is gone.
        """
        own = self._home
        home = Home(own.folder, write=True, create=False, clock=own.clock, process=own.process)
        with Library(home, self._embedder, self._tuning) as writer:
            writer._check_identity()
            writer._purge_expired()
            yield writer

    def warm_up(self) -> None:
        """Load the model now rather than with the first query."""
        self._embedder.embed_query("warm up")
