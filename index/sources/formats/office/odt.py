"""`.odt`: the paragraphs and tables of an OpenDocument text in order, as printed.

Headers, footers, notes, comments and macros are left out. The dates are those of the file, so the
article's dates stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.document_properties import read_document_properties
from index.sources.formats.office.odf_styles import Styles
from index.sources.formats.office.odf_text import OFFICE, Blocks
from index.sources.formats.package import Package, open_package
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import SourceEvent

_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_MANIFEST = "META-INF/manifest.xml"


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's article. Raises DatelineError or OSError if there is none."""
    package = open_package(entry)
    check_encryption(package)
    content = package.parse("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise DatelineError("it is not an OpenDocument text")
    roots = [package.parse("styles.xml")] if "styles.xml" in package else []
    blocks = Blocks(Styles([*roots, content]))
    statements = {
        "page": Metadata(title=blocks.find_title(body)),
        "file": _read_properties(package),
    }
    yield from entry.build_article("\n\n".join(blocks.extract(body)), merge_metadata(statements))


def check_encryption(package: Package) -> None:
    """Raise DatelineError if a document of OpenDocument is encrypted."""
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise DatelineError("it is protected by a password")


def _read_properties(package: Package) -> Metadata:
    if "meta.xml" not in package:
        return Metadata()
    root = package.parse("meta.xml")

    def find_text(name: str) -> str:
        element: Any = next(root.iter(name), None)
        return "" if element is None else "".join(element.itertext())

    # dc:creator is who saved the document last.
    return read_document_properties(
        find_text(f"{_DC}title"), find_text(f"{_META}initial-creator"), find_text(f"{_DC}language")
    )
