"""`.html`, `.htm`: a saved page, or scanned pages as hOCR, by the content."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from index.sources.entry import Entry
from index.sources.formats.scans import hocr
from index.sources.html import page
from index.sources.ocr.hocr import START, is_hocr
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    with closing(entry.open()) as file:
        start = file.read(START)
    yield from (hocr if is_hocr(start) else page).read(entry)
