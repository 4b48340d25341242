"""Lines on pages as running text: ends of paragraphs, and hyphenated words. Pure.

The wording stays that of the page. A word that is broken at the end of a line is joined only if
the document has it in one piece elsewhere: "re-" and "form" may be "reform" or "re-form", and a
quotation must not decide that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

# Leading is about 1.2 times the size of the letters, the gap between paragraphs half as much more.
_WIDER_GAP = 1.4
_WIDEST_LEADING = 2.4
_OTHER_SIZE = 1.15
_INDENT = (0.6, 4.0)
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_WORDS = re.compile(_WORD)
# A match begins at the start of a word and never backtracks, so long words are scanned once.
_BROKEN = re.compile(
    r"(?<![^\W\d_])(?<![^\W\d_]-)([^\W\d_]++(?:-[^\W\d_]++)*+)-\n([^\W\d_]++(?:-[^\W\d_]++)*+)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: the place of its first letter (points from the lower left) and its size."""

    text: str
    x: float
    y: float
    size: float


def join_lines(pages: Sequence[Sequence[Line]]) -> str:
    """Join the lines of all pages, with a blank line between paragraphs."""
    text = ""
    for page in pages:
        lines = [line for line in page if line.text.strip()]
        if lines:
            text += _choose_page_break(text, lines[0]) if text else ""
            text += "".join(_insert_breaks(lines))
    return _join_broken_words(text)


def _insert_breaks(lines: Sequence[Line]) -> Iterator[str]:
    gaps = [gap for above, below in pairwise(lines) if (gap := above.y - below.y) > 0]
    leading = median_low(gaps) if gaps else 0.0
    yield lines[0].text.strip()
    for above, below in pairwise(lines):
        yield "\n\n" if _is_new_paragraph(above, below, leading) else "\n"
        yield below.text.strip()


def _is_new_paragraph(above: Line, below: Line, leading: float) -> bool:
    gap = above.y - below.y
    size = max(above.size, below.size, 1.0)
    smaller = max(min(above.size, below.size), 1.0)
    if size / smaller > _OTHER_SIZE:
        return True
    if gap > _WIDER_GAP * min(leading, _WIDEST_LEADING * size):
        return True
    indented = _INDENT[0] * size < below.x - above.x < _INDENT[1] * size
    return gap > 0 and indented and _ends_a_sentence(above.text)


def _choose_page_break(text: str, below: Line) -> str:
    """The break between two pages. A small letter shows that a sentence continues."""
    goes_on = not _ends_a_sentence(text) and below.text.lstrip()[:1].islower()
    return "\n" if goes_on else "\n\n"


def _ends_a_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-10:].rstrip()) is not None


def _join_broken_words(text: str) -> str:
    words = {word.casefold() for word in _WORDS.findall(_BROKEN.sub(" ", text))}

    def whole(match: re.Match[str]) -> str:
        closed, hyphenated = match[1] + match[2], f"{match[1]}-{match[2]}"
        is_closed, is_hyphenated = closed.casefold() in words, hyphenated.casefold() in words
        if is_closed == is_hyphenated:
            return match[0]
        return closed if is_closed else hyphenated

    return _BROKEN.sub(whole, text)
