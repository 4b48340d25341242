"""`.ods`: the rows of an OpenDocument spreadsheet, each an article, read one after the other.

Hidden sheets, charts, comments and formulas are left out; of a formula its last result counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, BinaryIO

from index.sources.bounded_reader import BoundedReader
from index.sources.entry import Entry
from index.sources.formats.office.odf_styles import STYLE, Styles
from index.sources.formats.office.odf_text import OFFICE, TABLE, Blocks, read_count
from index.sources.formats.office.odt import check_encryption
from index.sources.formats.office.sheets import Row, Sheet, read_sheets
from index.sources.formats.package import convert_xml_faults, open_package
from index.sources.parsed_article import SourceEvent

_MAX_ROW_BYTES = 20_000_000
_MAX_COLUMNS = 1_024
# The sheet is read as a stream.
_MAX_PART_BYTES = 300_000_000


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the spreadsheet's articles. A bad row gives a Problem and no more.

    Raises DatelineError or OSError if it is damaged or no column is the text.
    """
    package = open_package(entry, _MAX_PART_BYTES)
    check_encryption(package)
    with closing(package.open("content.xml")) as file:
        yield from read_sheets(entry, _Tables(file).list_sheets())


class _Tables:
    """Reads the tables of a spreadsheet as a stream."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = BoundedReader(file, _MAX_ROW_BYTES, "a row of it")
        self._styles = Styles([])
        self._hidden: set[str] = set()
        self._events = self._parse()

    def list_sheets(self) -> Iterator[Sheet]:
        """List the visible tables. The rows of each are read before the next one."""
        for event, element in self._events:
            if event == "start" and element.tag == f"{TABLE}table":
                if element.get(f"{TABLE}style-name") not in self._hidden:
                    yield Sheet(element.get(f"{TABLE}name", ""), self._read_rows())
            elif event == "end" and element.tag == f"{OFFICE}automatic-styles":
                self._styles = Styles([element])
                self._hidden = set(_find_hidden(element))

    def _parse(self) -> Iterator[tuple[str, Any]]:
        from defusedxml.ElementTree import iterparse

        with convert_xml_faults():
            yield from iterparse(self._file, ("start", "end"))

    def _read_rows(self) -> Iterator[Row]:
        """Read the rows up to the end of the table, without those of inner tables."""
        blocks = Blocks(self._styles)
        number, inner = 1, 0
        for event, element in self._events:
            if element.tag == f"{TABLE}table":
                inner += 1 if event == "start" else -1
                if inner < 0:
                    return
            elif event == "end" and element.tag == f"{TABLE}table-row" and not inner:
                if any(fields := tuple(self._read_cells(element, blocks))):
                    yield Row(number, fields)
                number += read_count(element, f"{TABLE}number-rows-repeated")
                element.clear()
                self._file.reset()

    def _read_cells(self, row: Any, blocks: Blocks) -> Iterator[str]:
        columns = 0
        for cell in row:
            count = read_count(cell, f"{TABLE}number-columns-repeated")
            columns += count
            # The empty rest of a row is one cell that repeats.
            if columns > _MAX_COLUMNS:
                return
            yield from [self._read_cell(cell, blocks)] * count

    def _read_cell(self, cell: Any, blocks: Blocks) -> str:
        look = self._styles.find_look(cell.get(f"{TABLE}style-name", ""))
        if cell.tag != f"{TABLE}table-cell" or look.is_struck:
            return ""
        for name in ("date-value", "boolean-value", "value"):
            if (value := cell.get(f"{OFFICE}{name}")) is not None:
                return str(value).removesuffix("T00:00:00")
        return "\n".join(blocks.extract(cell))


def _find_hidden(styles: Any) -> Iterator[str]:
    for style in styles.iter(f"{STYLE}style"):
        properties = style.find(f"{STYLE}table-properties")
        if properties is not None and properties.get(f"{TABLE}display") == "false":
            yield style.get(f"{STYLE}name", "")
