"""`.txt`: the whole file is the text, its stem is the id; or the messages of a wire service."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from index.core.text import decode
from index.sources.entry import Entry
from index.sources.formats import wire
from index.sources.formats.agency.wire import is_wire
from index.sources.metadata import Metadata
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    with closing(entry.open()) as file:
        beginning = file.read(wire.BEGINNING)
    if is_wire(beginning):
        yield from wire.read(entry)
    else:
        yield from entry.build_article(decode(entry.read()), Metadata())
