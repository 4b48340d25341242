"""Tables as CSV, with cells that no spreadsheet takes for a formula. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

# Spreadsheets take a text that begins like this for a formula; some also the wide forms.
_FORMULA = re.compile(r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?")


def escape_formula(value: object) -> object:
    """The value, with an apostrophe before a text that a spreadsheet would take for a formula."""
    is_formula = isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value)
    return f"'{value}" if is_formula else value


def write_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Write rows under a line of column names; a value that a row lacks is an empty cell."""
    return "".join(iterate_csv(columns, rows))


def iterate_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The lines of such a table, as the rows come."""
    yield _write_row(columns)
    for row in rows:
        yield _write_row([row.get(name, "") for name in columns])


def _write_row(values: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([escape_formula(value) for value in values])
    return text.getvalue()
