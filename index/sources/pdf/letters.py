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
from itertools import groupby
from typing import NamedTuple

from pypdfium2 import PdfPage, PdfTextPage, raw

from index.sources.layout.piece import Page
from index.sources.pdf.pieces import Letter, make_pieces
from index.sources.pdf.visibility import Box, PageObjects, Visibility
from index.sources.symbols import UNKNOWN, read_symbol

# Degrees. Letters that lean further are a watermark.
_MAX_LEAN = 10.0
# Points. Nobody reads smaller letters.
_MIN_SIZE = 1.0
_UPSIDE_DOWN = 2


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
    pieces = list(make_pieces(letter for letter in upright if letter is not None))
    if round(main / 90) == _UPSIDE_DOWN:
        # pdfium puts what stands on one line in order from the left of the unturned page.
        lines = groupby(pieces, key=lambda piece: round(piece.baseline))
        pieces = [piece for _, line in lines for piece in sorted(line, key=lambda one: one.left)]
    # How the page is shown is turned already.
    turn = round((main - page.get_rotation()) / 90) * 90 % 360
    return Page(tuple(pieces), frame.height, frame.width, turn)


_Drawn = tuple[str, tuple[float, float], Box, _Style]


def _read_letters(letters: PdfTextPage, objects: PageObjects) -> Iterator[_Drawn]:
    """Each letter with its origin, its box (left, bottom, right, top) and its style."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    # The object itself looks up its handle at each call.
    handle = letters.raw
    last_object, style, half = 0, _Style(1.0, 0.0, Visibility.SEEN, 0), ""
    for index in range(letters.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(handle, index))
        text_object = raw.FPDFText_GetTextObject(handle, index)
        if not text_object:
            # pdfium adds blanks and ends of lines, which have no text object.
            if letter == " ":
                place = (box.left, box.bottom, box.left, box.top)
                yield letter, (x.value, y.value), place, style._replace(number=-1)
            continue
        address = ctypes.addressof(text_object.contents)
        if address != last_object:
            last_object, style = address, _read_style(letters, index, objects)
        raw.FPDFText_GetCharOrigin(handle, index, x, y)
        raw.FPDFText_GetLooseCharBox(handle, index, box)
        # Letters of other planes come as two surrogates.
        if "\ud800" <= letter <= "\udbff":
            half = letter
            continue
        is_known = raw.FPDFText_HasUnicodeMapError(handle, index) != 1
        text, half = _clean(half + letter) if is_known else UNKNOWN, ""
        is_shown = style.size > _MIN_SIZE and style.visibility is not Visibility.HIDDEN
        if is_shown and objects.is_on_page(x.value, y.value):
            # Of a wide gap pdfium makes a blank without a width.
            is_added = text == " " and box.right == box.left
            of = style._replace(number=-1) if is_added else style
            yield text, (x.value, y.value), (box.left, box.bottom, box.right, box.top), of


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
    if " " <= letter <= "~":
        return letter
    # What pdfium makes of a hyphen at the end of a line.
    if letter == "\x02":
        return "-"
    if len(letter) == 2:
        return letter.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    code = ord(letter)
    if 0xFB00 <= code <= 0xFB17:
        return unicodedata.normalize("NFKC", letter)
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " " if letter in "\t\n\r\x0b\x0c\x85\u2028\u2029" else UNKNOWN
    return UNKNOWN if kind in ("Cn", "Cs") else read_symbol(code)


class _Frame:
    """The page seen so that most of its letters stand upright, with its lower left at (0, 0)."""

    def __init__(self, crop_box: Box, angle: float) -> None:
        self._angle = angle
        left, bottom, right, top = _turn_box(crop_box, angle)
        self._corner = left, bottom
        self.width, self.height = right - left, top - bottom

    def place(self, drawn: _Drawn) -> Letter | None:
        """The letter in this frame, None if it leans as in a watermark."""
        text, origin, box, style = drawn
        if style.angle == self._angle == 0:
            x0, y0 = self._corner
            recognised = style.visibility is Visibility.RECOGNISED
            left, right, baseline = box[0] - x0, box[2] - x0, origin[1] - y0
            return Letter(text, left, right, baseline, style.size, False, recognised, style.number)
        return self._turn(drawn)

    def _turn(self, drawn: _Drawn) -> Letter | None:
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
