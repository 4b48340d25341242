"""`.png`, `.jpg`, `.jpeg`, `.tif`, `.tiff`: the text that character recognition reads in a picture.

A TIFF file may have several pages. Dates, outlets and authors of pictures stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.core.errors import DatelineError
from index.core.recognition import digest_content
from index.sources.entry import Entry
from index.sources.layout.piece import Page
from index.sources.metadata import Metadata
from index.sources.ocr.page_pieces import make_page
from index.sources.ocr.pictures import MAX_PAGES, count_pages, open_picture, read_page, write_png
from index.sources.ocr.scanned_article import build_scanned_article, find_images
from index.sources.ocr.tesseract import recognise
from index.sources.parsed_article import Progress, SourceEvent

MAX_FILE_BYTES = 200_000_000


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    pages: list[Page] = []
    with open_picture(content) as picture:
        count = count_pages(picture)
        if count > MAX_PAGES:
            raise DatelineError(f"it has more than {MAX_PAGES} pages")
        for number in range(count):
            pages.append(make_page((yield from recognise(write_png(read_page(picture, number))))))
            yield Progress()
    images = find_images(entry, digest_content(content), count)
    yield from build_scanned_article(entry, pages, images, Metadata())
