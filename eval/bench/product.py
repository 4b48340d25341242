"""The program taken apart: what the model reads of articles, and where an ingest spends its time.

The one module here that goes behind the library's door: it wraps parts from outside, and changes
nothing of what they do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.settings import Settings
from index.article import Article, DatelineError
from index.embedder import Embedder
from index.home import Home
from index.library import Library
from index.passages import embedded_title, embedding_text, split
from index.sources import Read

# By whose files a store is known in a home.
_STORES = {"catalog": "catalog", "chroma": "vectors", "tantivy": "lexical"}
_MB = 1_000_000

__all__ = ["Embedder", "Ingested", "Library", "ingest", "library_of"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """One run of adding, from the first file to the closed home, which was opened before. `texts`
    are what the model read, `pieces` the word pieces in them; `stages` are seconds."""

    articles: int
    passages: int
    texts: int
    pieces: int
    seconds: float
    stages: dict[str, float]


def library_of(home: Path, embedder: Embedder, settings: Settings, *, write: bool) -> Library:
    """A home, opened with an embedder that may be any."""
    return Library(Home(home, write=write), embedder, settings.tuning)


def ingest(home: Path, embedder: Embedder, settings: Settings, reads: Iterator[Read]) -> Ingested:
    """Add what is read to a home of its own, and look where the time goes.

    Raises DatelineError where there is nothing to add.
    """
    stages = _Stages()
    # What opening imports is no part of the rate: the peers' imports are none of theirs.
    opened = stages.of_home(home)
    started = time.perf_counter()
    with stages.of(embedder) as read_texts:
        with Library(opened, embedder, settings.tuning) as library:
            report = library.add(stages.of_reads(reads))
            passages = library.passage_count
        seconds = time.perf_counter() - started
    if report.added == 0:
        raise DatelineError("Nothing was added")
    pieces = sum(pieces_of(embedder, read_texts))
    found = stages.seconds | {"rest": max(0.0, seconds - sum(stages.seconds.values()))}
    return Ingested(report.added, passages, len(read_texts), pieces, seconds, found)


class _Stages:
    """Seconds by stage, by clocks around what an ingest calls. What is in none of them, the
    splitting and the sketches of copies, is the rest."""

    def __init__(self) -> None:
        self.seconds = {"read": 0.0, "embed": 0.0, "write": 0.0}

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - started

    @contextmanager
    def of(self, embedder: Embedder) -> Iterator[list[str]]:
        """The texts that the embedder reads in the body of the `with`."""
        texts: list[str] = []
        embed = embedder.embed_passages

        def watched(some: Sequence[str]) -> NDArray[np.float32]:
            with self.timed("embed"):
                vectors = embed(some)
            texts.extend(some)
            return vectors

        embedder.embed_passages = watched  # type: ignore[assignment, method-assign]
        try:
            yield texts
        finally:
            del embedder.embed_passages

    def of_home(self, folder: Path) -> Home:
        """A home whose writing is timed."""
        home = Home(folder, write=True)
        write = home.write

        def watched(*arguments: Any) -> None:
            with self.timed("write"):
                write(*arguments)

        home.write = watched  # type: ignore[assignment, method-assign]
        return home

    def of_reads(self, reads: Iterator[Read]) -> Iterator[Read]:
        while True:
            with self.timed("read"):
                read = next(reads, None)
            if read is None:
                return
            yield read


def texts_of(
    articles: Iterable[Article], embedder: Embedder, settings: Settings
) -> tuple[list[str], list[str]]:
    """What the model reads of articles: the passages under their titles, and, with these, the
    sentences; each text once."""
    passages: dict[str, None] = {}
    sentences: dict[str, None] = {}
    for article in articles:
        title = embedded_title(article.title, embedder)
        for passage in split(article, embedder, settings.tuning.splitting):
            passages[embedding_text(title, passage.text)] = None
            sentences |= dict.fromkeys(article.text[a:b] for a, b in passage.sentences)
    return list(passages), list(passages | sentences)


def pieces_of(embedder: Embedder, texts: Sequence[str]) -> list[int]:
    """Word pieces of each text that the model reads, without its own two marks."""
    room = embedder.room
    return [min(len(spans), room) for spans in embedder.spans(texts)]


def disk_mb(home: Path) -> dict[str, float]:
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
