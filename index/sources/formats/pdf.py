"""`.pdf`: the text of all pages in the order of the file, with headers and footers.

The dates of a PDF are those of the file, so the article's date stays unknown. `pdf_layout` joins
the lines to paragraphs.
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
# What pdfium returns for a hyphen at the end of a line.
_HYPHEN_AND_END = "\x02"


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if b"%PDF-" not in content[:1024]:
        raise DatelineError("it is not a PDF")
    text, metadata = _read_document(content)
    if not text:
        raise DatelineError("it has no text, only pictures", "Run character recognition on it")
    yield from entry.build_article(text, merge_metadata({"file": metadata}))


def _read_document(content: bytes) -> tuple[str, Metadata]:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > MAX_PAGES:
                raise DatelineError(f"it has more than {MAX_PAGES:,} pages")
            return _read_text(document), _read_metadata(document)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise DatelineError("it is protected by a password") from error
        raise DatelineError("it is damaged, or not a PDF") from error


def _read_text(document: PdfDocument) -> str:
    pages: list[list[Line]] = []
    remaining = MAX_ARTICLE_BYTES
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            remaining -= letters.count_chars()
            if remaining < 0:
                raise DatelineError(f"its text is longer than {MAX_ARTICLE_BYTES:,} characters")
            pages.append(list(_read_lines(letters)))
    return join_lines(pages)


def _read_lines(letters: PdfTextPage) -> Iterator[Line]:
    from pypdfium2 import raw

    text, start = "", 0
    for index in range(letters.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(letters, index))
        if not text:
            start = index
        if letter == _HYPHEN_AND_END:
            text += "-"
        elif letter not in "\r\n":
            # NUL is a letter without a Unicode value; letters of other planes come as surrogates.
            text += letter.replace("\x00", "")
            continue
        if text:
            yield _make_line(letters, start, text)
        text = ""
    if text:
        yield _make_line(letters, start, text)


def _make_line(letters: PdfTextPage, start: int, text: str) -> Line:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(letters, start, x, y)
    size = raw.FPDFText_GetFontSize(letters, start)
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Line(whole, x.value, y.value, size)


def _read_metadata(document: PdfDocument) -> Metadata:
    from pypdfium2 import raw

    properties = document.get_metadata_dict()
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    units = (ctypes.c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, units, length)
    language = bytes(units).decode("utf-16-le", "replace").rstrip("\x00")
    return read_document_properties(
        properties.get("Title", ""), properties.get("Author", ""), language
    )
