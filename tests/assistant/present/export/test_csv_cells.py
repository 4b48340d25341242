"""No cell of a table is a formula, and all else stands there as it is."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.present.export.csv_cells import escape_formula, write_csv


@pytest.mark.parametrize(
    "formula",
    [
        "=cmd|' /C calc'!A0",
        "=1+1",
        "+1+cmd|' /C calc'!A0",
        "-2+3+cmd",
        "@SUM(1+1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        '=HYPERLINK("https://evil.example")',
        "- said the mayor",
    ],
)
def test_a_formula_is_harmless(formula: str) -> None:
    assert escape_formula(formula) == f"'{formula}"


@pytest.mark.parametrize(
    "value", ["plain", "a=b", "", "-5", "+3.5", "-1,000", "1e-5", "'=1", " =1", 0.91, 7, "“-”"]
)
def test_what_is_no_formula_stays(value: object) -> None:
    assert escape_formula(value) == value


@given(st.lists(st.lists(st.text("=+-@'\";,\n\r\té1 a", max_size=6), min_size=2, max_size=2)))
def test_a_table_reads_back_with_at_most_an_apostrophe_more(rows: list[list[str]]) -> None:
    text = write_csv(("one", "two"), [dict(zip(("one", "two"), row, strict=True)) for row in rows])
    header, *back = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == ["one", "two"]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [cell.removeprefix("'") for cell in row] for row in rows
    ]


def test_a_value_that_a_row_lacks_is_an_empty_cell() -> None:
    assert write_csv(("a", "b"), [{"b": 1}]) == "a,b\r\n,1\r\n"
