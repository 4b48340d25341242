"""The text of a document in DocBook, as antiword writes it. Pure.

Footnotes are left out. The dates are those of the file, so the article's dates stay unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.formats.document_properties import read_document_properties
from index.sources.formats.package import convert_xml_faults
from index.sources.metadata import Metadata
from index.sources.raised import write_lowered, write_raised

_BLOCKS = ("para", "title", "subtitle")
_UNREAD = ("footnote", "bookinfo", "remark", "graphic")
_RAISED = {"superscript": write_raised, "subscript": write_lowered}
_MAX_DEPTH = 100


def read_docbook(raw: bytes) -> tuple[str, Metadata]:
    """Read the text of a document, and what it states. Raises DatelineError if it is damaged."""
    from defusedxml.ElementTree import fromstring

    with convert_xml_faults():
        root = fromstring(raw)
    info = root.find("bookinfo")
    return "\n\n".join(_extract(root, 0)), Metadata() if info is None else _read_info(info)


def _extract(parent: Any, depth: int) -> Iterator[str]:
    """The paragraphs and tables below an element, without empty ones."""
    if depth > _MAX_DEPTH:
        raise DatelineError(f"it is nested more than {_MAX_DEPTH} elements deep")
    for element in parent:
        if element.tag in _UNREAD:
            continue
        if element.tag in _BLOCKS:
            if text := one_line(_read_text(element)):
                yield text
        elif element.tag == "tbody":
            rows = (_read_row(row) for row in element.iter("row"))
            if table := "\n".join(row for row in rows if row):
                yield table
        else:
            yield from _extract(element, depth + 1)


def _read_row(row: Any) -> str:
    """A row of a table: its cells with tabs between them."""
    return "\t".join(one_line(_read_text(cell)) for cell in row.iter("entry")).strip()


def _read_text(element: Any, depth: int = 0) -> str:
    """The text of a paragraph, with raised and lowered letters."""
    text = element.text or ""
    for child in element if depth < _MAX_DEPTH else ():
        if child.tag not in _UNREAD:
            inner = _read_text(child, depth + 1)
            write = _RAISED.get(child.tag)
            text += write(inner, text) if write else inner
        text += child.tail or ""
    return text


def _read_info(info: Any) -> Metadata:
    names = (" ".join(" ".join(author.itertext()).split()) for author in info.iter("author"))
    return read_document_properties("".join(info.findtext("title") or ""), ";".join(names))
