"""`.html`, `.htm`: a saved page, scanned pages as hOCR, a page of Medium's export, or an export
that is parted, by the content."""

from __future__ import annotations

from collections.abc import Iterator

from index.sources.entry import Entry
from index.sources.formats.cms import medium
from index.sources.formats.exports.export import MAX_EXPORT_BYTES, find_export, may_be_export
from index.sources.formats.exports.html_text import extract_export_text
from index.sources.formats.scans import hocr
from index.sources.html import page
from index.sources.html.page import decode_html
from index.sources.ocr.hocr import is_hocr
from index.sources.parsed_article import SourceEvent


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_EXPORT_BYTES)
    if is_hocr(content):
        yield from hocr.read(entry)
        return
    html = decode_html(content)
    export = find_export(extract_export_text(html)) if may_be_export(html) else None
    if export is not None:
        yield from export.read(entry)
    elif medium.is_export(html):
        yield from medium.read(entry, html)
    else:
        yield from page.read(entry)
