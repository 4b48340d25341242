"""`.csv`, `.tsv`: a header with known names of fields, then one article a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

from index.core.errors import DatelineError
from index.sources.chunks import read_text_chunks
from index.sources.entry import Entry
from index.sources.formats.csv_rows import Row, read_rows
from index.sources.formats.records import Records
from index.sources.metadata import NAMES, read_record
from index.sources.parsed_article import SourceEvent

# Spreadsheets write ".csv" with the list separator of their country.
_DELIMITERS = {".csv": (",", ";", "\t", "|"), ".tsv": ("\t",)}
_NOT_UTF_8 = re.compile("[\udc80-\udcff]")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, a row at a time. A bad row gives a Problem and no more.

    Raises DatelineError if the header has no column for the text.
    """
    records = Records(entry, "row")
    with closing(entry.open()) as file:
        rows = read_rows(read_text_chunks(file), _DELIMITERS[entry.suffix], _has_text)
        columns = _read_columns(next(rows, None))
        lists = {name for name in columns if read_record({name: "x"})[2].authors}
        for row in rows:
            try:
                record = _make_record(columns, lists, row)
            except DatelineError as error:
                yield records.make_problem(row.number, error)
                continue
            yield from records.read_article(record, row.number)


def _read_columns(header: Row | None) -> list[str]:
    if header is None:
        raise DatelineError("it is empty")
    _check(header)
    columns = [name.strip() for name in header.fields]
    if not _has_text(columns):
        column_names = ", ".join(repr(name[:40]) for name in columns[:20])
        text_names = ", ".join(NAMES["text"])
        has_addresses = bool(read_record(dict.fromkeys(columns, "x"))[2].url)
        raise DatelineError(
            f"none of its columns is the text of an article: they are {column_names}"
            + (" (a list of addresses without texts)" if has_addresses else ""),
            f"Name the column of the text by one of {text_names}"
            + (", or add the addresses themselves" if has_addresses else ""),
        )
    return columns


def _make_record(columns: list[str], lists: set[str], row: Row) -> dict[str, object]:
    """The fields of a row by the names of their columns, those in `lists` as lists. Of two columns
    with one name the first that is not empty counts."""
    _check(row)
    fields = row.fields
    # A delimiter at the end of each row makes an empty field.
    while len(fields) > len(columns) and not fields[-1]:
        fields = fields[:-1]
    if len(fields) != len(columns):
        raise DatelineError(f"it has {len(fields)} fields, but the table {len(columns)} columns")
    record: dict[str, object] = {}
    for name, field in zip(columns, fields, strict=True):
        if not record.get(name):
            record[name] = field.split(";") if name in lists and field else field
    return record


def _check(row: Row) -> None:
    if row.fault:
        raise DatelineError(row.fault)
    for field in row.fields:
        if "\x00" in field:
            raise DatelineError("it is binary, not text")
        if _NOT_UTF_8.search(field):
            raise DatelineError("it is not valid UTF-8", "Convert the file to UTF-8")


def _has_text(columns: list[str]) -> bool:
    return bool(read_record(dict.fromkeys(columns, "x"))[1])
