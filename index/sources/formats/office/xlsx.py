"""`.xlsx`: the rows of an Excel workbook, each an article, read one after the other.

Hidden sheets, charts, comments, formulas and text that is struck out are left out; of a formula
its last result counts.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.office.sheets import Row, Sheet, read_sheets, write_value
from index.sources.formats.package import MAX_FILE_BYTES, Package
from index.sources.parsed_article import SourceEvent

# Excel keeps the texts of all cells together; sheets are read as a stream.
_MAX_PART_BYTES = 300_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How Excel writes a control character, such as the end of a line.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the workbook's articles. A bad row gives a Problem and no more.

    Raises DatelineError or OSError if the workbook is damaged or no column is the text.
    """
    content = entry.read(MAX_FILE_BYTES)
    if content.startswith(_OLE):
        raise DatelineError("it is protected by a password, or in the format of Excel 97")
    Package(content, _MAX_PART_BYTES)
    with closing(_open_workbook(content)) as workbook:
        yield from read_sheets(entry, _list_sheets(workbook))


def _open_workbook(content: bytes) -> Any:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(
                io.BytesIO(content),
                read_only=True,
                data_only=True,
                keep_links=False,
                rich_text=True,
            )
    except MemoryError:
        raise
    except Exception as error:  # openpyxl fails on damage in many ways
        raise _make_damaged_error() from error


def _list_sheets(workbook: Any) -> Iterator[Sheet]:
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            # Some programs state a wrong size, which would cut off rows.
            sheet.reset_dimensions()
            yield Sheet(sheet.title, _read_rows(sheet))


def _read_rows(sheet: Any) -> Iterator[Row]:
    rows = enumerate(sheet.iter_rows(), start=1)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                number, cells = next(rows, (0, ()))
                fields = tuple(_write_cell(cell) for cell in cells)
        except MemoryError:
            raise
        except Exception as error:  # as in _open_workbook
            raise _make_damaged_error() from error
        if not number:
            return
        if fields:
            yield Row(number, fields)


def _write_cell(cell: Any) -> str:
    """The text of a cell; "" for an error such as #N/A."""
    value = cell.value
    if value is None or cell.data_type == "e" or _is_struck(cell):
        return ""
    if isinstance(value, list | tuple):
        parts = [
            str(part) for part in value if not getattr(getattr(part, "font", None), "strike", False)
        ]
        value = "".join(parts)
    if isinstance(value, str):
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    return write_value(value)


def _is_struck(cell: Any) -> bool:
    return bool(cell.has_style and cell.font.strike)


def _make_damaged_error() -> DatelineError:
    return DatelineError(
        "it is damaged, or not an Excel workbook", "Save it again in Excel, or as .csv"
    )
