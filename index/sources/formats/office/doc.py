"""`.doc`: a document of Word 97 to 2003, which antiword or LibreOffice converts if this machine has
one of them.

Many files of that ending are of another kind, and are read as that one.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats import rtf
from index.sources.formats.cms import html_exports
from index.sources.formats.office import docx
from index.sources.formats.office.converter import run_converter, write_document
from index.sources.formats.office.docbook import read_docbook
from index.sources.formats.web import mhtml
from index.sources.parsed_article import SourceEvent

_MAX_FILE_BYTES = 100_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# fEncrypted of FibBase (MS-DOC 2.5.2).
_ENCRYPTED_AT, _ENCRYPTED = 10, 0x0100
# How other kinds of documents begin that programs save as ".doc".
_OTHERS: tuple[tuple[re.Pattern[bytes], Callable[[Entry], Iterator[SourceEvent]]], ...] = (
    (re.compile(rb"\{\\rtf"), rtf.read),
    (re.compile(rb"PK\x03\x04"), docx.read),
    (re.compile(rb"MIME-Version:", re.IGNORECASE), mhtml.read),
    (re.compile(rb"<(?:!doctype html|html|\?xml)", re.IGNORECASE), html_exports.read),
)


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    content = entry.read(_MAX_FILE_BYTES)
    start = content[:4_096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for pattern, read_other in _OTHERS:
        if pattern.match(start):
            yield from read_other(replace(entry, open=lambda: io.BytesIO(content)))
            return
    if not content.startswith(_OLE):
        raise DatelineError("it is not a Word document")
    _check(content)
    yield from _convert(entry, content)


def _check(content: bytes) -> None:
    """Raise DatelineError if it is encrypted, or no document of Word."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            is_word = ole.exists("WordDocument")
            is_encrypted = ole.exists("EncryptedPackage")
            head = ole.openstream("WordDocument").read(32) if is_word else b""
    except Exception as error:  # olefile fails on damage in many ways
        raise DatelineError("it is damaged, or not a Word document") from error
    flags = int.from_bytes(head[_ENCRYPTED_AT : _ENCRYPTED_AT + 2], "little")
    if is_encrypted or flags & _ENCRYPTED:
        raise DatelineError("it is protected by a password")
    if not is_word:
        raise DatelineError("it is not a Word document")


def _convert(entry: Entry, content: bytes) -> Iterator[SourceEvent]:
    # LibreOffice takes seconds for each document; both leave out what Word tracks as deleted.
    if antiword := shutil.which("antiword"):
        with write_document(content, "document.doc") as path:
            command = [antiword, "-x", "db", path.name]
            text, metadata = read_docbook(run_converter(command, path.parent))
        yield from entry.build_article(text, metadata)
        return
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise DatelineError(
            "it is in the format of Word 97, which needs a converter",
            "Save it as .docx, or install antiword or LibreOffice",
        )
    converted = _convert_to_docx(office, content)
    yield from docx.read(replace(entry, open=lambda: io.BytesIO(converted)))


def _convert_to_docx(office: str, content: bytes) -> bytes:
    with write_document(content, "document.doc") as path:
        # A profile of its own, so that it neither waits for nor changes that of the user.
        profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
        options = ["--headless", "--norestore", "--convert-to", "docx", path.name]
        run_converter([office, profile, *options], path.parent)
        return _read_output(path.with_suffix(".docx"))


def _read_output(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DatelineError("LibreOffice cannot convert it: it is damaged") from error
