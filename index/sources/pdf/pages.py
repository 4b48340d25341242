"""The pages of a PDF: by their letters, and scans by character recognition."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass

from pypdfium2 import PdfDocument, PdfPage

from index.core.errors import DatelineError
from index.sources.layout.piece import Page
from index.sources.ocr.page_pieces import make_page
from index.sources.ocr.pictures import write_png
from index.sources.ocr.tesseract import find_tesseract, recognise
from index.sources.parsed_article import MAX_ARTICLE_BYTES, Progress
from index.sources.pdf.letters import read_page
from index.sources.pdf.scans import is_scan, may_be_scan, render_page

MAX_SCANS = 200
_PAGES_A_REPORT = 50
# So many times more text in a picture than beside it.
_MUCH_MORE = 3


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages of a PDF. `unread` are the numbers (from 1) of scans that nothing could read."""

    pages: tuple[Page, ...]
    unread: tuple[int, ...]


def read_pages(document: PdfDocument) -> Generator[Progress, None, PdfPages]:
    """Read all pages. Raises DatelineError if they have too much text or are too many scans."""
    pages: list[Page] = []
    unread: list[int] = []
    remaining, scans = MAX_ARTICLE_BYTES, 0
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            remaining -= letters.count_chars()
            if remaining < 0:
                raise DatelineError(f"its text is longer than {MAX_ARTICLE_BYTES:,} characters")
            read = read_page(page, letters)
            is_certain = is_scan(page, read)
            if is_certain or may_be_scan(page, read):
                scans += 1
                if scans > MAX_SCANS:
                    raise DatelineError(f"it has more than {MAX_SCANS} scanned pages", "Split it")
                read = yield from _read_scan(page, read, is_certain=is_certain)
                if is_certain and not find_tesseract():
                    unread.append(number + 1)
            pages.append(read)
        if (number + 1) % _PAGES_A_REPORT == 0:
            yield Progress()
    return PdfPages(tuple(pages), tuple(unread))


def _read_scan(page: PdfPage, read: Page, *, is_certain: bool) -> Generator[Progress, None, Page]:
    """What Tesseract reads of a page, if it is installed and reads much more than stands there."""
    if not find_tesseract():
        return read
    scanned = make_page((yield from recognise(write_png(render_page(page)))))
    is_better = _count_letters(scanned) >= _MUCH_MORE * _count_letters(read)
    return scanned if scanned.pieces and (is_certain or is_better) else read


def _count_letters(page: Page) -> int:
    return sum(len(piece.text) for piece in page.pieces)
