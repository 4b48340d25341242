"""`.docx`: the paragraphs and tables of a document in order, as printed.

The export of a news database is parted into its articles. Tracked insertions count; deleted,
struck-out and hidden words do not. Footnotes, headers, comments and macros are left out. The dates
are those of the file, so the article's dates stay unknown.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import BadZipFile

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.formats.exports.export import find_export, may_be_export
from index.sources.formats.office.docx_styles import Styles
from index.sources.formats.office.docx_text import read_blocks
from index.sources.formats.office.docx_title import find_headline, find_title
from index.sources.formats.zip import open_archive
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import SourceEvent

MAX_FILE_BYTES = 100_000_000
# With pictures. A part of XML takes about ten times its size in memory.
MAX_UNPACKED_BYTES = 300_000_000
MAX_XML_BYTES = 50_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What python-docx and its libraries raise for a damaged package; XML syntax errors are
# SyntaxErrors.
_DAMAGE = (
    *(BadZipFile, zlib.error, EOFError, OSError, SyntaxError, LookupError, ValueError, TypeError),
    *(AttributeError, AssertionError, NotImplementedError, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class _Document:
    """The text of a document, and as exports are parted: with the paragraphs of cells apart."""

    text: str
    export_text: str
    statements: dict[str, Metadata]


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if content.startswith(_OLE):
        raise DatelineError("it is protected by a password, or in the format of Word 97")
    _check(content)
    document = _read_document(content)
    export = find_export(document.export_text) if document.export_text else None
    if export is not None:
        yield from export.read(entry)
        return
    yield from entry.build_article(document.text, merge_metadata(document.statements))


def _check(content: bytes) -> None:
    """Raise DatelineError if unpacking would take too much memory.

    The declared sizes suffice, since no more than these is unpacked.
    """
    with open_archive(io.BytesIO(content)) as archive:
        sizes = {member.filename: member.file_size for member in archive.infolist()}
    if sum(sizes.values()) > MAX_UNPACKED_BYTES:
        raise DatelineError(f"it unpacks to more than {MAX_UNPACKED_BYTES / 1e6:.0f} MB")
    if any(size > MAX_XML_BYTES for name, size in sizes.items() if "/media/" not in name):
        raise DatelineError(f"a part of it has more than {MAX_XML_BYTES / 1e6:.0f} MB")


def _read_document(content: bytes) -> _Document:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(content))
        body: Any = document.element.body
        styles = Styles(_find_styles(document))
        properties = document.core_properties
        stated = read_document_properties(properties.title, properties.author, properties.language)
        blocks = read_blocks(body, styles)
        title = find_title(body, styles)
        if not (title or stated.title) and len(blocks) > 1:
            title = find_headline(body, styles)
        statements = {"page": Metadata(title=title), "file": stated}
        text, export_text = "\n\n".join(blocks), ""
        if may_be_export(text):
            export_text = "\n\n".join(read_blocks(body, styles, splits_cells=True))
    except (OpcError, *_DAMAGE) as error:
        raise DatelineError("it is damaged, or not a Word document") from error
    # The parser does not expand entities, so a text with entities would lack words.
    if body.getroottree().docinfo.doctype:
        raise DatelineError("its XML declares a document type, as Word never does")
    return _Document(text, export_text, statements)


def _find_styles(document: Any) -> Any | None:
    """The root of the part of styles, None if there is none or it is no XML."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    try:
        return document.part.part_related_by(RELATIONSHIP_TYPE.STYLES).element
    except KeyError:
        return None
