"""`.pdf`: margins, captions, notes, raised figures, and what nobody sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.index.sources.pdf_pages import (
    HEIGHT,
    WIDTH,
    Draw,
    draw_pdf,
    write,
    write_across,
    write_shifted,
)
from tests.index.sources.pdf_texts import (
    COUNCIL,
    DRIVERS,
    LONG,
    REST,
    join,
    read_text,
)
from tests.index.sources.sample_files import problems, read


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
        return lambda canvas: write(canvas, 72, 60, lines)

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

    text = read_text(tmp_path, first, lambda canvas: write(canvas, 72, 760, [REST]))
    first_lines = (
        "The mayor of Kel said on Monday that the",
        "first trams would carry passengers between the",
    )
    assert text == join((*first_lines, REST), ("¹ In a speech.",))


def test_raised_and_lowered_figures(tmp_path: Path) -> None:
    parts = [("The site has 10", 0), ("6", 4), (" square metres, 9 km", 0), ("2", 4)]
    parts += [(" and 3 t of CO", 0), ("2", -3), (" on the 2", 0), ("nd", 4), (" floor.", 0)]
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
    text = read_text(tmp_path, lambda c: write(c, 72, 700, ["Mayor resigns", *LONG, REST]))
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
