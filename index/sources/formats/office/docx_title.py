"""The headline of a Word document, by the style or the look of its first paragraph. Pure."""

from __future__ import annotations

from typing import Any

from index.sources.formats.office.docx_styles import Styles, W
from index.sources.formats.office.docx_text import find_visible, read_paragraph
from index.sources.layout.sentence_ends import ends_sentence

_STYLES = ("title", "heading 1")
_MAX_HEADLINE = 200
_LARGER = 1.15


def find_title(body: Any, styles: Styles) -> str:
    """Find the first paragraph with text if its style is that of titles or first headings."""
    first = _find_first(body, styles)
    if first is None or styles.find_name(first) not in _STYLES:
        return ""
    return read_paragraph(first, styles)


def find_headline(body: Any, styles: Styles) -> str:
    """Find the first paragraph with text if it looks like a headline: short, bold or larger than
    the text, and no sentence."""
    first = _find_first(body, styles)
    if first is None:
        return ""
    text = read_paragraph(first, styles)
    runs = [run for run in first.iter(f"{W}r") if any(t.text for t in run.iter(f"{W}t"))]
    looks = [styles.find_look(run, first) for run in runs]
    larger = _LARGER * (styles.find_default_size() or 10.0)
    stands_out = all(look.is_bold or look.size > larger for look in looks)
    return text if stands_out and len(text) <= _MAX_HEADLINE and not ends_sentence(text) else ""


def _find_first(body: Any, styles: Styles) -> Any | None:
    """The first paragraph with text, if no table stands before it."""
    for element in find_visible(body):
        if element.tag == f"{W}tbl":
            return None
        if element.tag == f"{W}p" and read_paragraph(element, styles):
            return element
    return None
