"""Reads a file of questions: CSV with a column "question", lines of JSON, or lines of text.

Whatever else a row has is carried along. A row that cannot be asked is named by its line, with the
reason. Asks nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.cli.sheet.csv_rows import BadLine, read_rows
from index.core.errors import DatelineError, PublicError
from index.core.text import decode
from index.search.query import check_query

QUESTION = "question"
# A hundred thousand questions of a hundred characters, which take days.
_MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A question as it is asked, the line (from 1) where its row begins, and the other values of
    the row by the names of their columns."""

    line: int
    question: str
    other: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QuestionSheet:
    """The questions of a file, its other columns in order, and the rows that cannot be asked."""

    rows: tuple[SheetRow, ...]
    columns: tuple[str, ...]
    bad: tuple[BadLine, ...]


def read_questions(file: Path) -> QuestionSheet:
    """Read the questions of a file. Raises DatelineError if it cannot be read, or has none."""
    parse = _READERS.get(file.suffix.lower())
    if parse is None:
        raise DatelineError(
            f"'{file.name}' is no file of questions", f"It must end in {', '.join(_READERS)}"
        )
    text = _read_text(file)
    try:
        sheet = _check_rows(parse(text))
    except DatelineError as error:
        raise DatelineError(f"{file}: {error.message}", error.remedy) from error
    if not (sheet.rows or sheet.bad):
        raise DatelineError(f"{file} has no question")
    return sheet


def _read_text(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            raw = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise DatelineError(f"{file} cannot be read: {error.strerror or error}") from error
    if len(raw) > _MAX_BYTES:
        raise DatelineError(f"{file} is larger than {_MAX_BYTES // 10**6} MB", "Divide it")
    try:
        return decode(raw)
    except DatelineError as error:
        raise DatelineError(f"{file} cannot be read: {error.message}", error.remedy) from error


def _check_rows(found: Iterator[tuple[int, Mapping[str, Any]] | BadLine]) -> QuestionSheet:
    rows: list[SheetRow] = []
    bad: list[BadLine] = []
    columns: dict[str, None] = {}
    for one in found:
        if isinstance(one, BadLine):
            bad.append(one)
            continue
        line, values = one
        other = {name: value for name, value in values.items() if name != QUESTION}
        try:
            rows.append(SheetRow(line, str(check_query(_get_question(values))), other))
            columns |= dict.fromkeys(other)
        except PublicError as error:
            bad.append(BadLine(line, error.message[:1].lower() + error.message[1:]))
    return QuestionSheet(tuple(rows), tuple(columns), tuple(bad))


def _get_question(values: Mapping[str, Any]) -> str:
    if QUESTION not in values:
        raise PublicError(f"It has no '{QUESTION}'")
    question = values[QUESTION]
    if not isinstance(question, str):
        raise PublicError(f"Its '{QUESTION}' is no text")
    return question


# -- one function a kind of file


def _parse_csv(text: str) -> Iterator[tuple[int, Mapping[str, Any]] | BadLine]:
    header, rows = read_rows(text, QUESTION)
    for row in rows:
        if isinstance(row, BadLine):
            yield row
            continue
        line, cells = row
        if len(cells) > len(header) and any(cells[len(header) :]):
            yield BadLine(line, f"it has {len(cells)} cells, and the header {len(header)}")
        elif any(cell.strip() for cell in cells):
            # Spreadsheets leave out empty cells at the end.
            yield line, dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))


def _parse_json_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any]] | BadLine]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line, parse_constant=_refuse_constant)
        except (ValueError, RecursionError):
            yield BadLine(number, "it is no JSON")
            continue
        if isinstance(value, str):
            value = {QUESTION: value}
        yield (number, value) if isinstance(value, dict) else BadLine(number, "it is no question")


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _parse_lines(text: str) -> Iterator[tuple[int, Mapping[str, Any]] | BadLine]:
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield number, {QUESTION: line}


_READERS: Mapping[str, Callable[[str], Iterator[tuple[int, Mapping[str, Any]] | BadLine]]] = {
    ".csv": _parse_csv,
    ".jsonl": _parse_json_lines,
    ".txt": _parse_lines,
}
