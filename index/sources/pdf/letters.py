"""The letters of a PDF's page, through pdfium: in the order of the file, each with its place.

Letters that nobody sees are left out, unless they lie on a picture: then they are what character
recognition read in it.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pypdfium2 import PdfPage, PdfTextPage, raw

from index.sources.layout.piece import Page
from index.sources.pdf.pieces import Letter, make_pieces
from index.sources.pdf.visibility import Box, PageObjects, Visibility

# Degrees. Letters that lean further are a watermark.
_MAX_LEAN = 10.0
# Points. Nobody reads smaller letters.
_MIN_SIZE = 1.0
_UNKNOWN = "\ufffd"
# Letters of symbol fonts, as Word writes them.
_SYMBOLS = {0xF020: " ", 0xF02D: "-", 0xF0A7: "▪", 0xF0B7: "•", 0xF0D8: "➢", 0xF0FC: "✓"}


class _Style(NamedTuple):
    """What the letters of one text object share. `angle` is in degrees, a full turn is 360.

    `number` tells the objects of a page apart; it is -1 for blanks that are in none.
    """

    size: float
    angle: float
    visibility: Visibility
    number: int


def read_page(page: PdfPage, letters: PdfTextPage) -> Page:
    """Read the pieces of lines on a page, seen as most of its letters run."""
    objects = PageObjects(page)
    drawn = list(_read_letters(letters, objects))
    angles = Counter(round(style.angle) for _, _, _, style in drawn)
    main = angles.most_common(1)[0][0] if angles else 0
    frame = _Frame(objects.crop_box, main)
    upright = (frame.place(letter) for letter in drawn)
    pieces = make_pieces(letter for letter in upright if letter is not None)
    return Page(tuple(pieces), frame.height)


_Drawn = tuple[str, tuple[float, float], Box, _Style]


def _read_letters(letters: PdfTextPage, objects: PageObjects) -> Iterator[_Drawn]:
    """Each letter with its origin, its box (left, bottom, right, top) and its style."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    last_object, style, half = 0, _Style(1.0, 0.0, Visibility.SEEN, 0), ""
    for index in range(letters.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(letters, index))
        text_object = raw.FPDFText_GetTextObject(letters, index)
        if not text_object:
            # pdfium adds blanks and ends of lines, which have no text object.
            if letter == " ":
                place = (x.value, y.value)
                yield (
                    " ",
                    place,
                    (box.left, box.bottom, box.left, box.top),
                    style._replace(number=-1),
                )
            continue
        address = ctypes.addressof(text_object.contents)
        if address != last_object:
            last_object, style = address, _read_style(letters, index, objects)
        raw.FPDFText_GetCharOrigin(letters, index, x, y)
        raw.FPDFText_GetLooseCharBox(letters, index, box)
        # Letters of other planes come as two surrogates.
        if "\ud800" <= letter <= "\udbff":
            half = letter
            continue
        text, half = _clean(half + letter), ""
        place = (x.value, y.value)
        is_shown = style.size > _MIN_SIZE and style.visibility is not Visibility.HIDDEN
        # Of a wide gap pdfium makes a blank without a width.
        is_added = text == " " and box.right == box.left
        if text and is_shown and objects.is_on_page(*place):
            of = style._replace(number=-1) if is_added else style
            yield text, place, (box.left, box.bottom, box.right, box.top), of


def _read_style(letters: PdfTextPage, index: int, objects: PageObjects) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(letters, index, matrix)
    size = raw.FPDFText_GetFontSize(letters, index) * math.hypot(matrix.c, matrix.d)
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360
    text_object = raw.FPDFText_GetTextObject(letters, index)
    visibility = objects.find_visibility(text_object, matrix.e, matrix.f)
    return _Style(size, angle, visibility, index)


def _clean(letter: str) -> str:
    """A letter as text: ligatures as their letters, what has no letter as U+FFFD."""
    # What pdfium makes of a hyphen at the end of a line.
    if letter == "\x02":
        return "-"
    if len(letter) == 2:
        return letter.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    code = ord(letter)
    if 0xFB00 <= code <= 0xFB17:
        return unicodedata.normalize("NFKC", letter)
    if code in _SYMBOLS:
        return _SYMBOLS[code]
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " " if letter in "\t\n\r\x0b\x0c\x85\u2028\u2029" else _UNKNOWN
    return _UNKNOWN if kind in ("Co", "Cn", "Cs") else letter


class _Frame:
    """The page seen so that most of its letters stand upright, with its lower left at (0, 0)."""

    def __init__(self, crop_box: Box, angle: float) -> None:
        self._angle = angle
        left, bottom, _, self.height = _turn_box(crop_box, angle)
        self._corner = left, bottom
        self.height -= bottom

    def place(self, drawn: _Drawn) -> Letter | None:
        """The letter in this frame, None if it leans as in a watermark."""
        text, origin, box, style = drawn
        lean = (style.angle - self._angle + 45) % 90 - 45
        if abs(lean) > _MAX_LEAN:
            return None
        is_turned = abs((style.angle - self._angle + 180) % 360 - 180) > 45
        angle = style.angle if is_turned else self._angle
        x, y = _turn(*origin, angle)
        left, _, right, _ = _turn_box(box, angle)
        rest = math.radians((angle + 45) % 90 - 45)
        baseline = y - math.tan(rest) * x
        recognised = style.visibility is Visibility.RECOGNISED
        x0, y0 = self._corner
        return Letter(
            text,
            left - x0,
            right - x0,
            baseline - y0,
            style.size,
            is_turned,
            recognised,
            style.number,
        )


def _turn(x: float, y: float, angle: float) -> tuple[float, float]:
    """The place after the page was turned back by the nearest quarters of a turn."""
    match round(angle / 90) % 4:
        case 1:
            return y, -x
        case 2:
            return -x, -y
        case 3:
            return -y, x
    return x, y


def _turn_box(box: Box, angle: float) -> Box:
    x0, y0 = _turn(box[0], box[1], angle)
    x1, y1 = _turn(box[2], box[3], angle)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
