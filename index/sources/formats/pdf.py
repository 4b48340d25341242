"""`.pdf`: the text of its pages, in the order in which they show it, headers and footers included.

A date of a PDF is that of the file, so the article's stays unknown. How lines become paragraphs is
told in `layout`.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.formats.pdf_layout import Line, join_lines
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import MAX_ARTICLE_BYTES, SourceEvent

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

MAX_FILE_BYTES = 100_000_000
MAX_PAGES = 2_000
# FPDF_ERR_PASSWORD of pdfium's fpdfview.h.
_PASSWORD = 4
# What pdfium gives for a hyphen and the line's end behind it.
_HYPHEN_AND_END = "\x02"


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The file's one article. Raises DatelineError or OSError where there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if b"%PDF-" not in content[:1024]:
        raise DatelineError("it is not a PDF")
    text, metadata = _opened(content)
    if not text:
        raise DatelineError("it has no text, only pictures", "Run character recognition on it")
    yield from entry.article(text, merge_metadata({"file": metadata}))


def _opened(content: bytes) -> tuple[str, Metadata]:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > MAX_PAGES:
                raise DatelineError(f"it has more than {MAX_PAGES:,} pages")
            return _text(document), _metadata(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise DatelineError("it is protected by a password") from error
        raise DatelineError("it is damaged, or not a PDF") from error


def _text(document: PdfDocument) -> str:
    pages: list[list[Line]] = []
    left = MAX_ARTICLE_BYTES
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            left -= letters.count_chars()
            if left < 0:
                raise DatelineError(f"its text is longer than {MAX_ARTICLE_BYTES:,} characters")
            pages.append(list(_lines(letters)))
    return join_lines(pages)


def _lines(letters: PdfTextPage) -> Iterator[Line]:
    from pypdfium2 import raw

    text, start = "", 0
    for index in range(letters.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(letters, index))
        if not text:
            start = index
        if letter == _HYPHEN_AND_END:
            text += "-"
        elif letter not in "\r\n":
            # A letter for which the font names none; those of other planes come as surrogates.
            text += letter.replace("\x00", "")
            continue
        if text:
            yield _line(letters, start, text)
        text = ""
    if text:
        yield _line(letters, start, text)


def _line(letters: PdfTextPage, start: int, text: str) -> Line:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(letters, start, x, y)
    size = raw.FPDFText_GetFontSize(letters, start)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Line(whole, x.value, y.value, size)


def _metadata(document: PdfDocument) -> Metadata:
    from pypdfium2 import raw

    said = document.get_metadata_dict()
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    units = (ctypes.c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, units, length)
    language = bytes(units).decode("utf-16-le", "replace").rstrip("\x00")
    return read_document_properties(said.get("Title", ""), said.get("Author", ""), language)
