"""The rows of a table in a text file: delimiter, quotation marks and limits.

Leaves out articles. Rows are parsed strictly: with unbalanced quotation marks, a lenient parser
would alter the wording, or take half of the file for one text.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from index.core.errors import DatelineError
from index.sources.parsed_article import MAX_ARTICLE_BYTES

_LINE_END = re.compile(r"(\r\n|\n|\r(?!\Z))")
# How spreadsheets declare the delimiter.
_SEP = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)
_TOO_LONG = f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB"


@dataclass(frozen=True, slots=True)
class Row:
    """A row and its number, from 1. A row with a `fault` has no fields."""

    number: int
    fields: list[str]
    fault: str = ""


def read_rows(
    chunks: Iterable[str], delimiters: tuple[str, ...], is_header: Callable[[list[str]], bool]
) -> Iterator[Row]:
    """Read the rows of a table without blank ones; the first is the header.

    The delimiter is the first of `delimiters` with which the first row is a header. Raises
    DatelineError if the rest of the table cannot be divided into rows.
    """
    # The limit of `csv` is one for the whole process; ours is lower and applies to a row.
    csv.field_size_limit(MAX_ARTICLE_BYTES + 1)
    lines = _Lines(chunks)
    delimiter = lines.choose_delimiter(delimiters, is_header)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = lines.passed
    while lines.begin():
        number += 1
        try:
            fields = next(reader)
        except (csv.Error, _TooLongError) as error:
            yield _handle_fault(error, number, delimiter, lines)
        else:
            if any(fields):
                yield Row(number, fields)


def _handle_fault(error: Exception, number: int, delimiter: str, lines: _Lines) -> Row:
    """Handle a row that is too long or has unbalanced quotation marks.

    Between tabs the marks may be unbalanced, since most programs write them there as any other
    character. With other delimiters the end of such a row is unknown.
    """
    if delimiter == "\t" and len(lines.row[0]) <= MAX_ARTICLE_BYTES:
        return Row(number, lines.keep_only_first().rstrip("\r\n").split("\t"))
    if isinstance(error, _TooLongError):
        lines.pass_over(number)
        return Row(number, [], _TOO_LONG)
    count = len(lines.row)
    lost = f" ({count} lines from here on were not read)" if count > 1 else ""
    return Row(number, [], f"its quotation marks do not add up{lost}")


class _TooLongError(Exception):
    """The row is longer than the limit."""


class _Lines:
    """The lines for csv.reader; `row` holds those of the current row."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._lines = _split_lines(chunks)
        self._ahead: deque[str] = deque()
        self._size = 0
        self.row: list[str] = []
        self.passed = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._ahead.popleft() if self._ahead else next(self._lines)
        self.row.append(line)
        self._size += len(line)
        if self._size > MAX_ARTICLE_BYTES:
            raise _TooLongError
        return line

    def begin(self) -> bool:
        """Begin the next row. Returns False if there is none."""
        self.row, self._size = [], 0
        return bool(self._peek())

    def keep_only_first(self) -> str:
        """Keep only the first line of the row; the others are read again."""
        first, *others = self.row
        self._ahead.extendleft(reversed(others))
        return first

    def choose_delimiter(
        self, delimiters: tuple[str, ...], is_header: Callable[[list[str]], bool]
    ) -> str:
        """Choose the delimiter by the first line that is not blank."""
        while (first := self._peek()) and not first.strip():
            self._drop_line()
        if declaration := _SEP.fullmatch(first):
            self._drop_line()
            return declaration[1]
        for delimiter in delimiters:
            if is_header(next(csv.reader([first[:MAX_ARTICLE_BYTES]], delimiter=delimiter), [])):
                return delimiter
        return delimiters[0]

    def pass_over(self, number: int) -> None:
        """Skip the rest of a row that is too long.

        Raises DatelineError if the row may continue on the next line: rows from the middle of a
        text would be articles that nobody wrote.
        """
        line, quotes = self.row[-1], sum(line.count('"') for line in self.row)
        while not line.endswith(("\r", "\n")) and self._peek():
            line = self._ahead.popleft()
            quotes += line.count('"')
        if quotes % 2:
            raise DatelineError(
                f"row {number} is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB, perhaps since a "
                "quotation mark is not closed: what follows was not read"
            )

    def _peek(self) -> str:
        """The next line, "" if there is none."""
        if not self._ahead:
            self._ahead.extend(islice(self._lines, 1))
        return self._ahead[0] if self._ahead else ""

    def _drop_line(self) -> None:
        self._ahead.popleft()
        self.passed += 1


def _split_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Split a text into lines with their ends; too long lines come in pieces without an end."""
    pending = ""
    for chunk in chunks:
        *parts, pending = _LINE_END.split(pending + chunk)
        for place in range(0, len(parts), 2):
            yield parts[place] + parts[place + 1]
        if len(pending) > MAX_ARTICLE_BYTES:
            yield pending
            pending = ""
    if pending:
        yield pending
