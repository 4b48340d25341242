"""Pictures as pages: one, or those of a TIFF file."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index.core.errors import DatelineError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG", "TIFF")
MAX_PAGES = 200
# A page of a large newspaper at 400 dots an inch has 60 million.
MAX_PIXELS = 150_000_000
# More than these make recognition slower, not better.
_PIXELS = 40_000_000
# Icons, rules and buttons.
MIN_SIDE = 100


@contextmanager
def open_picture(content: bytes) -> Iterator[Image]:
    """A picture, whose size is checked. Raises DatelineError if it is damaged or no such picture,
    also for what is damaged in the block."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                yield picture
    except Image.DecompressionBombError as error:
        raise DatelineError(f"it has more than {MAX_PIXELS / 1e6:.0f} million pixels") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:
        raise DatelineError("it is damaged, or no such picture") from error


def count_pages(picture: Image) -> int:
    """Count the pages of a picture."""
    return int(getattr(picture, "n_frames", 1))


def read_page(picture: Image, number: int) -> Image:
    """Read a page (from 0) as people see it: upright by its own mark, in grey on white.

    Raises DatelineError if it is too large or too small to hold text.
    """
    from PIL import Image, ImageOps

    if number:
        picture.seek(number)
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise DatelineError(f"it has more than {MAX_PIXELS / 1e6:.0f} million pixels")
    if min(width, height) < MIN_SIDE:
        raise DatelineError("it is too small to hold text")
    page = ImageOps.exif_transpose(picture)
    if page.mode in ("RGBA", "LA", "PA") or "transparency" in page.info:
        page = page.convert("RGBA")
        ground = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(ground, page)
    return page.convert("L")


def write_png(page: Image) -> bytes:
    """Write a page for recognition, smaller if it has more pixels than help."""
    pixels = page.width * page.height
    if pixels > _PIXELS:
        factor = (_PIXELS / pixels) ** 0.5
        page = page.resize((int(page.width * factor), int(page.height * factor)))
    output = io.BytesIO()
    page.save(output, "PNG", compress_level=1)
    return output.getvalue()
