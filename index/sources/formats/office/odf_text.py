"""The text in the XML of an OpenDocument text (ISO/IEC 26300), as its reader sees it. Pure.

Tracked insertions count. Left out are tracked deletions, text that is struck out or hidden, notes,
comments and tables of contents. Raised figures are written as such ("10⁶").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.core.errors import DatelineError
from index.sources.formats.office.odf_styles import TEXT, Look, Styles
from index.sources.raised import write_lowered, write_raised

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
_UNREAD = frozenset(
    (
        *(f"{TEXT}{name}" for name in (
            "tracked-changes", "note", "ruby-text", "hidden-text", "table-of-content",
            "alphabetical-index", "illustration-index", "table-index", "object-index", "user-index",
            "bibliography", "variable-decls", "sequence-decls", "user-field-decls",
        )),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "scripts")),
        f"{TABLE}covered-table-cell",
    )
)  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n]+")
_CHARACTERS = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
_GROUPS = tuple(f"{TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group"))
_MAX_DEPTH = 100
_MAX_SPACES = 100


class Blocks:
    """Extracts the paragraphs and tables of a document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def extract(self, parent: Any, depth: int = 0) -> Iterator[str]:
        """Yield the paragraphs and tables below an element, without empty ones.

        Raises DatelineError if the elements are nested too deep.
        """
        if depth > _MAX_DEPTH:
            raise DatelineError(f"it is nested more than {_MAX_DEPTH} elements deep")
        for element in parent:
            if self._is_unread(element):
                continue
            if element.tag in _PARAGRAPHS:
                yield from self._read_paragraph(element, depth)
            elif element.tag == f"{TABLE}table":
                yield from self._read_table(element, depth)
            else:
                yield from self.extract(element, depth + 1)

    def find_title(self, body: Any) -> str:
        """The text of the first paragraph with one if its style is that of a title."""
        for element in self._find_paragraphs(body, 0):
            if text := next(self._read_paragraph(element, 0), ""):
                is_title = self._styles.is_title(element.get(f"{TEXT}style-name", ""))
                return text if is_title else ""
        return ""

    def _find_paragraphs(self, parent: Any, depth: int) -> Iterator[Any]:
        for element in parent if depth <= _MAX_DEPTH else ():
            if element.tag in _PARAGRAPHS:
                yield element
            elif not self._is_unread(element):
                yield from self._find_paragraphs(element, depth + 1)

    def _is_unread(self, element: Any) -> bool:
        is_off = element.get(f"{TEXT}display") == "none" and element.tag == f"{TEXT}section"
        return is_off or element.tag in _UNREAD

    def _read_paragraph(self, element: Any, depth: int) -> Iterator[str]:
        """The text of a paragraph, then the blocks of the text boxes that are anchored in it."""
        if element.get(f"{TEXT}is-hidden") == "true":
            return
        run = _Run(self._styles)
        run.walk(element, Look(), depth)
        if text := "".join(run.pieces).strip():
            yield text
        for box in run.boxes:
            yield from self.extract(box, depth + 1)

    def _read_table(self, table: Any, depth: int) -> Iterator[str]:
        """A table of data as one block: a line for each row, tabs between cells. If cells hold
        several paragraphs, the table is a layout and gives the blocks of its cells in order."""
        rows = [
            [list(self.extract(cell, depth + 2)) for cell in _find_cells(row)]
            for row in _find_rows(table)
        ]
        if any(len(cell) > 1 for row in rows for cell in row):
            yield from (block for row in rows for cell in row for block in cell)
            return
        lines = ["\t".join(" ".join("".join(cell).split("\n")) for cell in row) for row in rows]
        if text := "\n".join(line.rstrip("\t") for line in lines if line.strip()):
            yield text


class _Run:
    """Collects the text of one paragraph in pieces, and the drawings in it."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self.pieces: list[str] = []
        self.boxes: list[Any] = []

    def walk(self, element: Any, outer: Look, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise DatelineError(f"it is nested more than {_MAX_DEPTH} elements deep")
        look = self._styles.find_look(element.get(f"{TEXT}style-name", "")).over(outer)
        self._add(element.text, look)
        for child in element:
            if child.tag.startswith(_DRAW):
                self.boxes.append(child)
            elif child.tag == f"{TEXT}s":
                self._add_plain(" " * min(read_count(child, f"{TEXT}c"), _MAX_SPACES), look)
            elif child.tag in _CHARACTERS:
                self._add_plain(_CHARACTERS[child.tag], look)
            elif child.tag.startswith(TEXT) and child.tag not in _UNREAD:
                self.walk(child, look, depth + 1)
            self._add(child.tail, look)

    def _add(self, text: str | None, look: Look) -> None:
        """Add a text of the XML, where any white space is one space."""
        words = _SPACES.sub(" ", text or "")
        before = self.pieces[-1] if self.pieces else " "
        if before[-1].isspace():
            words = words.removeprefix(" ")
        if words and look.position:
            write = write_raised if look.position > 0 else write_lowered
            words = write(words, before)
        self._add_plain(words, look)

    def _add_plain(self, text: str, look: Look) -> None:
        if text and not (look.is_struck or look.is_hidden):
            self.pieces.append(text)


def read_count(element: Any, name: str) -> int:
    """How often an element stands for itself, by its attribute of that name."""
    count = element.get(name, "1")
    return int(count) if count.isdecimal() and len(count) < 10 else 1


def _find_cells(row: Any) -> Iterator[Any]:
    return (element for element in row if element.tag == f"{TABLE}table-cell")


def _find_rows(table: Any) -> Iterator[Any]:
    """The rows of a table, without those of inner tables."""
    for element in table:
        if element.tag == f"{TABLE}table-row":
            yield element
        elif element.tag in _GROUPS:
            yield from _find_rows(element)
