"""Measures the inside of the program: the texts that the model reads, and the stages of an ingest.

The only module of the benchmark that imports internals of `index`. It does not change them.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.config.settings import Settings
from index.core.article import Article
from index.core.errors import DatelineError
from index.core.stopwatch import Stopwatch
from index.embedding.embedder import Embedder
from index.embedding.engine import Precision
from index.library import Library
from index.sources.parsed_article import SourceEvent
from index.splitting.passages import cut_title, embedding_text, split
from index.storage.home import Home

# File names in a home that identify a store.
_STORES = {"catalog": "catalog", "chroma": "vectors", "tantivy": "lexical"}
_MB = 1_000_000

__all__ = ["Embedder", "IngestRun", "Library", "Precision", "ingest", "open_with_embedder"]


@dataclass(frozen=True, slots=True)
class IngestRun:
    """An ingest, from the first file to the closed home; opening is not included. `texts` counts
    the
    texts that the model read, `pieces` their word pieces; `stages` are milliseconds."""

    articles: int
    passages: int
    texts: int
    pieces: int
    seconds: float
    stages: dict[str, float]


def open_with_embedder(
    home: Path, embedder: Embedder, settings: Settings, *, write: bool
) -> Library:
    """Open a home with any embedder."""
    return Library(Home(home, write=write), embedder, settings.tuning)


def ingest(
    home: Path, embedder: Embedder, settings: Settings, reads: Iterator[SourceEvent]
) -> IngestRun:
    """Add articles to a new home and measure the stages.

    Raises DatelineError if there is nothing to add.
    """
    # Opening imports modules, which the rate excludes, as for the peers.
    home_for_writing = Home(home, write=True)
    watch = Stopwatch()
    started = time.perf_counter()
    with _record_texts(embedder) as texts:
        with Library(home_for_writing, embedder, settings.tuning) as library:
            report = library.add(reads, stopwatch=watch)
            passages = library.passage_count
        seconds = time.perf_counter() - started
    if report.added == 0:
        raise DatelineError("Nothing was added")
    stages = watch.timings_ms()
    del stages["total"]
    return IngestRun(
        report.added, passages, len(texts), sum(count_pieces(embedder, texts)), seconds, stages
    )


@contextmanager
def _record_texts(embedder: Embedder) -> Iterator[list[str]]:
    """Record the texts that the embedder reads in the body of the `with`."""
    texts: list[str] = []
    embed = embedder.embed_passages

    def embed_and_record(batch: Sequence[str]) -> NDArray[np.float32]:
        texts.extend(batch)
        return embed(batch)

    embedder.embed_passages = embed_and_record  # type: ignore[method-assign, assignment]
    try:
        yield texts
    finally:
        del embedder.embed_passages


def collect_texts(
    articles: Iterable[Article], embedder: Embedder, settings: Settings
) -> tuple[list[str], list[str]]:
    """Collect the distinct texts that the model reads: passages with their titles; and these plus
    the
    sentences."""
    passages: dict[str, None] = {}
    sentences: dict[str, None] = {}
    for article in articles:
        title = cut_title(article.title, embedder)
        for passage in split(article, embedder, settings.tuning.splitting):
            passages[embedding_text(title, passage.text)] = None
            sentences |= dict.fromkeys(article.text[a:b] for a, b in passage.sentences)
    return list(passages), list(passages | sentences)


def count_pieces(embedder: Embedder, texts: Sequence[str]) -> list[int]:
    """Count the word pieces of each text that the model reads, without its two special tokens."""
    room = embedder.room
    return [min(len(spans), room) for spans in embedder.spans(texts)]


def measure_disk_mb(home: Path) -> dict[str, float]:
    """Megabytes of a home by store."""
    sizes = dict.fromkeys(_STORES.values(), 0.0)
    for path in home.rglob("*"):
        top = path.relative_to(home).parts[0].split(".")[0]
        store = _STORES.get(top, "other")
        with suppress(FileNotFoundError):
            size = path.stat().st_size if path.is_file() else 0
            sizes[store] = sizes.get(store, 0.0) + size / _MB
    return {
        store: size for store, size in sizes.items() if store in _STORES.values() or size > 0.01
    }
