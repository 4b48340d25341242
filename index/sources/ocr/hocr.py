"""hOCR: pages, lines and words in HTML. Pure.

The format: http://kba.github.io/hocr-spec/1.2/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.ocr.scanned_page import PixelBox, ScannedLine, ScannedPage, ScannedWord

# The start of a file in which hOCR names itself.
START = 20_000
_SIGN = re.compile(rb"""class=["']?ocr_page\b|name=["']?ocr-(?:system|capabilities)\b""", re.I)
_LINES = ("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption", "ocrx_line")
_WORDS = ("ocrx_word", "ocr_word")


def is_hocr(content: bytes) -> bool:
    """Whether the content of an HTML file is hOCR."""
    return _SIGN.search(content[:START]) is not None


def read_hocr(content: bytes) -> list[ScannedPage]:
    """Read the pages of hOCR. Raises DatelineError if it is broken or has no pages."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DatelineError("it is damaged, or not hOCR") from error
    pages = [_read_page(page) for page in root.iter() if _has_class(page, ("ocr_page",))]
    if not pages:
        raise DatelineError("it is hOCR without pages")
    return pages


def _read_page(page: Any) -> ScannedPage:
    title = page.get("title") or ""
    lines = tuple(line for line in _read_lines(page) if line.words)
    box = _read_box(title)
    if box is None or box.right <= box.left or box.bottom <= box.top:
        raise DatelineError("it is hOCR whose page has no size")
    image = re.search(r"\bimage\s+(?:\"([^\"]*)\"|'([^']*)'|([^;\s]+))", title)
    name = next((part for part in image.groups() if part), "") if image else ""
    return ScannedPage(box.right - box.left, box.bottom - box.top, lines, name)


def _read_lines(page: Any) -> Iterator[ScannedLine]:
    for element in page.iter():
        if not _has_class(element, _LINES):
            continue
        title = element.get("title") or ""
        box = _read_box(title)
        words = tuple(_read_words(element, box))
        if box is None:
            continue
        baseline = _read_numbers("baseline", title)
        # The slope of the baseline, and how far it is from the lower left, downwards.
        descent = -baseline[1] if len(baseline) == 2 else _read_number("x_descenders", title)
        turn = round(_read_number("textangle", title) / 90) * 90 % 360
        yield ScannedLine(words, box, _read_number("x_size", title), max(descent, 0.0), turn)


def _read_words(line: Any, line_box: PixelBox | None) -> Iterator[ScannedWord]:
    found = [element for element in line.iter() if _has_class(element, _WORDS)]
    for element in found:
        title = element.get("title") or ""
        text = one_line(element.text_content())
        box = _read_box(title)
        if text and box is not None:
            confidence = _read_numbers("x_wconf", title)
            sure = min(max(confidence[0] / 100, 0.0), 1.0) if confidence else None
            yield ScannedWord(text, box, sure)
    if not found and line_box is not None and (text := one_line(line.text_content())):
        yield ScannedWord(text, line_box)


def _has_class(element: Any, names: tuple[str, ...]) -> bool:
    if not isinstance(element.tag, str):
        return False
    return any(name in names for name in (element.get("class") or "").split())


def _read_box(title: str) -> PixelBox | None:
    numbers = _read_numbers("bbox", title)
    return PixelBox(*numbers) if len(numbers) == 4 else None


def _read_number(name: str, title: str) -> float:
    return next(iter(_read_numbers(name, title)), 0.0)


def _read_numbers(name: str, title: str) -> list[float]:
    match = re.search(rf"(?:^|;)\s*{name}((?:\s+-?\d{{1,9}}(?:\.\d{{1,9}})?)+)", title[:1_000])
    return [float(number) for number in match[1].split()] if match else []
