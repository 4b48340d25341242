"""The archive: articles in, ranked passages out. The door into this package.

Two side doors, `care` and `backup`, are for archives that nobody has open.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from index.article import Article, DatelineError, Filters, Hit, Term
from index.care import reindexed
from index.embedder import Embedder
from index.home import Home
from index.identity import check_identity, check_weights, remember_identity
from index.ingest import Ingest
from index.outcome import AddReport
from index.overview import Coverage, Share, coverage, shares
from index.preparation import Preparation, rebuild
from index.query import checked_query
from index.retrieval import Query, Retrieval
from index.sources import Read
from index.stopwatch import Stopwatch
from index.stored import Version
from index.sync import synced
from index.text import one_line
from index.tuning import TUNED, Tuning
from index.weights import DEFAULT_MODEL
from index.words import content_words


class Library:
    """A home and the model that made its vectors. Safe to use from several threads."""

    def __init__(self, home: Home, embedder: Embedder, tuning: Tuning = TUNED) -> None:
        self._home = home
        self._embedder = embedder
        self._tuning = tuning
        self._writing = threading.Lock()

    @classmethod
    def open(
        cls,
        home: Path | str,
        *,
        model: str = DEFAULT_MODEL,
        write: bool = False,
        tuning: Tuning = TUNED,
    ) -> Library:
        """Open a home, making it where there is none.

        One process may have it open with `write`. Raises DatelineError where the folder cannot be
        used, another process is writing, or another model or splitting made the home's vectors.
        """
        library = cls(Home(Path(home), write=write), Embedder(model), tuning)
        try:
            library._check()
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
        tuning: Tuning = TUNED,
        on_progress: Callable[[Article], None] = lambda article: None,
    ) -> Library:
        """Make a home's indexes anew from its catalog, and opened for writing.

        Where another model, or another way of splitting, made its vectors, those are made anew,
        too; if that is interrupted, the home refuses to open until it has been rebuilt.
        """
        embedder = Embedder(model)
        if not reindexed(Path(home), embedder, tuning.splitting):
            opened = Home(Path(home), write=True)
            try:
                rebuild(opened, embedder, tuning.splitting, on_progress)
            finally:
                opened.close()
        return cls(Home(Path(home), write=True), embedder, tuning)

    def close(self) -> None:
        """Let go of the home."""
        self._home.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _check(self) -> None:
        check_identity(self._home, self._embedder, self._tuning.splitting)

    # -- articles in

    def add(
        self, reads: Iterable[Read], on_progress: Callable[[Read], None] = lambda read: None
    ) -> AddReport:
        """Add what the readers give: new articles, changed ones, and nothing twice.

        Articles are written in batches; each batch that was written survives a crash. A problem
        with one article does not keep the others out. `on_progress` hears of every article once it
        is safe, and of every problem.
        """
        with self._writing:
            return self._ingest(on_progress).run(reads)

    def sync(
        self,
        folder: Path,
        reads: Iterable[Read],
        on_progress: Callable[[Read], None] = lambda read: None,
        *,
        may_be_empty: bool = False,
    ) -> AddReport:
        """Add what the readers give of a folder's files, and remove what is gone from there.

        An article that is still in another file, there or elsewhere, stays. Raises DatelineError
        where the folder is not there, or nothing of what was in it, unless it `may_be_empty`: a
        disk that is not mounted has lost nothing.
        """
        with self._writing:
            ingest = self._ingest(on_progress)
            return synced(self._home, ingest, folder, reads, may_be_empty=may_be_empty)

    def _ingest(self, on_progress: Callable[[Read], None]) -> Ingest:
        splitting = self._tuning.splitting
        remember_identity(self._home, self._embedder, splitting)
        preparation = Preparation(self._home.catalog, self._embedder, splitting)
        return Ingest(self._home, preparation, on_progress)

    def remove(self, article_ids: Sequence[str]) -> tuple[list[str], list[str]]:
        """Remove articles; returns the ids that were removed and those that were not known."""
        with self._writing:
            asked = {i: self._home.catalog.known("id", i) for i in article_ids}
            known = [article_id for article_id, found in asked.items() if found]
            if known:
                self._home.remove(known)
        return known, [article_id for article_id, found in asked.items() if not found]

    def remembered(self, container: str, origin: str = "") -> str:
        """The stamp under which a file, page, feed or entry was last read, "" where it was not."""
        return self._home.catalog.origins.stamp(container, origin)

    # -- passages out

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        stopwatch: Stopwatch | None = None,
    ) -> list[Hit]:
        """The k passages that fit the query best, best first, under filters.

        Of articles that are copies of one another one is shown; its hits name the other outlets.

        Scores are in 0..1 and compare only within one result. Raises DatelineError for an empty or
        over-long query and for filters that are no dates.
        """
        filters, watch = filters or Filters(), stopwatch or Stopwatch()
        query = checked_query(query)
        if k < 1:
            raise DatelineError(f"The number of hits must be at least 1, not {k}")
        self._home.refresh()
        if self.passage_count == 0:
            return []
        with watch.stage("embed"):
            # Again, since another process may have rebuilt the home with another model.
            self._check()
            check_weights(self._home, self._embedder)
            vector = self._embedder.embed_query(query)
        return Retrieval(self._home, self._tuning).best(Query(query, vector, filters), k, watch)

    def terms(self, query: str) -> list[Term]:
        """The query's content words with how many passages contain each."""
        found = []
        for word in content_words(query):
            for stem in self.stems(word.text):
                count = self._home.indexes.lexical.document_frequency(stem)
                found.append(Term(word.text, stem, count, word.is_name))
        return found

    def stems(self, text: str) -> list[str]:
        """The text's words as the lexical index knows them."""
        return self._home.indexes.lexical.stems(text)

    def get(self, article_id: str) -> Article:
        """An article by id; raises DatelineError where there is none."""
        article = self._home.catalog.article(article_id)
        if article is None:
            raise DatelineError(
                f"The archive has no article '{one_line(article_id[:80])}'", "See: dateline list"
            )
        return article

    def versions(self, article_id: str) -> list[Version]:
        """What an article was before it changed, oldest first; DatelineError where there is no
        such article."""
        return self._home.catalog.versions(self.get(article_id).id)

    def copies(self, article_id: str) -> list[tuple[str, str]]:
        """The other articles of an article's story, near-identical to it, with their outlets."""
        return self._home.catalog.stories.copies(article_id)

    def origins(self, article_id: str) -> list[str]:
        """The files and addresses from which an article came."""
        return self._home.catalog.origins.of_article(article_id)

    @contextmanager
    def writable(self) -> Iterator[Library]:
        """The same archive, open for writing in the body; shares the model.

        Raises DatelineError where another process is writing.
        """
        with Library(Home(self._home.folder, write=True), self._embedder, self._tuning) as writer:
            writer._check()
            yield writer

    def articles(self, limit: int | None = None) -> Iterator[Article]:
        """Articles, newest first and undated ones last."""
        return self._home.catalog.articles(limit)

    def sources(self) -> list[tuple[str, int]]:
        """Outlets with their number of articles, largest first."""
        return self._home.catalog.sources()

    def coverage(self, filters: Filters | None = None) -> Coverage:
        """How many articles the filters admit, of how many outlets and what dates."""
        return coverage(self._home.catalog.database, filters or Filters())

    def shares(self, filters: Filters | None = None) -> list[Share]:
        """Articles by month and outlet, oldest month first, undated ones last."""
        return list(shares(self._home.catalog.database, filters or Filters()))

    @property
    def article_count(self) -> int:
        """Number of articles."""
        return self._home.catalog.count("articles")

    @property
    def passage_count(self) -> int:
        """Number of passages."""
        return self._home.catalog.count("passages")

    def stats(self) -> dict[str, str | int | None]:
        """What the archive holds, for people and programs to read."""
        oldest, newest = self._home.catalog.date_range()
        return {
            "home": str(self._home.folder),
            "articles": self.article_count,
            "passages": self.passage_count,
            "stories": self._home.catalog.stories.count(),
            "sources": len(self.sources()),
            "oldest": oldest,
            "newest": newest,
            "model": self._home.catalog.fact("model") or self._embedder.name,
            "backend": self._embedder.backend,
            "bytes": self._home.size_in_bytes,
        }

    def warm_up(self) -> None:
        """Load the model now rather than with the first query."""
        self._embedder.embed_query("warm up")
