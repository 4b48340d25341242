"""The blocks of an RTF document as they are read: paragraphs, and tables row by row. Pure.

Nested tables count as the text of the cell that they are in.
"""

from __future__ import annotations

from index.sources.html.blocks import PARAGRAPH
from index.sources.raised import write_lowered, write_raised


class RtfFlow:
    """Collects text: the open paragraph, the open table, and the finished blocks.

    Rows of single paragraphs become one block, a line for each row. A row with several paragraphs
    in a cell is a layout and gives its paragraphs in order.
    """

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._pieces: list[str] = []
        self._box: list[str] = []
        self._cell: list[str] = []
        self._row: list[list[str]] = []
        self._lines: list[str] = []
        self._in_table = False

    def add(self, text: str, position: int = 0) -> None:
        """Add text to the open paragraph: raised letters at position 1, lowered ones at -1."""
        if position:
            before = self._pieces[-1] if self._pieces else ""
            text = (write_raised if position > 0 else write_lowered)(text, before)
        self._pieces.append(text)

    def add_to_box(self, text: str) -> None:
        """Add text to the boxes that are anchored in the open paragraph, and follow it."""
        self._box.append(text)

    def set_in_table(self, *, in_table: bool) -> None:
        """State whether the open paragraph belongs to a table."""
        self._in_table = in_table

    def end_paragraph(self) -> None:
        """End the open paragraph."""
        if self._in_table:
            self._end_cell_paragraph()
        else:
            self._end_table()
            self._blocks += self._take_text()

    def end_cell(self) -> None:
        """End the open cell of a table."""
        self._end_cell_paragraph()
        self._row.append(self._cell)
        self._cell = []

    def end_row(self) -> None:
        """End the open row of a table."""
        if self._cell or self._pieces:
            self.end_cell()
        row, self._row = self._row, []
        if any(len(cell) > 1 for cell in row):
            self._end_lines()
            self._blocks += [paragraph for cell in row for paragraph in cell]
            return
        line = "\t".join(" ".join("".join(cell).split("\n")) for cell in row).rstrip("\t")
        if line.strip():
            self._lines.append(line)

    def finish(self) -> list[str]:
        """The blocks, none of them empty."""
        self._end_table()
        self._blocks += self._take_text()
        return self._blocks

    def _end_cell_paragraph(self) -> None:
        self._cell += self._take_text()

    def _end_table(self) -> None:
        """End the open table, even if its last row has no end."""
        if self._cell or self._row:
            text, self._pieces = self._pieces, []
            self.end_row()
            self._pieces = text
        self._end_lines()

    def _end_lines(self) -> None:
        if self._lines:
            self._blocks.append("\n".join(self._lines))
            self._lines = []

    def _take_text(self) -> list[str]:
        """The text of the open paragraph and those of its boxes, none of them blank."""
        texts = ["".join(self._pieces), *"".join(self._box).split(PARAGRAPH)]
        self._pieces, self._box = [], []
        return [tidy for text in texts if (tidy := _tidy(text))]


def _tidy(text: str) -> str:
    """The text without blanks around its lines."""
    lines = [line.strip(" \t") for line in _join_surrogates(text).split("\n")]
    return "\n".join(lines).strip()


def _join_surrogates(text: str) -> str:
    """A character beyond U+FFFF is written as two halves. A half alone becomes U+FFFD."""
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
