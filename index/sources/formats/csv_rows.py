"""The rows of a table in a text file: their delimiter, their quotation marks and their limits.

Knows nothing of articles. Rows are read strictly: where quotation marks do not add up, a lenient
reading would alter the wording, or take half the file for one text.
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
# How spreadsheets say which delimiter follows.
_SEP = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)
_TOO_LONG = f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB"


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number, counted from 1; of a row with a `fault` there are no fields."""

    number: int
    fields: list[str]
    fault: str = ""


def read_rows(
    chunks: Iterable[str], delimiters: tuple[str, ...], is_header: Callable[[list[str]], bool]
) -> Iterator[Row]:
    """The rows of a table, blank ones left out; the first is the header.

    Of several `delimiters` it is the first with which the first row is a header. Raises
    DatelineError where the rest of the table cannot be told apart.
    """
    # The module's own limit is one for the whole process; ours is below it and holds for a row.
    csv.field_size_limit(MAX_ARTICLE_BYTES + 1)
    lines = _Lines(chunks)
    delimiter = lines.delimiter(delimiters, is_header)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = lines.passed
    while lines.begin():
        number += 1
        try:
            fields = next(reader)
        except (csv.Error, _TooLongError) as error:
            yield _faulty(error, number, delimiter, lines)
        else:
            if any(fields):
                yield Row(number, fields)


def _faulty(error: Exception, number: int, delimiter: str, lines: _Lines) -> Row:
    """What becomes of a row that is too long, or whose quotation marks do not add up.

    Between tabs they need not: most programs write them there as any other character. Elsewhere
    nobody can say where such a row ends.
    """
    if delimiter == "\t" and len(lines.row[0]) <= MAX_ARTICLE_BYTES:
        return Row(number, lines.only_first().rstrip("\r\n").split("\t"))
    if isinstance(error, _TooLongError):
        lines.pass_over(number)
        return Row(number, [], _TOO_LONG)
    count = len(lines.row)
    lost = f" ({count} lines from here on were not read)" if count > 1 else ""
    return Row(number, [], f"its quotation marks do not add up{lost}")


class _TooLongError(Exception):
    """The row at hand is beyond the limit."""


class _Lines:
    """The lines that csv.reader asks for; `row` are those of the row at hand."""

    def __init__(self, chunks: Iterable[str]) -> None:
        self._lines = _physical_lines(chunks)
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
        """Begin another row; False where there is none."""
        self.row, self._size = [], 0
        return bool(self._peek())

    def only_first(self) -> str:
        """The first line of the row; the others are to be read once more."""
        first, *others = self.row
        self._ahead.extendleft(reversed(others))
        return first

    def delimiter(self, delimiters: tuple[str, ...], is_header: Callable[[list[str]], bool]) -> str:
        """The delimiter of the table, by its first line that is not blank."""
        while (first := self._peek()) and not first.strip():
            self._pass()
        if said := _SEP.fullmatch(first):
            self._pass()
            return said[1]
        for delimiter in delimiters:
            if is_header(next(csv.reader([first[:MAX_ARTICLE_BYTES]], delimiter=delimiter), [])):
                return delimiter
        return delimiters[0]

    def pass_over(self, number: int) -> None:
        """Pass over the rest of a row that is too long.

        Raises DatelineError where it may go on behind the end of its line: rows read from the
        middle of a text would be articles that nobody wrote.
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
        """The next line, "" where there is none."""
        if not self._ahead:
            self._ahead.extend(islice(self._lines, 1))
        return self._ahead[0] if self._ahead else ""

    def _pass(self) -> None:
        self._ahead.popleft()
        self.passed += 1


def _physical_lines(chunks: Iterable[str]) -> Iterator[str]:
    """Lines with their ends; what is too long for a row comes in pieces without an end."""
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
