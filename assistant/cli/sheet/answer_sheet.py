"""A file of answers, CSV or lines of JSON, that grows by whole questions.

The answers to each question go into a journal beside the file, in one write. At the end all of
them are written to the file, as a whole or not at all. A run that was killed goes on from its
journal; of a question that is answered in the journal or in the file, the rows are there.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.present.export.csv_cells import escape_formula, write_csv
from assistant.present.export.quote_rows import ANSWER_COLUMNS, Row
from index.core.errors import DatelineError

Key = tuple[str, ...]
AnyRow = Mapping[str, Any]


class AnswerSheet:
    """The answers that are there, and those that come. `options` say how the questions are asked: a
    journal of other options is not continued.

    Raises DatelineError if the file is no sheet of answers with these other columns of the
    questions, or cannot be written.
    """

    def __init__(self, file: Path, columns: Sequence[str], options: Mapping[str, Any]) -> None:
        if file.suffix.lower() not in _WRITERS:
            raise DatelineError(
                f"'{file.name}' is no name for answers", f"End it in {' or '.join(_WRITERS)}"
            )
        self._file = file
        self._given = tuple(columns)
        self.columns = (*ANSWER_COLUMNS, *map(name_given_column, columns))
        self._rows: dict[Key, list[AnyRow]] = {}
        self._journal_file = file.with_name(f".{file.name}.partial")
        header = {"columns": list(self.columns), **options}
        try:
            self._read_file()
            self._read_journal(header)
            self._journal = self._open_journal(header)
        except OSError as error:
            raise _cannot_write(file, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._journal.close()

    def find(self, question: str, other: Mapping[str, Any]) -> Sequence[AnyRow]:
        """The rows of a question that is answered, none if it is not."""
        return self._rows.get(self._make_key({QUESTION: question} | self._carry(other)), ())

    def add(self, rows: Sequence[Row], other: Mapping[str, Any]) -> None:
        """Add the rows of one question, at once; they survive a crash once this returns."""
        complete: list[AnyRow] = [{**row, **self._carry(other)} for row in rows]
        try:
            self._journal.write(json.dumps(complete) + "\n")
            self._journal.flush()
            os.fsync(self._journal.fileno())
        except OSError as error:
            raise _cannot_write(self._file, error) from error
        self._keep(complete)

    def finish(self) -> int:
        """Write all answers to the file, and forget the journal; returns the number of rows."""
        rows = [row for group in self._rows.values() for row in group]
        whole = self._file.with_name(f".{self._file.name}.whole")
        write = _WRITERS[self._file.suffix.lower()]
        try:
            with whole.open("w", encoding="utf-8", errors="replace", newline="") as stream:
                stream.write(write(self.columns, rows))
                stream.flush()
                os.fsync(stream.fileno())
            whole.replace(self._file)
            self._journal.close()
            self._journal_file.unlink()
        except OSError as error:
            whole.unlink(missing_ok=True)
            raise _cannot_write(self._file, error) from error
        return len(rows)

    # -- what is there

    def _carry(self, other: Mapping[str, Any]) -> dict[str, Any]:
        return {name_given_column(name): other.get(name, "") for name in self._given}

    def _make_key(self, row: AnyRow) -> Key:
        names = (QUESTION, *map(name_given_column, self._given))
        return tuple(_make_cell(row.get(name, "")) for name in names)

    def _keep(self, rows: Sequence[AnyRow]) -> None:
        """Keep rows with those of their question, each once."""
        for row in rows:
            group = self._rows.setdefault(self._make_key(row), [])
            if row not in group:
                group.append(row)

    def _read_file(self) -> None:
        if not self._file.exists() or not self._file.stat().st_size:
            return
        try:
            text = self._file.read_bytes().decode("utf-8-sig")
            names, rows = _READERS[self._file.suffix.lower()](text)
            is_ours = all(tuple(each) == self.columns for each in (*names, *rows))
        except (ValueError, TypeError, csv.Error):
            is_ours, rows = False, []
        if not is_ours:
            raise DatelineError(
                f"{self._file} is no file of answers to questions with these columns",
                "Name another one",
            )
        self._keep(rows)

    def _read_journal(self, header: Mapping[str, Any]) -> None:
        """Read what a run that was killed has answered; drop a last line that is not whole."""
        if not self._journal_file.exists():
            return
        raw = self._journal_file.read_bytes()
        whole = raw[: raw.rfind(b"\n") + 1]
        if len(whole) < len(raw):
            os.truncate(self._journal_file, len(whole))
        try:
            lines = [json.loads(line) for line in whole.splitlines()]
        except ValueError:
            lines = [None]
        if lines and lines[0] != header:
            raise DatelineError(
                f"{self._journal_file} is of a run with other columns or options",
                "Remove it to begin again, or name another file for the answers",
            )
        for rows in lines[1:]:
            # A run that was killed at its very end has written them to the file, too.
            if self._make_key(rows[0]) not in self._rows:
                self._keep(rows)

    def _open_journal(self, header: Mapping[str, Any]) -> io.TextIOWrapper:
        journal = self._journal_file.open("a", encoding="utf-8", newline="\n")
        if journal.tell() == 0:
            journal.write(json.dumps(header) + "\n")
            journal.flush()
        return journal


QUESTION = ANSWER_COLUMNS[0]


def name_given_column(name: str) -> str:
    """The name of a column of the questions among those of the answers."""
    return f"input_{name}" if name in ANSWER_COLUMNS else name


def _make_cell(value: object) -> str:
    """A value as it stands in a cell of CSV."""
    return str(escape_formula(_flatten(value)))


def _flatten(value: object) -> object:
    """A value of JSON as text: only texts and numbers stand in cells."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value)


def _cannot_write(file: Path, error: OSError) -> DatelineError:
    return DatelineError(f"{file} cannot be written: {error.strerror or error}")


def _write_csv(columns: Sequence[str], rows: Sequence[AnyRow]) -> str:
    flat = ({name: _flatten(value) for name, value in row.items()} for row in rows)
    return write_csv(columns, flat)


def _read_csv(text: str) -> tuple[list[list[str]], list[dict[str, Any]]]:
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [header], [dict(zip(header, row, strict=True)) for row in rows]


def _write_lines(columns: Sequence[str], rows: Sequence[AnyRow]) -> str:
    return "".join(json.dumps({name: row.get(name) for name in columns}) + "\n" for row in rows)


def _read_lines(text: str) -> tuple[list[list[str]], list[dict[str, Any]]]:
    return [], [dict(json.loads(line)) for line in text.splitlines()]


_WRITERS = {".csv": _write_csv, ".jsonl": _write_lines}
_READERS = {".csv": _read_csv, ".jsonl": _read_lines}
