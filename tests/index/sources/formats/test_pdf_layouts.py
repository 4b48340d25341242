"""`.pdf`: no sentence is quoted that nobody wrote, whatever the page looks like."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.core.article import Article
from tests.index.sources.pdf_pages import (
    HEIGHT,
    LEADING,
    WIDTH,
    Draw,
    draw_pdf,
    write,
    write_across,
    write_shifted,
)
from tests.index.sources.sample_files import articles, problems, read

COUNCIL = (
    "The town council of Kel",
    "approved the new tram line",
    "on Monday after a debate",
    "of six hours. The mayor",
    "said it would open in 2028.",
)
DRIVERS = (
    "Bus drivers in Kel went on",
    "strike for a third day on",
    "Monday. Their union asks",
    "for eight per cent more pay",
    "and for shorter shifts.",
)
RAIN = ("Rain fell for nine days", "in the valley of the Orn,", "and farmers there fear", "it.")
LONG = (
    "The town council of Kel approved the new tram line on Monday, and the mayor said",
    "that the first trams would carry nine thousand passengers a day between the",
)
REST = "harbour and the university from the spring of 2028."


def read_pages(folder: Path, *pages: Draw) -> Article:
    (article,) = articles(read(folder, "a.pdf", draw_pdf(*pages)))
    return article


def read_text(folder: Path, *pages: Draw) -> str:
    return read_pages(folder, *pages).text


def join(*paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


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


def number_pages(first: int, *texts: tuple[str, ...]) -> list[Draw]:
    """Pages as in a book: title and number outside, on the left pages the outlet's name."""

    def draw_one(number: int, lines: tuple[str, ...]) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Times-Roman", 9)
            canvas.drawString(72, 800, f"{number}   Kel Wire" if number % 2 else "The tram of Kel")
            if not number % 2:
                canvas.drawString(500, 800, str(number))
            write(canvas, 72, 760, lines)

        return draw

    return [draw_one(first + at, lines) for at, lines in enumerate(texts)]


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("Kel Wire, 12 May 2031", "{}"),
        ("", "Page {} of 2"),
        ("", "- {} -"),
        ("The tram of Kel | {}", ""),
        ("Chapter {}", "{}"),
    ],
)
def test_headers_and_footers_do_not_part_a_sentence(tmp_path: Path, head: str, foot: str) -> None:
    def make(number: int, lines: tuple[str, ...]) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, 72, 800, [head.format(number)], 9)
            write(canvas, 72, 760, lines)
            write(canvas, 290, 40, [foot.format(number)], 9)

        return draw

    assert read_text(tmp_path, make(1, LONG), make(2, (REST,))) == join((*LONG, REST))


def test_headers_of_left_and_right_pages(tmp_path: Path) -> None:
    end = "harbour and the market."
    pages = number_pages(4, LONG, (REST, *LONG), (end,), ("It is late.",))
    assert read_text(tmp_path, *pages) == join((*LONG, REST), (*LONG, end), ("It is late.",))


def test_roman_numbers_of_pages(tmp_path: Path) -> None:
    def make(number: str, line: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, 72, 760, [line])
            write(canvas, 290, 40, [number], 9)

        return draw

    pages = (make("iii", "The town council"), make("iv", "of Kel approved"), make("v", "it."))
    assert read_text(tmp_path, *pages) == "The town council\nof Kel approved\nit."


def test_figures_at_the_end_of_pages_are_not_numbers_of_pages(tmp_path: Path) -> None:
    def make(*lines: str) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, 72, 60, lines)

        return draw

    text = read_text(tmp_path, make("Oil 12"), make("Gas 19"))
    assert text == "Oil 12\n\nGas 19"


def test_a_caption_does_not_part_a_sentence(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 760, LONG)
        write(canvas, 72, 600, ["The harbour of Kel. Photo: Ada Quill"], 9)
        write(canvas, 72, 570, [REST])

    assert read_text(tmp_path, draw) == join(
        (*LONG, REST), ("The harbour of Kel. Photo: Ada Quill",)
    )


def test_notes_at_the_end_of_a_page_do_not_part_a_sentence(tmp_path: Path) -> None:
    def first(canvas: Canvas) -> None:
        write_shifted(
            canvas, 72, 760, ("The mayor of Kel", 0), ("1", 4), (" said on Monday that the", 0)
        )
        write(canvas, 72, 746, ["first trams would carry passengers between the"])
        write_shifted(canvas, 72, 80, ("1", 3), (" In a speech.", 0), size=9)

    def second(canvas: Canvas) -> None:
        write(canvas, 72, 760, [REST])

    text = read_text(tmp_path, first, second)
    first_lines = (
        "The mayor of Kel said on Monday that the",
        "first trams would carry passengers between the",
    )
    assert text == join((*first_lines, REST), ("¹ In a speech.",))


