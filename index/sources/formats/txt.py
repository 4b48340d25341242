"""`.txt`: the whole file is the text, its stem is the id."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.text import decode
from index.sources.entry import Entry
from index.sources.metadata import Metadata
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    yield from entry.build_article(decode(entry.read()), Metadata())
