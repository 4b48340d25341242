"""The sheets of a workbook: a header with known names of fields, then one article a row.

The header is the first row that names the text of an article; a heading may stand above it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain, islice

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.formats.records import Records
from index.sources.metadata import NAMES, read_record
from index.sources.parsed_article import MAX_ARTICLE_BYTES, Problem, SourceEvent

_MAX_ROWS_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A row of texts, and its number from 1."""

    number: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows, which are read once. Rows without text may be missing."""

    name: str
    rows: Iterator[Row]


def read_sheets(entry: Entry, sheets: Iterable[Sheet]) -> Iterator[SourceEvent]:
    """Read the articles of all sheets that hold some. Other sheets give a reservation.

    Raises DatelineError if no sheet names the text of an article.
    """
    others: list[str] = []
    found = False
    names: tuple[str, ...] = ()
    for sheet in sheets:
        above = [row for row in islice(sheet.rows, _MAX_ROWS_ABOVE) if any(row.fields)]
        place = next((n for n, row in enumerate(above) if _has_text(row.fields)), None)
        if place is None:
            others.append(sheet.name)
            names = names or next((row.fields for row in above), ())
            continue
        found = True
        yield from _read_rows(entry, sheet, above[place], above[place + 1 :])
    if not found:
        raise _make_error(names)
    if others:
        listed = ", ".join(f"'{one_line(name)[:40]}'" for name in others[:10])
        reason = f"no column of these sheets is the text of an article: {listed}"
        yield Problem(entry.place, reason, skipped=False)


def write_value(value: object) -> str:
    """A cell's value as text: a date in ISO 8601, a whole number without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return (value.date() if is_day else value.replace(microsecond=0)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_rows(entry: Entry, sheet: Sheet, header: Row, first: list[Row]) -> Iterator[SourceEvent]:
    name = one_line(sheet.name)
    inner = replace(entry, place=f"{entry.place}, sheet '{name}'", origin=f"{entry.origin}!/{name}")
    records = Records(inner, "row")
    columns = [field.strip() for field in header.fields]
    lists = {column for column in columns if read_record({column: "x"})[2].authors}
    for row in chain(first, sheet.rows):
        yield from _read_row(records, columns, lists, row)


def _read_row(
    records: Records, columns: list[str], lists: set[str], row: Row
) -> Iterator[SourceEvent]:
    if not any(row.fields):
        return
    if sum(map(len, row.fields)) > MAX_ARTICLE_BYTES:
        yield records.make_problem(
            row.number, f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB"
        )
        return
    # Of two columns with one name the first counts. Cells beside the table belong to no column.
    named = reversed(list(zip(columns, row.fields, strict=False)))
    record = {name: field.split(";") if name in lists else field for name, field in named if name}
    yield from records.read_article(record, row.number)


def _has_text(fields: Iterable[str]) -> bool:
    return bool(read_record(dict.fromkeys((field.strip() for field in fields), "x"))[1])


def _make_error(names: tuple[str, ...]) -> DatelineError:
    if not any(names):
        return DatelineError("its sheets are empty")
    column_names = ", ".join(repr(one_line(name)[:40]) for name in names[:20] if name)
    return DatelineError(
        f"none of its columns is the text of an article: they are {column_names}",
        f"Name the column of the text by one of {', '.join(NAMES['text'])}",
    )