def test_raised_and_lowered_figures(tmp_path: Path) -> None:
    raised = (("The site has 10", 0), ("6", 4), (" square metres, 9 km", 0), ("2", 4))
    lowered = ((" and 3 t of CO", 0), ("2", -3), (" on the 2", 0), ("nd", 4), (" floor.", 0))
    parts = (*raised, *lowered)
    text = read_text(tmp_path, lambda canvas: write_shifted(canvas, 72, 700, *parts))
    assert text == "The site has 10⁶ square metres, 9 km² and 3 t of CO₂ on the 2nd floor."


def test_a_large_first_letter(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 672, ["T"], 40)
        write(
            canvas,
            98,
            700,
            ["he town council of Kel approved the", "new tram line on Monday after a"],
        )
        write(canvas, 72, 672, ["debate of six hours."])

    lines = ("The town council of Kel approved the", "new tram line on Monday after a")
    assert read_text(tmp_path, draw) == join((*lines, "debate of six hours."))


def test_a_short_first_line_of_the_same_size(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 700, ["Mayor resigns", *LONG, REST])

    text = read_text(tmp_path, draw)
    assert text == join(("Mayor resigns",), (*LONG, REST))


def test_text_that_nobody_sees_is_no_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 700, COUNCIL)
        canvas.saveState()
        text = canvas.beginText(72, 500)
        text.setTextRenderMode(3)
        text.textOut("Nobody sees this.")
        canvas.drawText(text)
        canvas.restoreState()
        canvas.setFillColorRGB(1, 1, 1)
        write(canvas, 72, 480, ["White on white."])
        canvas.setFillColorRGB(0, 0, 0)
        write(canvas, 72, 460, ["Too small to read."], 0.5)
        write(canvas, 72, -30, ["Below the page."])
        write(canvas, WIDTH + 20, 400, ["Beside the page."])

    assert read_text(tmp_path, draw) == join(COUNCIL)


def test_white_text_on_a_dark_ground_is_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.5)
        canvas.rect(60, 690, 300, 40, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        write(canvas, 72, 700, ["The mayor resigned."])

    assert read_text(tmp_path, draw) == "The mayor resigned."


def test_what_leans_is_a_watermark_and_what_stands_upright_comes_last(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(45)
        write(canvas, 500, 50, ["DRAFT"], 60)
        canvas.restoreState()
        canvas.saveState()
        canvas.rotate(90)
        write(canvas, 300, -40, ["Photo: Ada Quill"], 8)
        canvas.restoreState()
        write(canvas, 72, 700, COUNCIL)

    assert read_text(tmp_path, draw) == join(COUNCIL, ("Photo: Ada Quill",))


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_is_turned(tmp_path: Path, angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(angle)
        x, y = {90: (0, -WIDTH), 180: (-WIDTH, -HEIGHT), 270: (-HEIGHT, 0)}[angle]
        canvas.translate(x, y)
        write_across(canvas, (72, 320), 500, (COUNCIL, DRIVERS))

    assert read_text(tmp_path, draw) == join(COUNCIL, DRIVERS)


def test_a_shadow_is_not_read_twice(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 1.5):
            write(canvas, 72 + shift, 700 - shift, ["Mayor resigns on Monday"], 18)

    assert read_text(tmp_path, draw) == "Mayor resigns on Monday"


def test_control_characters_are_not_kept(tmp_path: Path) -> None:
    text = read_text(
        tmp_path, lambda c: c.drawString(72, 700, "The mayor\x07 resigned on a Monday\x1f.")
    )
    assert not {letter for letter in text if letter < " " and letter != "\n"}


def test_a_file_without_its_end(tmp_path: Path) -> None:
    cut = draw_pdf(lambda canvas: canvas.drawString(72, 700, "The mayor resigned."))[:-200]
    assert problems(read(tmp_path, "a.pdf", cut)) == ["a.pdf: it is damaged: its end is missing"]


def test_a_page_that_is_printed_twice_keeps_its_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 72, 800, ["Kel Wire"], 9)
        write(canvas, 72, 760, COUNCIL)

    assert read_text(tmp_path, draw, draw) == join(COUNCIL, COUNCIL)
