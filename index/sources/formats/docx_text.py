"""The text in a Word document's XML (WordprocessingML, ECMA-376 part 1). Pure.

It goes by the elements, since python-docx's own texts lack tracked insertions, content controls
and text boxes.
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
    """The paragraphs and tables below an lxml element, those without text left out."""
    for element in _shown(parent):
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            yield from _table(element)
        else:
            yield from extract_blocks(element)


def find_title(body: Any) -> str:
    """The text of the first paragraph, if its style is Word's "Title"."""
    for element in _shown(body):
        style = element.find(f"{_W}pPr/{_W}pStyle")
        if style is None or style.get(f"{_W}val") != "Title":
            return ""
        return next(_paragraph(element), "")
    return ""


def _paragraph(paragraph: Any) -> Iterator[str]:
    """Its text, then the blocks of the text boxes that are anchored in it."""
    boxes: list[Any] = []
    text = "".join(_characters(paragraph, boxes)).strip()
    if text:
        yield text
    for box in boxes:
        yield from extract_blocks(box)


def _characters(parent: Any, boxes: list[Any]) -> Iterator[str]:
    for element in _shown(parent):
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]
        elif element.tag == f"{_W}txbxContent":
            boxes.append(element)
        elif element.tag != f"{_W}r" or not _is_hidden(element):
            yield from _characters(element, boxes)


def _table(table: Any) -> Iterator[str]:
    """A table of data as one block, a line a row, tabs between cells. Where cells hold several
    paragraphs it is a layout: the blocks of its cells in order."""
    rows = [[list(extract_blocks(cell)) for cell in _cells(row)] for row in _rows(table)]
    if any(len(cell) > 1 for row in rows for cell in row):
        yield from (block for row in rows for cell in row for block in cell)
        return
    lines = ["\t".join(" ".join("".join(cell).split("\n")) for cell in row) for row in rows]
    text = "\n".join(line for line in lines if line.strip())
    if text:
        yield text


def _cells(row: Any) -> Iterator[Any]:
    """The cells of a row, also those in content controls; not those of tables in its cells."""
    for element in _shown(row):
        if element.tag == f"{_W}tc":
            yield element
        else:
            yield from _cells(element)


def _rows(table: Any) -> Iterator[Any]:
    for element in _shown(table):
        if element.tag == f"{_W}tr":
            yield element
        else:
            yield from _rows(element)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val") not in _OFF


def _shown(parent: Any) -> Iterator[Any]:
    """The elements in it; comments and entities are none."""
    return (element for element in parent.iterchildren("*") if element.tag not in _NOT_SHOWN)
