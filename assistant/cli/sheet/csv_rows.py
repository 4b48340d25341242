"""Rows of a CSV file with the lines where they begin. Pure.

A row that is no CSV is named, and the rows after it are read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from index.core.errors import DatelineError

# What programs put between cells: a spreadsheet uses the second where a comma is in numbers.
_DELIMITERS = ",;\t"

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class BadLine:
    """The line (from 1) of a row that is of no use, and the reason, without a capital."""

    line: int
    reason: str


def read_rows(text: str, column: str) -> tuple[list[str], Iterator[Row | BadLine]]:
    """Read the names of the columns, and the rows below them with their lines.

    Raises DatelineError if the file does not have a `column`, whose name is compared without case,
    or two of one name.
    """
    lines = list(io.StringIO(text, newline=""))
    for delimiter in _DELIMITERS:
        rows = _parse(lines, delimiter)
        names = _name_columns(next(_skip_blank(rows), (1, [])), column)
        if column in names:
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise DatelineError(f"two columns are named '{twice}'", "Rename one of them")
            return names, rows
    found = lines[0].strip()[:80] if lines else ""
    raise DatelineError(f"it has no column '{column}', but '{found}'", f"Name one '{column}'")


def _skip_blank(rows: Iterator[Row | BadLine]) -> Iterator[Row]:
    for row in rows:
        if not isinstance(row, BadLine) and any(cell.strip() for cell in row[1]):
            yield row


def _name_columns(row: Row, column: str) -> list[str]:
    names = [name.strip() or f"column {number}" for number, name in enumerate(row[1], 1)]
    return [column if name.casefold() == column else name for name in names]


def _parse(lines: Sequence[str], delimiter: str) -> Iterator[Row | BadLine]:
    """Parse lines; after a row that is no CSV, go on in the line after its first."""
    first = 0
    while first < len(lines):
        reader = csv.reader(islice(lines, first, None), delimiter=delimiter, strict=True)
        begun = 0
        try:
            for cells in reader:
                yield first + begun + 1, cells
                begun = reader.line_num
            return
        except csv.Error as error:
            yield BadLine(first + begun + 1, _explain(error))
            first += begun + 1


def _explain(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "a quotation mark is never closed"
    if "field larger" in str(error):
        return "a cell is too large, or a quotation mark is never closed"
    return "a quotation mark stands in the middle of a cell"
