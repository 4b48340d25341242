"""`.txt`: the headline, if the first line is one, and the text; the stem is the id.

The exports of news databases and of Movable Type are parted into their articles, and so are the
messages of a wire service.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from index.core.text import decode, normalise
from index.sources.entry import Entry, check_size
from index.sources.formats import wire
from index.sources.formats.agency.wire import is_wire
from index.sources.formats.cms import movable_type
from index.sources.formats.exports.export import MAX_EXPORT_BYTES, find_export, may_be_export
from index.sources.formats.text_parts.head_lines import split_headline
from index.sources.metadata import Metadata
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    with closing(entry.open()) as file:
        beginning = file.read(wire.BEGINNING)
    if is_wire(beginning):
        yield from wire.read(entry)
    else:
        yield from _read_text(entry)


def _read_text(entry: Entry) -> Iterator[SourceEvent]:
    content = entry.read(MAX_EXPORT_BYTES)
    text = decode(content)
    if movable_type.is_export(text):
        yield from movable_type.read(entry, text)
        return
    export = find_export(text) if may_be_export(text) else None
    if export is not None:
        yield from export.read(entry)
        return
    check_size(content)
    title, body = split_headline(normalise(text))
    yield from entry.build_article(body, Metadata(title=title))
