"""`.pdf`: the text of all pages as it is read, without headers, footers and page numbers.

The dates of a PDF are those of the file, so the article's date stays unknown. `pdf` reads the
pages, and `layout` puts them together. Attached files are named and left out.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.core.errors import DatelineError
from index.core.recognition import digest_content
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.layout.piece import Page
from index.sources.layout.running_text import make_running_text
from index.sources.metadata import Metadata, merge_metadata
from index.sources.ocr.scanned_article import add_scan, find_images
from index.sources.ocr.tesseract import MISSING
from index.sources.parsed_article import Problem, Progress, SourceEvent
from index.sources.symbols import UNKNOWN

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_FILE_BYTES = 100_000_000
MAX_PAGES = 2_000
# FPDF_ERR_PASSWORD of pdfium's fpdfview.h.
_PASSWORD = 4
# Letters that fonts do not name are no text.
_MAX_UNKNOWN = 0.1
_MAX_NAMED = 5
_END = b"%%EOF"
_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b")


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file holds. `attached` are the names of attached files, `unread` the numbers of
    scanned pages that nothing could read."""

    pages: tuple[Page, ...]
    metadata: Metadata
    attached: tuple[str, ...]
    unread: tuple[int, ...]


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if b"%PDF-" not in content[:1024]:
        raise DatelineError("it is not a PDF")
    if _is_cut_off(content):
        raise DatelineError("it is damaged: its end is missing")
    found = yield from _read_document(content)
    text = make_running_text(found.pages)
    _check(text.text, found)
    metadata = found.metadata
    if not metadata.title:
        metadata = replace(metadata, title=text.headline)
    for reservation in _list_reservations(found):
        yield Problem(entry.place, reservation, skipped=False)
    images = find_images(entry, digest_content(content), len(found.pages))
    for event in entry.build_article(text.text, merge_metadata({"file": metadata})):
        yield add_scan(event, text, found.pages, images)


def _list_reservations(found: _Content) -> Iterator[str]:
    if found.attached:
        names = ", ".join(one_line(name) for name in found.attached[:_MAX_NAMED])
        yield f"its attached files are left out ({names})"
    if found.unread:
        numbers = ", ".join(map(str, found.unread[:_MAX_NAMED]))
        more = " and others" if len(found.unread) > _MAX_NAMED else ""
        yield f"some of its pages are scans ({numbers}{more}); install tesseract-ocr to read them"


def _is_cut_off(content: bytes) -> bool:
    """Whether the file ends within its objects. Behind its end may stand anything else."""
    start = content.rfind(_END)
    return start < 0 or _OBJECT.search(content, start + len(_END)) is not None


def _check(text: str, found: _Content) -> None:
    """Raise DatelineError for what is no text."""
    if not text.strip():
        raise DatelineError(MISSING if found.unread else "it has no text")
    if text.count(UNKNOWN) > _MAX_UNKNOWN * len(text):
        remedy = "Install tesseract-ocr to read it" if found.unread else ""
        raise DatelineError("its fonts do not say which letters they show", remedy)


def _read_document(content: bytes) -> Generator[Progress, None, _Content]:
    import pypdfium2

    from index.sources.pdf.pages import read_pages

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > MAX_PAGES:
                raise DatelineError(f"it has more than {MAX_PAGES:,} pages")
            read = yield from read_pages(document)
            metadata, attached = _read_metadata(document), _list_attached(document)
            return _Content(read.pages, metadata, attached, read.unread)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise DatelineError("it is protected by a password") from error
        raise DatelineError("it is damaged, or not a PDF") from error


def _list_attached(document: PdfDocument) -> tuple[str, ...]:
    count = document.count_attachments()
    names = (document.get_attachment(number).get_name() for number in range(count))
    return tuple(name or "without a name" for name in names)


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
