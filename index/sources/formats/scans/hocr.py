"""`.hocr`, and `.html` that is hOCR: the text of scanned pages as a program recognised it."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.metadata import Metadata
from index.sources.ocr.hocr import is_hocr, read_hocr
from index.sources.ocr.page_images import find_page_image
from index.sources.ocr.page_pieces import make_page
from index.sources.ocr.scanned_article import build_scanned_article
from index.sources.parsed_article import SourceEvent

MAX_FILE_BYTES = 50_000_000


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if not is_hocr(content):
        raise DatelineError("it is not hOCR")
    scanned = read_hocr(content)
    images = [find_page_image(entry, page.image) for page in scanned]
    pages = [make_page(page) for page in scanned]
    yield from build_scanned_article(entry, pages, images, Metadata())
