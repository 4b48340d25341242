"""What the forked processes of several tests do, each in a process of its own."""

from __future__ import annotations

from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path


def add(told: Connection, folder: Path, home: Path, model: str) -> None:
    """Add a folder's files; send the id of each article once it is safe, then an error, if any."""
    from index.core.errors import DatelineError
    from index.library import Library
    from index.sources.parsed_article import ParsedArticle, SourceEvent
    from index.sources.sandbox.files import find_files, read_files

    def safe(read: SourceEvent) -> None:
        if isinstance(read, ParsedArticle):
            told.send(("safe", read.article.id))

    try:
        with Library.open(home, model=model, write=True) as library:
            library.add(read_files(find_files([folder]), library.find_stamp), safe)
    except DatelineError as error:
        told.send(("error", str(error)))


def search(told: Connection, home: Path, model: str) -> None:
    """Keep a home open for reading; answer each query with the ids of the hits, or an error."""
    from index.core.errors import DatelineError
    from index.library import Library

    with Library.open(home, model=model) as library, suppress(EOFError):
        while query := told.recv():
            try:
                told.send([hit.passage.article_id for hit in library.search(query)])
            except DatelineError as error:
                told.send(str(error))
