"""Scanned pages of PDFs: which they are, and their pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdfium2 import PdfPage, raw

from index.sources.layout.piece import Page
from index.sources.symbols import UNKNOWN

if TYPE_CHECKING:
    from PIL.Image import Image

# Letters that a font does not name are no text.
_MAX_UNKNOWN = 0.1
# A page with fewer letters over a picture of most of it may be a scan under a stamp.
_FEW_LETTERS = 150
_MOST = 0.6
_DOTS_AN_INCH = 300
_PIXELS = 40_000_000


def is_scan(page: PdfPage, read: Page) -> bool:
    """Whether the page shows something, and no text of its own."""
    text = "".join(piece.text for piece in read.pieces)
    if text and text.count(UNKNOWN) <= _MAX_UNKNOWN * len(text):
        return False
    return any(True for _ in page.get_objects(max_depth=1))


def may_be_scan(page: PdfPage, read: Page) -> bool:
    """Whether a picture takes most of a page with little text."""
    if sum(len(piece.text) for piece in read.pieces) >= _FEW_LETTERS:
        return False
    boxes = [item.get_bounds() for item in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], max_depth=1)]
    width, height = page.get_size()
    area = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return bool(area >= _MOST * width * height)


def render_page(page: PdfPage, dots_an_inch: float = _DOTS_AN_INCH) -> Image:
    """Render a page in grey, with fewer dots if it is very large."""
    width, height = page.get_size()
    scale = dots_an_inch / 72
    pixels = width * height * scale * scale
    if pixels > _PIXELS:
        scale *= (_PIXELS / pixels) ** 0.5
    rendered: Image = page.render(scale=scale, grayscale=True).to_pil()
    return rendered.convert("L")
