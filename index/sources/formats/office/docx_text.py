"""The text in a Word document's XML (WordprocessingML, ECMA-376 part 1). Pure.

Reads the XML elements, since the texts of python-docx lack tracked insertions, content controls and
text boxes. Words that are deleted, struck out or hidden are not the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from index.sources.formats.office.docx_math import FORMULA, read_formula
from index.sources.formats.office.docx_styles import Styles, W
from index.sources.raised import drop_marks, find_notes, write_lowered, write_raised
from index.sources.symbols import UNKNOWN, read_symbol

# Deleted text, text moved elsewhere, formatting, readings of characters, and the copy of a drawing
# for old programs.
_NOT_SHOWN = {
    *(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "trPr", "rt")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
}
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")
# Letters. A cell with several paragraphs and more than this is a part of the page's layout.
_MAX_CELL = 500


@dataclass(frozen=True, slots=True)
class _Part:
    """Letters that stand raised (1), lowered (-1) or neither; None where words are left out."""

    text: str | None
    shift: int = 0


def read_blocks(body: Any, styles: Styles, *, splits_cells: bool = False) -> list[str]:
    """Read the paragraphs and tables of a document's body, without empty ones.

    With `splits_cells`, the paragraphs of cells stay paragraphs wherever a cell has several.
    """
    blocks = list(_Reader(styles, splits_cells=splits_cells).extract_blocks(body))
    notes = find_notes(blocks)
    return [drop_marks(block, notes) for block in blocks]


def read_paragraph(paragraph: Any, styles: Styles) -> str:
    """Read the text of one paragraph, without that of text boxes."""
    return _Reader(styles).read_paragraph(paragraph)[0].strip()


class _Reader:
    """Reads the elements of one document."""

    def __init__(self, styles: Styles, *, splits_cells: bool = False) -> None:
        self._styles = styles
        self._max_cell = 0 if splits_cells else _MAX_CELL

    def extract_blocks(self, parent: Any) -> Iterator[str]:
        """Extract the paragraphs and tables below an lxml element."""
        # The beginning of a paragraph whose end was deleted, or its large first letter.
        start = ""
        for element in find_visible(parent):
            if element.tag == f"{W}p":
                text, boxes = self.read_paragraph(element)
                start += text
                if not _goes_on(element, start):
                    if start.strip():
                        yield start.strip()
                    start = ""
                for box in boxes:
                    yield from self.extract_blocks(box)
            elif element.tag == f"{W}tbl":
                yield from self._read_table(element)
            else:
                yield from self.extract_blocks(element)
        if start.strip():
            yield start.strip()

    def read_paragraph(self, paragraph: Any) -> tuple[str, list[Any]]:
        """The text of a paragraph, and the text boxes that are anchored in it."""
        boxes: list[Any] = []
        text = _join(self._read_parts(paragraph, paragraph, boxes))
        return text.replace("\u00ad", ""), boxes

    def _read_parts(self, parent: Any, paragraph: Any, boxes: list[Any]) -> Iterator[_Part]:
        for element in parent.iterchildren("*"):
            if element.tag in (f"{W}del", f"{W}moveFrom"):
                yield _Part(None)
            elif element.tag in _NOT_SHOWN:
                continue
            elif element.tag == f"{W}txbxContent":
                boxes.append(element)
            elif element.tag == FORMULA:
                yield _Part(read_formula(element))
            elif element.tag == f"{W}r":
                yield from self._read_run(element, paragraph, boxes)
            else:
                yield from self._read_parts(element, paragraph, boxes)

    def _read_run(self, run: Any, paragraph: Any, boxes: list[Any]) -> Iterator[_Part]:
        text = "".join(_read_characters(run, boxes))
        if any(run.find(note) is not None for note in _NOTES):
            return
        look = self._styles.find_look(run, paragraph)
        if look.is_hidden or (look.is_struck and text.strip()):
            yield _Part(None)
        elif text:
            yield _Part(text, look.shift)

    def _read_table(self, table: Any) -> Iterator[str]:
        """A table of data as one block: a line for each row, tabs between cells. A table that is a
        layout gives the blocks of its cells in order."""
        rows = [
            [(cell, list(self.extract_blocks(cell))) for cell in _find_cells(row)]
            for row in _find_rows(table)
        ]
        if _is_layout(rows, self._max_cell):
            yield from (block for row in rows for _, blocks in row for block in blocks)
            return
        lines = ("\t".join(" ".join(" ".join(blocks).split()) for _, blocks in row) for row in rows)
        text = "\n".join(line.strip(" ") for line in lines if line.strip())
        if text:
            yield text


def _read_characters(run: Any, boxes: list[Any]) -> Iterator[str]:
    for element in find_visible(run):
        if element.tag == f"{W}t":
            yield element.text or ""
        elif element.tag in _CHARACTERS:
            yield _CHARACTERS[element.tag]
        elif element.tag == f"{W}sym":
            yield _read_sym(element.get(f"{W}char", ""))
        elif element.tag == f"{W}txbxContent":
            boxes.append(element)
        else:
            yield from _read_characters(element, boxes)


def _read_sym(code: str) -> str:
    try:
        return read_symbol(int(code, 16))
    except (ValueError, OverflowError):
        return UNKNOWN


def _join(parts: Iterator[_Part]) -> str:
    text, after_gap = "", False
    for (shift, is_gap), group in groupby(parts, key=lambda part: (part.shift, part.text is None)):
        part = "".join(part.text or "" for part in group)
        # The blanks on both sides of words that were left out are one.
        if after_gap and (not text or text[-1].isspace()):
            part = part.lstrip(" ")
        after_gap = is_gap
        if shift:
            part = write_raised(part, text) if shift > 0 else write_lowered(part, text)
        text += part
    return text


def _goes_on(paragraph: Any, text: str) -> bool:
    """Whether the next paragraph goes on with this one: its end is deleted or hidden, or it is the
    large first letter."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    names = ("del", "moveFrom", "vanish", "specVanish")
    if mark is not None and any(mark.find(f"{W}{name}") is not None for name in names):
        return True
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    is_drop_cap = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    return is_drop_cap and len(text.strip()) == 1


def _is_layout(rows: Sequence[Sequence[tuple[Any, list[str]]]], max_cell: int) -> bool:
    """Whether a table only places text on the page: it has one row or column, tables in its cells,
    or long texts of several paragraphs."""
    cells = [cell for row in rows for cell in row]
    if all(len(blocks) < 2 for _, blocks in cells):
        return False
    if len(rows) == 1 or max(map(len, rows)) == 1:
        return True
    return any(
        cell.find(f".//{W}tbl") is not None
        or (len(blocks) > 1 and sum(map(len, blocks)) > max_cell)
        for cell, blocks in cells
    )


def _find_cells(row: Any) -> Iterator[Any]:
    """The cells of a row, even in content controls, without those of inner tables."""
    for element in find_visible(row):
        if element.tag != f"{W}tc":
            yield from _find_cells(element)
        elif element.find(f"{W}tcPr/{W}cellDel") is None:
            yield element


def _find_rows(table: Any) -> Iterator[Any]:
    for element in find_visible(table):
        if element.tag != f"{W}tr":
            yield from _find_rows(element)
        elif all(element.find(f"{W}trPr/{W}{name}") is None for name in ("del", "hidden")):
            yield element


def find_visible(parent: Any) -> Iterator[Any]:
    """The visible child elements, without comments and entities."""
    return (element for element in parent.iterchildren("*") if element.tag not in _NOT_SHOWN)
