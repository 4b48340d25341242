"""The paragraphs of lines, even if a picture, a note or the end of a page interrupts them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median_low

from index.sources.layout.piece import Line
from index.sources.layout.sentence_ends import continues, ends_sentence, starts_small

# Leading is about 1.2 times the size of the letters, the gap between paragraphs half as much more.
_WIDER_GAP = 1.4
_WIDEST_LEADING = 2.4
_OTHER_SIZE = 1.15
_INDENT = (0.6, 4.0)
# A first line that fills less of its column is a headline, if the next begins a sentence.
_SHORT = 0.7
# The first letter of a text, over several lines.
_DROP_CAP = 1.8
_MAX_DROP_CAP = 3
# Lines above and below that are looked at.
_NEARBY = 40
# A picture with its caption, notes, or what is set large between two columns.
_MAX_INTERRUPTIONS = 6
_SAME_SIZE = 1.06
_FIGURE_AND_WORD = re.compile(r"\d[\d.,]* [^\W\dA-Z_]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph, or rows of one table. It reaches `edge` on the right, in points."""

    lines: tuple[Line, ...]
    edge: float

    @property
    def is_table(self) -> bool:
        """Whether the lines are rows."""
        return self.lines[0].is_row

    def append(self, other: Paragraph) -> Paragraph:
        """This paragraph with its rest, which has the edge of another column or page."""
        return Paragraph(self.lines + other.lines, other.edge)


def split_paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of all pages, each with the lines that it has on one page."""
    paragraphs: list[Paragraph] = []
    for _, on_page in groupby(lines, key=lambda line: line.page):
        page = _move_drop_caps(list(on_page))
        gaps = [
            gap for above, below in pairwise(page) if (gap := above.baseline - below.baseline) > 0
        ]
        leading = median_low(gaps) if gaps else 0.0
        start = 0
        for end in range(1, len(page) + 1):
            if end == len(page) or _is_new(page, end, leading):
                paragraphs.append(Paragraph(tuple(page[start:end]), _find_edge(page, start)))
                start = end
    return paragraphs


def _move_drop_caps(lines: Sequence[Line]) -> list[Line]:
    """The lines with each large first letter before its text. Browsers print it earlier."""
    moved = list(lines)
    for letter in [line for line in lines if len(line.text) <= _MAX_DROP_CAP]:
        start = moved.index(letter)
        following = range(start + 1, min(start + 1 + _NEARBY, len(moved)))
        at = next((at for at in following if is_drop_cap(letter, moved[at])), None)
        if at is not None:
            moved.insert(at - 1, moved.pop(start))
    return moved


def _is_new(lines: Sequence[Line], number: int, leading: float) -> bool:
    """Whether a line begins a paragraph, by the look of the page and of the line above."""
    above, below = lines[number - 1], lines[number]
    gap = above.baseline - below.baseline
    size = max(above.size, below.size, 1.0)
    if above.is_row != below.is_row or below.starts_cell:
        return True
    if above.is_row or is_drop_cap(above, below):
        return False
    # Another column, or another cell.
    if min(above.right, below.right) < max(above.left, below.left):
        return True
    if size > _OTHER_SIZE * max(min(above.size, below.size), 1.0):
        return True
    if gap < 0 or gap > _WIDER_GAP * min(leading, _WIDEST_LEADING * size):
        return True
    indented = _INDENT[0] * size < below.left - above.left < _INDENT[1] * size
    if gap > 0 and indented and ends_sentence(above.text):
        return True
    return _ends_early(lines, number)


def _ends_early(lines: Sequence[Line], number: int) -> bool:
    """Whether a line ends though the next word would have fitted, and a sentence follows."""
    above, below = lines[number - 1], lines[number]
    if starts_small(below.text):
        return False
    edge = _find_edge(lines, number - 1)
    if ends_sentence(above.text):
        return _has_room(above, below, edge)
    is_short = above.right - above.left < _SHORT * (edge - above.left)
    return number == 1 and is_short and _has_room(above, below, edge)


def _find_edge(lines: Sequence[Line], number: int) -> float:
    """The right edge of the column that a line stands in: of the lines above and below it."""
    line = lines[number]
    edge = line.right
    for nearby in (
        lines[number + 1 : number + _NEARBY],
        lines[max(0, number - _NEARBY) : number][::-1],
    ):
        for other in nearby:
            if other.is_row or min(other.right, line.right) <= max(other.left, line.left):
                break
            if max(other.size, line.size) <= _OTHER_SIZE * min(other.size, line.size):
                edge = max(edge, other.right)
    return edge


def _has_room(above: Line, below: Line, edge: float) -> bool:
    """Whether the first word of the line below would have fitted into the line above."""
    word = below.text.split(maxsplit=1)[0]
    width = (below.right - below.left) * len(word) / len(below.text)
    return above.right + 1.2 * width + 0.5 * above.size < edge


def join_interrupted(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs with their rests, which follow after the end of a column or page, or after
    paragraphs of another size, such as captions and notes. These then stand behind them."""
    left = list(paragraphs)
    joined: list[Paragraph] = []
    while left:
        paragraph = left.pop(0)
        while (at := _find_rest(paragraph, left)) is not None:
            paragraph = paragraph.append(left.pop(at))
        joined.append(paragraph)
    return joined


def _find_rest(paragraph: Paragraph, following: Sequence[Paragraph]) -> int | None:
    last = paragraph.lines[-1]
    if paragraph.is_table or ends_sentence(last.text):
        return None
    for at, other in enumerate(following[: _MAX_INTERRUPTIONS + 1]):
        first = other.lines[0]
        if first.page > last.page + 1:
            return None
        is_same_size = _is_same_size(paragraph, other)
        if not other.is_table and (is_same_size or (at == 0 and first.page > last.page)):
            can_go_on = _can_follow(last.text, first.text) and not _has_room(
                last, first, paragraph.edge
            )
            return at if can_go_on else None
    return None


def _can_follow(above: str, below: str) -> bool:
    """Whether a text may go on with the sentence of another: "in" and "2028 and carry", too."""
    return continues(above, below) or _FIGURE_AND_WORD.match(below) is not None


def _is_same_size(one: Paragraph, other: Paragraph) -> bool:
    last, first = one.lines[-1], other.lines[0]
    sizes = sorted((last.size, first.size))
    is_measured = last.is_recognised or first.is_recognised
    return sizes[1] <= (_OTHER_SIZE if is_measured else _SAME_SIZE) * sizes[0]


def is_drop_cap(first: Line, below: Line) -> bool:
    """Whether the first line is the large first letter of the text beside it."""
    return (
        len(first.text.strip('"“‘„«')) == 1
        and first.text[-1].isupper()
        and first.size >= _DROP_CAP * below.size
        and 0 <= below.left - first.left <= 1.5 * first.size
        and first.baseline < below.baseline < first.baseline + first.size
        and first.page == below.page
    )
