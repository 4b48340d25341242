"""The image of lines in a scan, cut out of the file that shows them."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.core.errors import DatelineError
from index.core.recognition import Box, PageImage, digest_content
from index.sources.ocr.pictures import open_picture, read_page

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_FILE_BYTES = 200_000_000
# Enough to read small print; of pictures, the pixels that they have.
_DOTS_AN_INCH = 150
_MAX_WIDTH = 1_800
# Around the lines, as shares of the page.
_MARGIN = 0.01


@dataclass(frozen=True, slots=True)
class PageCrop:
    """A part of a page as PNG, in base64."""

    content: str


def cut_out(image: PageImage, turn: int, boxes: Sequence[Box]) -> PageCrop:
    """Cut the lines in these boxes out of a page that is turned clockwise by `turn` degrees.

    Raises DatelineError if the file is gone, has changed, or cannot be shown.
    """
    try:
        content = _read_file(Path(image.path))
    except OSError as error:
        raise DatelineError("the file is no longer there") from error
    if digest_content(content) != image.digest:
        raise DatelineError("the file has changed since it was read")
    page = _turn(_show_page(content, image.number - 1), turn)
    part = page.crop(_find_pixels(page, boxes))
    if part.width > _MAX_WIDTH:
        part = part.resize((_MAX_WIDTH, max(1, part.height * _MAX_WIDTH // part.width)))
    output = io.BytesIO()
    part.save(output, "PNG")
    return PageCrop(base64.b64encode(output.getvalue()).decode("ascii"))


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE_BYTES:
        raise DatelineError(f"the file has more than {MAX_FILE_BYTES / 1e6:.0f} MB")
    return path.read_bytes()


def _show_page(content: bytes, number: int) -> Image:
    if not content.startswith(b"%PDF-") and b"%PDF-" not in content[:1024]:
        with open_picture(content) as picture:
            return read_page(picture, number)
    import pypdfium2

    from index.sources.pdf.scans import render_page

    try:
        with closing(pypdfium2.PdfDocument(content)) as document, closing(document[number]) as page:
            return render_page(page, _DOTS_AN_INCH)
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise DatelineError("the page cannot be shown") from error


def _turn(page: Image, turn: int) -> Image:
    from PIL.Image import Transpose

    # Pillow counts the other way round.
    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    return page.transpose(turns[turn]) if turn in turns else page


def _find_pixels(page: Image, boxes: Sequence[Box]) -> tuple[int, int, int, int]:
    left = min(box.left for box in boxes) - _MARGIN
    top = min(box.top for box in boxes) - _MARGIN
    right = max(box.right for box in boxes) + _MARGIN
    bottom = max(box.bottom for box in boxes) + _MARGIN
    return (
        max(0, int(left * page.width)),
        max(0, int(top * page.height)),
        min(page.width, max(int(right * page.width), int(left * page.width) + 1)),
        min(page.height, max(int(bottom * page.height), int(top * page.height) + 1)),
    )
