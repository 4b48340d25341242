"""`.pdf`: the text of all pages in the order of the file, with headers and footers.

The dates of a PDF are those of the file, so the article's date stays unknown. `pdf_layout` joins
the lines to paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.layout.piece import Page
from index.sources.layout.running_text import RunningText, make_running_text
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import MAX_ARTICLE_BYTES, SourceEvent

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_FILE_BYTES = 100_000_000
MAX_PAGES = 2_000
# FPDF_ERR_PASSWORD of pdfium's fpdfview.h.
_PASSWORD = 4


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if b"%PDF-" not in content[:1024]:
        raise DatelineError("it is not a PDF")
    text, metadata = _read_document(content)
    if not text.text:
        raise DatelineError("it has no text, only pictures", "Run character recognition on it")
    if not metadata.title:
        metadata = replace(metadata, title=text.headline)
    yield from entry.build_article(text.text, merge_metadata({"file": metadata}))


def _read_document(content: bytes) -> tuple[RunningText, Metadata]:
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


def _read_text(document: PdfDocument) -> RunningText:
    from index.sources.pdf.letters import read_page

    pages: list[Page] = []
    remaining = MAX_ARTICLE_BYTES
    for number in range(len(document)):
        with closing(document[number]) as page, closing(page.get_textpage()) as letters:
            remaining -= letters.count_chars()
            if remaining < 0:
                raise DatelineError(f"its text is longer than {MAX_ARTICLE_BYTES:,} characters")
            pages.append(read_page(page, letters))
    return make_running_text(pages)


def _read_metadata(document: PdfDocument) -> Metadata:
    import ctypes

    from pypdfium2 import raw

    properties = document.get_metadata_dict()
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    units = (ctypes.c_ushort * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, units, length)
    language = bytes(units).decode("utf-16-le", "replace").rstrip("\x00")
    return read_document_properties(
        properties.get("Title", ""), properties.get("Author", ""), language
    )
