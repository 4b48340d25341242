"""One run of adding articles, in three threads.

    caller      read, detect changes, split     sources, change_detection, preparation
    embedding   compute the vectors             preparation
    writing     write catalog and indexes       storage.home

Each batch passes the threads in order. Deleted articles are not considered; `sync` removes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from index.core.stopwatch import Stopwatch
from index.core.thread_pipeline import ThreadPipeline
from index.ingest.change_detection import ChangeDetector
from index.ingest.draft import Draft
from index.ingest.preparation import Preparation
from index.ingest.reports import AddReport
from index.ingest.restoration import find_same_removed, restore_same
from index.ingest.vector_reuse import MAX_PENDING_BATCHES
from index.ingest.write_batch import WriteBatch, make_provenance
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    PublisherNotice,
    SourceEvent,
    UnchangedSource,
)
from index.storage.catalog_types import PreparedArticle
from index.storage.home import Home

# Chroma and tantivy write 1,000 passages in 1.3 s if they come 64 at a time, in 0.8 s if they come
# 128 at a time (about the passages of 96 articles), and hardly faster in larger batches. A run that
# is stopped loses its last batches, so they should be small. The number is constant: a run that
# continues a stopped one embeds the same texts together and gets the same vectors, bit for bit.
_BATCH_ARTICLES = 96
_BATCH_CHARACTERS = 450_000
# Places of unchanged articles and stamps of containers in a batch; notices of publishers at a time.
_BATCH_NOTES = 1_000
# Versions of items that are written on their own, so that each earlier one is kept. A file of more
# versions than that keeps the last one of each batch.
_MAX_EARLY_WRITES = 500
_IDLE_NOTICE = "its publisher takes back an item that the archive does not have"


@dataclass(frozen=True, slots=True)
class _DraftBatch:
    """A batch with drafts of its articles, as the caller's thread hands it over."""

    batch: WriteBatch
    drafts: list[Draft]


@dataclass(frozen=True, slots=True)
class _EmbeddedBatch:
    """A batch with its prepared articles, as the embedding thread hands it over."""

    batch: WriteBatch
    articles: list[PreparedArticle]


