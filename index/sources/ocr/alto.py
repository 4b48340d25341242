"""ALTO: the lines and words of a scanned page in XML. Pure.

The format: https://www.loc.gov/standards/alto/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.layout.hyphens import SOFT_HYPHEN
from index.sources.ocr.scanned_page import PixelBox, ScannedLine, ScannedPage, ScannedWord
from index.sources.ocr.xml_tree import find_all, local_name, read_attribute

# The height of a line's letters as a share of its box.
_NO_BOX = PixelBox(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AltoPage:
    """A page of an ALTO file. `blocks[i]` is the id of the block that has line i of the page, and
    of those around it, innermost first."""

    page: ScannedPage
    blocks: tuple[tuple[str, ...], ...]

    def select(self, ids: frozenset[str]) -> ScannedPage:
        """The page with only the lines of these blocks, all of them if there are no ids."""
        lines = tuple(
            line
            for line, around in zip(self.page.lines, self.blocks, strict=True)
            if not ids or ids.intersection(around)
        )
        return ScannedPage(self.page.width, self.page.height, lines, self.page.image)


def read_alto(root: Any) -> list[AltoPage]:
    """Read the pages of an ALTO tree. Raises DatelineError if it has none."""
    image = next((one_line(name.text or "") for name in find_all(root, "fileName")), "")
    pages = [_read_page(page, image) for page in find_all(root, "Page")]
    if not pages:
        raise DatelineError("it is ALTO without a page")
    return pages


def _read_page(page: Any, image: str) -> AltoPage:
    found = [(line, _list_around(line, page)) for line in find_all(page, "TextLine")]
    lines = [(_read_line(line), around) for line, around in found]
    legible = [(line, around) for line, around in lines if line.words]
    boxes = [line.box for line, _ in legible]
    # Some programs leave out the size of the page.
    width = _read_number(page, "WIDTH") or max((box.right for box in boxes), default=1.0)
    height = _read_number(page, "HEIGHT") or max((box.bottom for box in boxes), default=1.0)
    if width <= 0 or height <= 0:
        raise DatelineError("it is ALTO whose page has no size")
    scanned = ScannedPage(width, height, tuple(line for line, _ in legible), image)
    return AltoPage(scanned, tuple(around for _, around in legible))


def _list_around(line: Any, page: Any) -> tuple[str, ...]:
    ids = []
    for element in line.iterancestors():
        if element is page:
            break
        ids.append(read_attribute(element, "ID"))
    return tuple(filter(None, ids))


def _read_line(line: Any) -> ScannedLine:
    words = tuple(_read_words(line))
    box = _read_box(line)
    if words and (box.right <= box.left or box.bottom <= box.top):
        box = _span([word.box for word in words])
    words = tuple(
        word if word.box != _NO_BOX else ScannedWord(word.text, box, word.confidence)
        for word in words
    )
    rotation = 0.0
    for element in line.iterancestors():
        rotation = rotation or _read_number(element, "ROTATION")
    # Both count counter-clockwise.
    return ScannedLine(words, box, turn=round(rotation / 90) * 90 % 360)


def _read_words(line: Any) -> Iterator[ScannedWord]:
    elements = [part for part in line if local_name(part) in ("String", "HYP")]
    for at, element in enumerate(elements):
        if local_name(element) == "HYP":
            continue
        text = one_line(read_attribute(element, "CONTENT"))
        if at + 1 < len(elements) and local_name(elements[at + 1]) == "HYP":
            text += _choose_hyphen(element, elements[at + 1])
        if text:
            yield ScannedWord(text, _read_box(element), _read_confidence(element))


def _choose_hyphen(word: Any, hyphen: Any) -> str:
    """The hyphen at the end of a line: a sign of the break if the file says that the word goes on
    without it."""
    whole = one_line(read_attribute(word, "SUBS_CONTENT"))
    first = one_line(read_attribute(word, "CONTENT"))
    if whole.startswith(first) and whole[len(first) : len(first) + 1].isalpha():
        return SOFT_HYPHEN
    return one_line(read_attribute(hyphen, "CONTENT")) or "-"


def _read_confidence(word: Any) -> float | None:
    try:
        confidence = float(read_attribute(word, "WC"))
    except ValueError:
        return None
    return confidence if 0 <= confidence <= 1 else None


def _read_box(element: Any) -> PixelBox:
    left, top = _read_number(element, "HPOS"), _read_number(element, "VPOS")
    width, height = _read_number(element, "WIDTH"), _read_number(element, "HEIGHT")
    if width <= 0 or height <= 0:
        return _NO_BOX
    return PixelBox(left, top, left + width, top + height)


def _span(boxes: Sequence[PixelBox]) -> PixelBox:
    return PixelBox(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _read_number(element: Any, name: str) -> float:
    try:
        number = float(read_attribute(element, name) or 0)
    except ValueError:
        return 0.0
    return number if abs(number) < 1e9 else 0.0
