"""The text in a Word document's XML (WordprocessingML, ECMA-376 part 1). Pure.

Reads the XML elements, since the texts of python-docx lack tracked insertions, content controls and
text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Deleted text, text moved elsewhere, formatting, and the copy of a drawing for old programs.
_NOT_SHOWN = {
    *(f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "trPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_CHARACTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_OFF = ("0", "false", "off")


def extract_blocks(parent: Any) -> Iterator[str]:
    """Extract the paragraphs and tables below an lxml element, without empty ones."""
    for element in _find_visible(parent):
        if element.tag == f"{_W}p":
            yield from _read_paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from _read_table(element)
        else:
            yield from extract_blocks(element)


def find_title(body: Any) -> str:
    """Find the text of the first paragraph if its style is Word's "Title"."""
    for element in _find_visible(body):
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is None or style.get(f"{_W}val") != "Title":
            return ""
        return next(_read_paragraph(element), "")
    return ""


def _read_paragraph(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph, then the blocks of the text boxes that are anchored in it."""
    boxes: list[Any] = []
    text = "".join(_read_characters(paragraph, boxes)).strip()
    if text:
        yield text
    for box in boxes:
        yield from extract_blocks(box)


def _read_characters(parent: Any, boxes: list[Any]) -> Iterator[str]:
    for element in _find_visible(parent):
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]
        elif element.tag == f"{_W}txbxContent":
            boxes.append(element)
        elif element.tag != f"{_W}r" or not _is_hidden(element):
            yield from _read_characters(element, boxes)


def _read_table(table: Any) -> Iterator[str]:
    """A table of data as one block: a line for each row, tabs between cells. If cells hold several
    paragraphs, the table is a layout and gives the blocks of its cells in order."""
    rows = [[list(extract_blocks(cell)) for cell in _find_cells(row)] for row in _find_rows(table)]
    if any(len(cell) > 1 for row in rows for cell in row):
        yield from (block for row in rows for cell in row for block in cell)
        return
    lines = ["\t".join(" ".join("".join(cell).split("\n")) for cell in row) for row in rows]
    text = "\n".join(line for line in lines if line.strip())
    if text:
        yield text


def _find_cells(row: Any) -> Iterator[Any]:
    """The cells of a row, even in content controls, without those of inner tables."""
    for element in _find_visible(row):
        if element.tag == f"{_W}tc":
            yield element
        else:
            yield from _find_cells(element)


def _find_rows(table: Any) -> Iterator[Any]:
    for element in _find_visible(table):
        if element.tag == f"{_W}tr":
            yield element
        else:
            yield from _find_rows(element)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in _OFF


def _find_visible(parent: Any) -> Iterator[Any]:
    """The visible child elements, without comments and entities."""
    return (element for element in parent.iterchildren("*") if element.tag not in _NOT_SHOWN)
