"""Whether people see the text on a PDF's page, by its drawing mode and what lies below it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pypdfium2 import PdfiumError, PdfPage, raw

if TYPE_CHECKING:
    from pypdfium2 import PdfObject

# Left, bottom, right and top in points of the page.
Box = tuple[float, float, float, float]

_WHITE = 250
# Points by which the origin of a letter may lie outside of a box.
_MARGIN = 2.0
_UNSEEN_MODES = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)


class Visibility(Enum):
    """RECOGNISED: nobody sees the text, but the picture in which a program read it."""

    SEEN = "seen"
    RECOGNISED = "recognised"
    HIDDEN = "hidden"


class PageObjects:
    """The crop box of a page, and its pictures and filled shapes."""

    def __init__(self, page: PdfPage) -> None:
        self._page = page
        self.crop_box: Box = page.get_cropbox()

    def is_on_page(self, x: float, y: float) -> bool:
        """Whether a place is inside of what is printed of the page."""
        return _contains(self.crop_box, x, y)

    def find_visibility(self, text_object: Any, x: float, y: float) -> Visibility:
        """How text at a place is seen."""
        color = _read_fill(text_object)
        mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
        if mode in _UNSEEN_MODES or color[3] == 0:
            on_picture = any(_contains(box, x, y) for box in self._pictures)
            return Visibility.RECOGNISED if on_picture else Visibility.HIDDEN
        is_white = mode == raw.FPDF_TEXTRENDERMODE_FILL and min(color[:3]) >= _WHITE
        if is_white and not any(_contains(box, x, y) for box in self._backgrounds):
            return Visibility.HIDDEN
        return Visibility.SEEN

    @cached_property
    def _pictures(self) -> list[Box]:
        return [box for item, box in self._list_objects() if self._has_picture(item)]

    @cached_property
    def _backgrounds(self) -> list[Box]:
        return [box for item, box in self._list_objects() if _is_background(item)]

    def _list_objects(self) -> Iterator[tuple[PdfObject, Box]]:
        """The page's own objects: those of a form have other coordinates."""
        for item in self._page.get_objects(max_depth=1):
            try:
                yield item, item.get_bounds()
            except PdfiumError:
                continue

    def _has_picture(self, item: PdfObject) -> bool:
        if item.type == raw.FPDF_PAGEOBJ_FORM:
            pictures = self._page.get_objects([raw.FPDF_PAGEOBJ_IMAGE], form=item, level=1)
            return any(True for _ in pictures)
        return bool(item.type == raw.FPDF_PAGEOBJ_IMAGE)


def _is_background(item: PdfObject) -> bool:
    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return bool(item.type != raw.FPDF_PAGEOBJ_TEXT)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, mode, stroke)
    return bool(mode.value) and min(_read_fill(item)[:3]) < _WHITE


def _read_fill(item: Any) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity from 0 to 255; black if the filling is a pattern."""
    values = [ctypes.c_uint() for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(item, *values):
        return 0, 0, 0, 255
    red, green, blue, opacity = (value.value for value in values)
    return red, green, blue, opacity


def _contains(box: Box, x: float, y: float) -> bool:
    left, bottom, right, top = box
    return left - _MARGIN <= x <= right + _MARGIN and bottom - _MARGIN <= y <= top + _MARGIN
