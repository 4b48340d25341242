"""`.txt`: the headline, if the first line is one, and the text; the stem is the id."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.text import decode, normalise
from index.sources.entry import Entry
from index.sources.formats.head_lines import split_headline
from index.sources.metadata import Metadata
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    title, text = split_headline(normalise(decode(entry.read())))
    yield from entry.build_article(text, Metadata(title=title))
