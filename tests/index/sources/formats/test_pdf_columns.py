"""`.pdf`: columns and tables. No sentence is quoted that nobody wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.index.sources.pdf_pages import (
    LEADING,
    write,
    write_across,
)
from tests.index.sources.pdf_texts import (
    COUNCIL,
    DRIVERS,
    LONG,
    RAIN,
    join,
    read_pages,
    read_text,
)


@pytest.mark.parametrize(
    ("places", "columns", "lower"),
    [
        ((72, 320), (COUNCIL, DRIVERS), 0),
        ((72, 216), (COUNCIL, DRIVERS), 0),
        ((72, 320), (COUNCIL, DRIVERS), 3),
        ((72, 320), (COUNCIL, DRIVERS), 7),
        ((60, 230, 400), (COUNCIL, DRIVERS, RAIN), 0),
        ((60, 230, 400), (RAIN, COUNCIL, DRIVERS), 0),
        ((72, 320), (COUNCIL[:3], DRIVERS), 0),
        ((72, 320), (COUNCIL, DRIVERS[:2]), 0),
        ((72, 320), (COUNCIL[:2], DRIVERS[:2]), 0),
    ],
)
def test_columns_that_are_set_line_by_line_are_read_down(
    tmp_path: Path, places: tuple[int, ...], columns: tuple[tuple[str, ...], ...], lower: int
) -> None:
    text = read_text(tmp_path, lambda canvas: write_across(canvas, places, 700, columns, lower))
    assert text == join(*columns)


def test_columns_below_a_headline_over_both(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 760, ["Council approves the tram, and drivers strike again"], 18)
        canvas.setFont("Times-Roman", 12)
        write_across(canvas, (72, 320), 720, (COUNCIL, DRIVERS))
        write(canvas, 72, 620, [LONG[0], f"{LONG[1][:-4]}."])

    article = read_pages(tmp_path, draw)
    headline = "Council approves the tram, and drivers strike again"
    assert article.text == join((headline,), COUNCIL, DRIVERS, (LONG[0], f"{LONG[1][:-4]}."))
    assert article.title == headline


def test_a_sentence_goes_on_in_the_next_column(tmp_path: Path) -> None:
    left, right = COUNCIL[:2], (*COUNCIL[2:], "It costs nine million.")
    text = read_text(tmp_path, lambda canvas: write_across(canvas, (72, 320), 700, (left, right)))
    assert text == join((*left, *right))


def test_columns_one_after_the_other_stay_as_they_are(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 700, COUNCIL)
        write(canvas, 320, 700, DRIVERS)

    assert read_text(tmp_path, draw) == join(COUNCIL, DRIVERS)


def test_columns_of_one_array_of_letters(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        rows = (
            "(The) -300 (site) -9000 (Bus) -300 (drivers)",
            "(is) -300 (near) -9000 (go) -300 (on)",
            "(the) -300 (sea.) -9000 (strike.)",
        )
        for number, row in enumerate(rows):
            canvas._code.append(f"BT /F1 12 Tf 1 0 0 1 72 {700 - 14 * number} Tm [{row}] TJ ET")

    assert read_text(tmp_path, draw) == "The site\nis near\nthe sea.\n\nBus drivers\ngo on\nstrike."


def test_a_table_in_prose_keeps_its_rows(tmp_path: Path) -> None:
    table = (
        ("Year", "2031", "2032"),
        ("Revenue", "4,012", "4,100"),
        ("Spending", "3,900", "4,000"),
    )

    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 760, [LONG[0], f"{LONG[1][:-4]}."])
        write_across(canvas, (72, 250, 400), 700, table)
        write(canvas, 72, 640, ["Taxes stay as they are in both years, the mayor said on Monday."])

    rows = ("Year\tRevenue\tSpending", "2031\t4,012\t3,900", "2032\t4,100\t4,000")
    last = ("Taxes stay as they are in both years, the mayor said on Monday.",)
    assert read_text(tmp_path, draw) == join((LONG[0], f"{LONG[1][:-4]}."), rows, last)


def test_a_table_of_words_keeps_its_rows(tmp_path: Path) -> None:
    table = (("Mayor", "Deputy", "Treasurer"), ("Ada Quill", "Ole Vane", "Ivo Brandt"))
    text = read_text(tmp_path, lambda canvas: write_across(canvas, (72, 250), 700, table))
    assert text == "Mayor\tAda Quill\nDeputy\tOle Vane\nTreasurer\tIvo Brandt"


def test_cells_of_several_lines_are_not_mixed(tmp_path: Path) -> None:
    days = ("12 May", "", "13 May", "")
    events = ("The mayor resigned after", "the vote in the council.", "Her deputy takes", "over.")
    text = read_text(tmp_path, lambda canvas: write_across(canvas, (72, 250), 700, (days, events)))
    assert text == join(("12 May",), events[:2], ("13 May",), events[2:])


def test_blanks_for_a_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        for number, row in enumerate(["Year          Revenue", "2031            4,012"]):
            canvas.drawString(72, 700 - 12 * number, row)

    assert read_text(tmp_path, draw) == "Year\tRevenue\n2031\t4,012"


def test_wide_blanks_of_justified_lines_are_blanks(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(
            ["The council approved it", "on Monday in the town", "of Kel."]
        ):
            text = canvas.beginText(72, 700 - LEADING * number)
            text.setWordSpace(20 if number < 2 else 0)
            text.textOut(line)
            canvas.drawText(text)

    assert read_text(tmp_path, draw) == "The council approved it\non Monday in the town\nof Kel."
