"""`.docx`: the paragraphs and tables of a document in order, as printed.

The export of a news database is parted into its articles. Tracked insertions count,
deletions do not. Footnotes, headers, comments and macros are left out. The dates are those of the
file, so the article's dates stay unknown.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.formats.docx_text import extract_blocks, find_title
from index.sources.formats.exports.export import find_export, may_be_export
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


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    content = entry.read(MAX_FILE_BYTES)
    if content.startswith(_OLE):
        raise DatelineError("it is protected by a password, or in the format of Word 97")
    _check(content)
    text, statements = _read_document(content)
    export = find_export(text) if may_be_export(text) else None
    if export is not None:
        yield from export.read(entry)
        return
    yield from entry.build_article(text, merge_metadata(statements))


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


def _read_document(content: bytes) -> tuple[str, dict[str, Metadata]]:
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(content))
        body: Any = document.element.body
        properties = document.core_properties
        statements = {
            "page": Metadata(title=find_title(body)),
            "file": read_document_properties(
                properties.title, properties.author, properties.language
            ),
        }
        text = "\n\n".join(extract_blocks(body))
    except (OpcError, *_DAMAGE) as error:
        raise DatelineError("it is damaged, or not a Word document") from error
    # The parser does not expand entities, so a text with entities would lack words.
    if body.getroottree().docinfo.doctype:
        raise DatelineError("its XML declares a document type, as Word never does")
    return text, statements
