"""Scans for tests: pictures of text, and PDFs of pictures."""

from __future__ import annotations

import io
import shutil
from collections.abc import Sequence

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 1_240, 1_754
LEFT, TOP, LEADING, SIZE = 120, 150, 56, 34

needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None, reason="tesseract-ocr is not installed"
)


def draw_scan(
    lines: Sequence[str], left: int = LEFT, top: int = TOP, page: Image.Image | None = None
) -> Image.Image:
    """A page with lines of print, 150 dots an inch."""
    page = page or Image.new("L", (WIDTH, HEIGHT), 250)
    font = ImageFont.load_default(SIZE)
    draw = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        draw.text((left, top + LEADING * number), line, font=font, fill=25)
    return page


def save_picture(page: Image.Image, kind: str = "PNG", *others: Image.Image) -> bytes:
    """The page as a file; a TIFF may have more pages."""
    output = io.BytesIO()
    more = {"save_all": True, "append_images": list(others)} if others else {}
    page.save(output, kind, dpi=(150, 150), **more)
    return output.getvalue()


def draw_scanned_pdf(*pages: Image.Image | str) -> bytes:
    """A PDF with a page for each picture, and one of text for each string."""
    output = io.BytesIO()
    canvas = Canvas(output, (595, 842), invariant=True)
    for page in pages:
        if isinstance(page, str):
            canvas.setFont("Times-Roman", 12)
            for number, line in enumerate(page.split("\n")):
                canvas.drawString(72, 700 - 14 * number, line)
        else:
            canvas.drawImage(ImageReader(page), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return output.getvalue()
