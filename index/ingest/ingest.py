"""A run of adding: articles are read and split here, embedded in one thread, written in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.core.stopwatch import Stopwatch
from index.core.thread_pipeline import Conveyor
from index.ingest.change_detection import Arrivals, Batch, place
from index.ingest.preparation import MOST_UNDER_WAY, Draft, Preparation
from index.ingest.reports import AddReport
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
    UnchangedSource,
)
from index.storage.catalog_types import PreparedArticle
from index.storage.home import Home

# For 1,000 passages Chroma and tantivy take 1.3 s where they come 64 at a time, 0.8 s where they
# come 128 (about as many as this), and hardly less in larger batches, of which more would be lost
# where a run is stopped. Always as many: whoever goes on with a run that was stopped embeds the
# same texts together, and gets the same vectors to the last bit.
_BATCH_ARTICLES = 96
_BATCH_CHARACTERS = 450_000
# Notes of where unchanged articles came from are small, but not nothing.
_BATCH_NOTES = 1_000


@dataclass(frozen=True, slots=True)
class _Load:
    """A batch on its way: its articles as drafts, then as what will be stored of them."""

    batch: Batch
    drafts: list[Draft]


@dataclass(frozen=True, slots=True)
class _Embedded:
    batch: Batch
    articles: list[PreparedArticle]


class Ingest:
    """One run of adding. Holds a few batches of articles in memory at a time."""

    def __init__(
        self,
        home: Home,
        preparation: Preparation,
        on_progress: Callable[[SourceEvent], None],
        stopwatch: Stopwatch | None = None,
    ) -> None:
        self._home = home
        self._preparation = preparation
        self._on_progress = on_progress
        self._watch = stopwatch or Stopwatch()
        self._arrivals = Arrivals(home.catalog)
        self._conveyor: Conveyor[_Load, Batch] = Conveyor(
            [self._embedded, self._written], MOST_UNDER_WAY
        )
        self._counts = {"added": 0, "unchanged": 0, "updated": 0}
        self._skipped: list[Problem] = []
        self._warnings: list[Problem] = []

    def run(self, reads: Iterable[SourceEvent]) -> AddReport:
        """Take everything that the readers give; see `Library.add`."""
        with self._conveyor:
            for read in self._arriving(reads):
                self._take(read)
                if self._is_full():
                    self._hand_over()
                self._acknowledge(self._conveyor.done())
            self._hand_over()
            self._acknowledge(self._conveyor.rest())
        return AddReport(
            added=self._counts["added"],
            unchanged=self._counts["unchanged"],
            updated=self._counts["updated"],
            skipped=tuple(self._skipped),
            warnings=tuple(self._warnings),
            embedded=self._preparation.embedded,
        )

    # -- in the thread of whoever adds

    def _arriving(self, reads: Iterable[SourceEvent]) -> Iterator[SourceEvent]:
        """What the readers give. Where they fail, what was handed over is still written."""
        given = iter(reads)
        while True:
            try:
                with self._watch.stage("read"):
                    read = next(given, None)
            except Exception:
                self._acknowledge(self._conveyor.rest())
                raise
            if read is None:
                return
            yield read

    def _take(self, read: SourceEvent) -> None:
        match read:
            case ParsedArticle():
                self._take_article(read)
                return
            case Problem():
                (self._skipped if read.skipped else self._warnings).append(read)
            case FinishedSource():
                if read.stamp:
                    self._arrivals.filling.finished.append((read.container, read.stamp))
            case UnchangedSource():
                origins = self._home.catalog.origins
                self._counts["unchanged"] += 1 if read.origin else origins.count_in(read.container)
        self._on_progress(read)

    def _take_article(self, incoming: ParsedArticle) -> None:
        with self._watch.stage("decide"):
            outcome = self._arrivals.take(incoming)
        self._counts["unchanged" if outcome == "repeated" else outcome] += 1
        if outcome == "unchanged":
            self._on_progress(incoming)

    def _is_full(self) -> bool:
        batch = self._arrivals.filling
        return (
            len(batch.articles) >= _BATCH_ARTICLES
            or batch.characters >= _BATCH_CHARACTERS
            or len(batch.placed) + len(batch.finished) >= _BATCH_NOTES
        )

    def _hand_over(self) -> None:
        """Send the batch on its way, as soon as there is room."""
        if self._arrivals.filling.is_empty:
            return
        articles = self._arrivals.filling.articles.values()
        drafts = self._preparation.drafted([(item.article, place(item)) for item in articles])
        load = _Load(self._arrivals.handed_over(), drafts)
        self._acknowledge(self._conveyor.put(load))

    def _acknowledge(self, written: Iterable[Batch]) -> None:
        for batch in written:
            self._arrivals.written()
            for incoming in (*batch.articles.values(), *batch.repeated):
                self._on_progress(incoming)

    # -- in threads of their own

    def _embedded(self, load: _Load) -> _Embedded:
        return _Embedded(load.batch, self._preparation.finished(load.drafts, self._conveyor.check))

    def _written(self, load: _Embedded) -> Batch:
        with self._watch.stage("write"):
            self._home.write(load.articles, list(load.batch.placed.values()), load.batch.finished)
        return load.batch
