"""`.json`: an export of a content management system, as its beginning tells, or any other file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from index.sources.entry import Entry
from index.sources.formats import json
from index.sources.formats.cms import arc, drupal, ghost
from index.sources.parsed_article import SourceEvent

_HEAD_BYTES = 65_536


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    with closing(entry.open()) as file:
        head = file.read(_HEAD_BYTES)
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    beginning = head.decode("utf-16" if is_wide else "utf-8", "replace")
    for export in (ghost, drupal, arc):
        if export.is_export(beginning):
            yield from export.read(entry)
            return
    yield from json.read(entry)
