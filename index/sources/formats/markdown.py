"""`.md`: optional front matter (title, source, authors, published, …), a headline, then the text.

The text stays as written, with its Markdown marks, since a quotation must match it exactly. The
heading that it begins with is the title and no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.core.text import decode, normalise
from index.sources.entry import Entry
from index.sources.formats.records import read_plain_metadata
from index.sources.formats.text_parts.front_matter import split_front_matter
from index.sources.formats.text_parts.head_lines import split_heading
from index.sources.metadata import read_metadata
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    record, body = split_front_matter(normalise(decode(entry.read())))
    metadata = read_plain_metadata(read_metadata(record))
    title, text = split_heading(body, metadata.title, metadata.source)
    yield from entry.build_article(text, replace(metadata, title=title))
