"""`.pdf`: the text of all pages as it is read, without headers, footers and page numbers.

The dates of a PDF are those of the file, so the article's date stays unknown. `pdf` reads the
pages, and `layout` puts them together. Attached files are named and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.layout.piece import Page
from index.sources.layout.running_text import RunningText, make_running_text
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import MAX_ARTICLE_BYTES, Problem, SourceEvent
from index.sources.symbols import UNKNOWN

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_FILE_BYTES = 100_000_000
MAX_PAGES = 2_000
# FPDF_ERR_PASSWORD of pdfium's fpdfview.h.
_PASSWORD = 4
# More letters than these that nobody can know are a font without an alphabet.
_MAX_UNKNOWN = 0.1
_MAX_NAMED = 5
_END = b"%%EOF"
_OBJECT = re.compile(rb"(?<!\d)\d{1,10}\s{1,9}\d{1,5}\s{1,9}obj\b")


@dataclass(frozen=True, slots=True)
class _Content:
    """What a file holds. `attached` are the names of attached files."""

    text: RunningText
    metadata: Metadata
    attached: tuple[str, ...]


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if b"%PDF-" not in content[:1024]:
        raise DatelineError("it is not a PDF")
    if _is_cut_off(content):
        raise DatelineError("it is damaged: its end is missing")
    found = _read_document(content)
    _check(found.text.text)
    metadata = found.metadata
    if not metadata.title:
        metadata = replace(metadata, title=found.text.headline)
    if found.attached:
        names = ", ".join(one_line(name) for name in found.attached[:_MAX_NAMED])
        yield Problem(entry.place, f"its attached files are left out ({names})", skipped=False)
    yield from entry.build_article(found.text.text, merge_metadata({"file": metadata}))


def _is_cut_off(content: bytes) -> bool:
    """Whether the file ends within its objects. Behind its end may stand anything else."""
    start = content.rfind(_END)
    return start < 0 or _OBJECT.search(content, start + len(_END)) is not None


def _check(text: str) -> None:
    """Raise DatelineError for what is no text."""
    if not text.strip():
        raise DatelineError("it has no text, only pictures", "Run character recognition on it")
    if text.count(UNKNOWN) > _MAX_UNKNOWN * len(text):
        raise DatelineError("its fonts do not say which letters they show")


def _read_document(content: bytes) -> _Content:
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > MAX_PAGES:
                raise DatelineError(f"it has more than {MAX_PAGES:,} pages")
            return _Content(
                _read_text(document), _read_metadata(document), _list_attached(document)
            )
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
