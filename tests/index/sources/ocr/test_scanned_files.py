"""Scans: what is read, where it stands, and how sure that is. With the system's Tesseract."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.core.recognition import Scan, select_lines
from index.sources.ocr import tesseract
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent
from index.sources.sandbox.files import find_files, read_path
from index.sources.sandbox.request import CropRequest
from index.sources.sandbox.sandbox import ReaderSandbox
from tests.index.sources.pdf_pages import draw_pdf, write
from tests.index.sources.sample_files import articles, problems, read
from tests.index.sources.scans import (
    HEIGHT,
    LEADING,
    LEFT,
    TOP,
    WIDTH,
    draw_scan,
    draw_scanned_pdf,
    needs_tesseract,
    save_picture,
)

RESIGNS = (
    "The mayor of Port Elster resigned on Monday after",
    "one long debate in the town council. She said that the",
    "transporta-",
    "tion plan of the harbour had cost 310 million crowns.",
)
TEXT = (
    "The mayor of Port Elster resigned on Monday after\n"
    "one long debate in the town council. She said that the\n"
    "transportation plan of the harbour had cost 310 million crowns."
)


def scan_of(reads: list[SourceEvent]) -> tuple[str, Scan]:
    (found,) = (read for read in reads if isinstance(read, ParsedArticle))
    assert found.scan is not None
    return found.article.text, found.scan


def reservations(reads: list[SourceEvent]) -> list[str]:
    return [read.reason for read in reads if isinstance(read, Problem) and not read.skipped]


@needs_tesseract
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.png", "PNG"),
        ("a.jpg", "JPEG"),
        ("a.JPEG", "JPEG"),
        ("a.tif", "TIFF"),
        ("a.tiff", "TIFF"),
    ],
)
def test_a_picture_is_read_and_each_line_has_its_place(
    tmp_path: Path, name: str, kind: str
) -> None:
    text, scan = scan_of(read(tmp_path, name, save_picture(draw_scan(RESIGNS), kind)))
    assert text == TEXT
    assert [text[line.start : line.end] for line in scan.lines] == [
        *RESIGNS[:2], "transporta", RESIGNS[3]
    ]  # fmt: skip
    assert [(line.page, line.turn) for line in scan.lines] == [(1, 0)] * 4
    for number, line in enumerate(scan.lines):
        # The letters stand between the top of the line and the top of the next one.
        assert line.box.left == pytest.approx(LEFT / WIDTH, abs=0.01)
        assert line.box.top == pytest.approx((TOP + LEADING * number) / HEIGHT, abs=0.012)
        assert 0.01 < line.box.bottom - line.box.top < LEADING / HEIGHT
    assert [(Path(page.path).name, page.number) for page in scan.pages] == [(name, 1)]


@needs_tesseract
def test_pages_of_a_tiff_are_one_text(tmp_path: Path) -> None:
    head = draw_scan(["Kel Wire", *[""] * 3, *RESIGNS[:2]])
    tail = draw_scan(["Kel Wire", *[""] * 3, *RESIGNS[2:]])
    text, scan = scan_of(read(tmp_path, "a.tif", save_picture(head, "TIFF", tail)))
    assert text == TEXT
    assert [line.page for line in scan.lines] == [1, 1, 2, 2]
    assert [page.number for page in scan.pages] == [1, 2]


@needs_tesseract
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_is_turned(tmp_path: Path, turn: int) -> None:
    lines = [*RESIGNS[:2], "plan of the harbour had cost 310 million crowns.", *RESIGNS[:2]]
    page = draw_scan(lines).rotate(turn, expand=True)
    text, scan = scan_of(read(tmp_path, "a.png", save_picture(page)))
    assert text.replace("\n\n", "\n").split("\n") == lines
    assert {line.turn for line in scan.lines} == {turn}
    assert scan.lines[0].box.left == pytest.approx(LEFT / WIDTH, abs=0.01)
    assert scan.lines[0].box.top == pytest.approx(TOP / HEIGHT, abs=0.012)


@needs_tesseract
def test_columns_of_a_scan_are_read_down(tmp_path: Path) -> None:
    left = [
        "The town council of",
        "Kel approved the new",
        "tram line on Monday",
        "after six hours.",
    ]
    right = ["Bus drivers went on", "strike for a third day", "and want more pay, as", "they said."]
    page = draw_scan(right, left=680, page=draw_scan(left))
    text, _ = scan_of(read(tmp_path, "a.png", save_picture(page)))
    assert text == "\n".join(left) + "\n\n" + "\n".join(right)


@needs_tesseract
def test_a_scanned_pdf(tmp_path: Path) -> None:
    text, scan = scan_of(read(tmp_path, "a.pdf", draw_scanned_pdf(draw_scan(RESIGNS))))
    assert text == TEXT
    assert scan.lines[1].box.left == pytest.approx(LEFT / WIDTH, abs=0.01)
    assert scan.lines[1].box.top == pytest.approx((TOP + LEADING) / HEIGHT, abs=0.012)


@needs_tesseract
def test_only_the_scanned_pages_of_a_pdf_are_recognised(tmp_path: Path) -> None:
    content = draw_scanned_pdf("Her deputy takes over\nat noon.", draw_scan(RESIGNS), "It rained.")
    text, scan = scan_of(read(tmp_path, "a.pdf", content))
    assert text == f"Her deputy takes over\nat noon.\n\n{TEXT}\n\nIt rained."
    assert {line.page for line in scan.lines} == {2}
    recognised = "".join(text[line.start : line.end] for line in scan.lines)
    assert recognised == "".join(RESIGNS).replace("transporta-", "transporta")


@needs_tesseract
def test_a_scan_below_a_stamp(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(draw_scan(RESIGNS)), 0, 0, 595, 842)
        write(canvas, 72, 20, ["From the archive of Kel"], 8)

    text, _ = scan_of(read(tmp_path, "a.pdf", draw_pdf(draw)))
    assert text.startswith(TEXT)


def test_a_layer_of_text_that_another_program_recognised(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(draw_scan(RESIGNS)), 0, 0, 595, 842)
        for number, line in enumerate(RESIGNS[:2]):
            layer = canvas.beginText(
                LEFT * 595 / WIDTH, 842 - (TOP + 30 + LEADING * number) * 842 / HEIGHT
            )
            layer.setFont("Times-Roman", 16)
            layer.setTextRenderMode(3)
            layer.textOut(line)
            canvas.drawText(layer)

    text, scan = scan_of(read(tmp_path, "a.pdf", draw_pdf(draw)))
    assert text == "\n".join(RESIGNS[:2])
    assert [line.doubtful for line in scan.lines] == [(), ()]
    assert scan.lines[0].box.left == pytest.approx(LEFT / WIDTH, abs=0.01)
    assert scan.lines[0].box.top == pytest.approx(TOP / HEIGHT, abs=0.02)


@needs_tesseract
def test_a_picture_without_text_says_so(tmp_path: Path) -> None:
    blank = Image.linear_gradient("L").resize((400, 400))
    assert problems(read(tmp_path, "a.png", save_picture(blank))) == [
        "a.png: no text was found in it"
    ]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.png", b"", "it is damaged, or no such picture"),
        ("a.png", b"GIF89a", "it is damaged, or no such picture"),
        ("a.jpg", save_picture(draw_scan(RESIGNS), "JPEG")[:2_000], "it is damaged"),
        ("a.tif", save_picture(draw_scan(RESIGNS), "TIFF")[:900], "it is damaged"),
        ("a.png", save_picture(Image.new("L", (90, 700))), "it is too small to hold text"),
        ("a.png", save_picture(Image.new("1", (20_000, 8_000))), "more than 150 million pixels"),
        ("a.pdf", draw_scanned_pdf(draw_scan(RESIGNS))[:3_000], "its end is missing"),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_text(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (problem,) = problems(read(tmp_path, name, content))
    assert reason in problem


def test_without_tesseract_scans_say_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    page = draw_scan(RESIGNS)
    reason = "it is a scan; install tesseract-ocr to read it"
    assert problems(read(tmp_path, "a.png", save_picture(page))) == [f"a.png: {reason}"]
    assert problems(read(tmp_path, "a.pdf", draw_scanned_pdf(page))) == [f"a.pdf: {reason}"]
    reads = read(tmp_path, "b.pdf", draw_scanned_pdf("It rained.", page, "It snowed.", page))
    assert articles(reads)[0].text == "It rained.\n\nIt snowed."
    assert reservations(reads) == [
        "some of its pages are scans (2, 4); install tesseract-ocr to read them"
    ]


def put_command(folder: Path, script: str) -> None:
    command = folder / "tesseract"
    command.write_text(
        f'#!/bin/sh\n[ "$1" = --list-langs ] && echo "List:\neng" && exit\n{script}\n'
    )
    command.chmod(0o755)


def test_a_page_that_takes_too_long_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_command(tmp_path, f"echo $$ > {tmp_path}/pid; while :; do :; done")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(tesseract, "PAGE_SECONDS", 1)
    monkeypatch.setattr(tesseract, "_REPORT_SECONDS", 0.2)
    (problem,) = problems(read(tmp_path, "a.png", save_picture(draw_scan(RESIGNS))))
    assert problem == "a.png: a page took longer than 1 s to recognise"
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.parametrize("script", ["exit 1", "echo nonsense", "kill -9 $$"])
def test_a_command_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    put_command(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (problem,) = problems(read(tmp_path, "a.png", save_picture(draw_scan(RESIGNS))))
    assert "tesseract could not recognise its text" in problem or "hOCR" in problem


@needs_tesseract
def test_the_lines_of_a_quote_are_cut_out_of_the_scan(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(draw_scanned_pdf("A page of text.", draw_scan(RESIGNS)))
    with ReaderSandbox() as sandbox:
        text, scan = scan_of(list(sandbox.read(tmp_path / "a.pdf")))
        start = text.index("one long debate")
        lines = select_lines(scan.lines, start, start + len("one long debate in the town council."))
        assert len(lines) == 1
        image = scan.pages[lines[0].page - 1]
        request = CropRequest(image, lines[0].turn, tuple(line.box for line in lines))
        cut = Image.open(io.BytesIO(sandbox.cut_out(request)))
    page = Image.new("L", (cut.width + 200, cut.height + 200), 250)
    page.paste(cut, (100, 100))
    (tmp_path / "cut.png").write_bytes(save_picture(page))
    (article,) = articles(list(read_path(tmp_path / "cut.png")))
    assert article.text == RESIGNS[1]


def test_a_folder_of_a_saved_page_keeps_its_pictures(tmp_path: Path) -> None:
    for folder in ("page_files", "scans"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.png").write_bytes(b"")
        (tmp_path / folder / "a.txt").write_bytes(b"")
    found = [path for path in find_files([tmp_path]) if isinstance(path, Path)]
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "page_files/a.txt", "scans/a.png", "scans/a.txt"
    ]  # fmt: skip