class Ingest:
    """One run of adding articles. Keeps at most a few batches in memory."""

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
        self._detector = ChangeDetector(home.catalog)
        self._pipeline: ThreadPipeline[_DraftBatch, WriteBatch] = ThreadPipeline(
            [self._embed, self._write], MAX_PENDING_BATCHES
        )
        self._counts = {"added": 0, "unchanged": 0, "updated": 0}
        self._killed: list[str] = []
        self._held: dict[str, None] = {}
        self._notices: list[PublisherNotice] = []
        self._early_writes = 0
        self._may_be_removed = bool(home.catalog.removed.count())
        self._restored: list[str] = []
        self._skipped: list[Problem] = []
        self._warnings: list[Problem] = []

    def run(self, reads: Iterable[SourceEvent]) -> AddReport:
        """Add everything that the readers yield; see `Library.add`."""
        with self._pipeline:
            for read in self._pull(reads):
                self._handle(read)
                if self._is_full():
                    self._send_batch()
                self._report_written(self._pipeline.collect())
            self._apply_notices()
            self._send_batch()
            self._report_written(self._pipeline.drain())
        return AddReport(
            added=self._counts["added"],
            unchanged=self._counts["unchanged"],
            updated=self._counts["updated"],
            killed=tuple(self._killed),
            held=tuple(self._held),
            restored=tuple(self._restored),
            skipped=tuple(self._skipped),
            warnings=tuple(self._warnings),
            embedded=self._preparation.embedded_count,
        )

    # -- in the caller's thread

    def _pull(self, reads: Iterable[SourceEvent]) -> Iterator[SourceEvent]:
        """The readers' items. If a reader fails, the batches sent before are still written."""
        iterator = iter(reads)
        while True:
            try:
                with self._watch.stage("read"):
                    read = next(iterator, None)
            except Exception:
                self._report_written(self._pipeline.drain())
                raise
            if read is None:
                return
            yield read

    def _handle(self, read: SourceEvent) -> None:
        if isinstance(read, PublisherNotice):
            self._notices.append(read)
            if len(self._notices) == _BATCH_NOTES:
                self._apply_notices()
            return
        # What comes after a notice must not be written before it.
        self._apply_notices()
        match read:
            case ParsedArticle():
                self._handle_article(read)
                return
            case Problem():
                (self._skipped if read.skipped else self._warnings).append(read)
            case FinishedSource():
                if read.stamp:
                    self._detector.filling.finished.append((read.container, read.stamp))
            case UnchangedSource():
                origins = self._home.catalog.origins
                self._counts["unchanged"] += 1 if read.origin else origins.count_in(read.container)
        self._on_progress(read)

    def _handle_article(self, incoming: ParsedArticle) -> None:
        if self._early_writes < _MAX_EARLY_WRITES and self._detector.replaces_unwritten(incoming):
            self._early_writes += 1
            self._send_batch()
        self._restore_same(incoming)
        with self._watch.stage("decide"):
            outcome = self._detector.add(incoming)
        if outcome == "canceled":
            self._skipped.append(Problem(incoming.origin, "its publisher canceled it"))
        else:
            self._counts["unchanged" if outcome == "repeated" else outcome] += 1
        if outcome in ("unchanged", "canceled"):
            self._on_progress(incoming)

    def _restore_same(self, incoming: ParsedArticle) -> None:
        """Restore the removed article that comes again, before it is compared."""
        if not self._may_be_removed:
            return
        ids = find_same_removed(self._home.catalog, incoming)
        if ids:
            self._send_batch()
            self._report_written(self._pipeline.drain())
            self._restored += restore_same(self._home, self._preparation, ids)

    def _apply_notices(self) -> None:
        """Do what the notices ask for, once all articles before them are written."""
        if not self._notices:
            return
        self._send_batch()
        self._report_written(self._pipeline.drain())
        notices = [(read.notice, read.place) for read in self._notices]
        items = self._home.catalog.items
        self._warnings += [
            Problem(place, _IDLE_NOTICE, skipped=False)
            for notice, place in notices
            if items.is_news(notice) and not items.find_covered(notice)
        ]
        with self._watch.stage("write"):
            killed, held = self._home.apply_notices(notices)
        self._killed += killed
        self._held = {i: None for i in (*self._held, *held) if i not in killed}
        for read in self._notices:
            self._on_progress(read)
        self._notices = []

    def _is_full(self) -> bool:
        batch = self._detector.filling
        return (
            len(batch.articles) >= _BATCH_ARTICLES
            or batch.characters >= _BATCH_CHARACTERS
            or len(batch.provenances) + len(batch.finished) >= _BATCH_NOTES
        )

    def _send_batch(self) -> None:
        """Split the batch, and send it to the embedding thread as soon as there is room."""
        if self._detector.filling.is_empty:
            return
        articles = self._detector.filling.articles.values()
        edits = self._home.catalog.edits
        drafts = self._preparation.split(
            [(edits.apply(item.article), make_provenance(item)) for item in articles]
        )
        draft_batch = _DraftBatch(self._detector.hand_over(), drafts)
        self._report_written(self._pipeline.submit(draft_batch))

    def _report_written(self, written: Iterable[WriteBatch]) -> None:
        for batch in written:
            self._detector.mark_written()
            now = self._home.catalog.availability.now
            for article_id, incoming in batch.articles.items():
                if incoming.article.terms.opens > now:
                    self._held[article_id] = None
            for incoming in (*batch.articles.values(), *batch.repeated):
                self._on_progress(incoming)

    # -- in the embedding thread and in the writing thread

    def _embed(self, draft_batch: _DraftBatch) -> _EmbeddedBatch:
        return _EmbeddedBatch(
            draft_batch.batch, self._preparation.embed(draft_batch.drafts, self._pipeline.check)
        )

    def _write(self, embedded: _EmbeddedBatch) -> WriteBatch:
        with self._watch.stage("write"):
            self._home.write(embedded.articles, embedded.batch.notes)
        return embedded.batch
