"""The text of pages, with the place of each line in it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.core.text import normalise
from index.sources.layout.columns import order_lines
from index.sources.layout.hyphens import Vocabulary, is_clearly_one, join_broken, read_vocabulary
from index.sources.layout.margins import remove_margins
from index.sources.layout.paragraphs import (
    Paragraph,
    is_drop_cap,
    join_interrupted,
    split_paragraphs,
)
from index.sources.layout.piece import Line, Page, Piece
from index.sources.raised import drop_marks, find_notes

# "A" and "I" are words, too: the letter before the text may be one.
_LETTER_WORDS = frozenset("AIO")
_LARGER = 1.15
_MAX_HEADLINE = 200
_MAX_HEADLINE_LINES = 4


@dataclass(frozen=True, slots=True)
class RunningText:
    """A text, and where each line begins and ends in it. `text[start:end]` is a line's text."""

    text: str
    lines: tuple[tuple[Line, int, int], ...] = ()
    headline: str = ""


def make_running_text(pages: Sequence[Page]) -> RunningText:
    """Read pages as one text, with a blank line between paragraphs."""
    lines: list[Line] = []
    for number, page in enumerate(remove_margins(pages)):
        lines += _read_page(page, number)
    paragraphs = join_interrupted(split_paragraphs(lines))
    return replace(_compose(paragraphs), headline=_find_headline(paragraphs))


def _read_page(page: Page, number: int) -> list[Line]:
    """The lines of a page. What runs in another direction comes last."""
    upright = [piece for piece in page.pieces if not piece.is_turned]
    turned = [piece for piece in page.pieces if piece.is_turned]
    lines = order_lines(upright, number) + [_make_turned(piece, number) for piece in turned]
    lines = [replace(line, text=normalise(line.text).strip()) for line in lines]
    notes = find_notes(line.text for line in lines)
    dropped = (
        line if line.is_recognised else replace(line, text=drop_marks(line.text, notes))
        for line in lines
    )
    return [line for line in dropped if line.text.strip()]


def _make_turned(piece: Piece, page: int) -> Line:
    return Line(
        piece.text,
        piece.left,
        piece.right,
        piece.baseline,
        piece.size,
        page,
        starts_cell=True,
        is_recognised=piece.is_recognised,
        words=piece.words,
    )


def _compose(paragraphs: Sequence[Paragraph]) -> RunningText:
    vocabulary = read_vocabulary([line.text for part in paragraphs for line in part.lines])
    parts: list[str] = []
    places: list[tuple[Line, int, int]] = []
    position = 0
    for paragraph in paragraphs:
        separator = "\n\n" if parts else ""
        for line, below in zip_longest(paragraph.lines, paragraph.lines[1:]):
            start = position + len(separator)
            parts.append(separator)
            content, separator = _join(line, below, vocabulary) if below else (line.text, "")
            parts.append(content)
            position = start + len(content)
            places.append((line, start, position))
    return RunningText("".join(parts), tuple(places))


def _join(line: Line, below: Line, vocabulary: Vocabulary) -> tuple[str, str]:
    """The text of a line, and what separates it from the next one of its paragraph."""
    if line.is_row:
        return line.text, "\n"
    if is_drop_cap(line, below):
        word = line.text[-1] + below.text.split(maxsplit=1)[0]
        is_one = line.text[-1] not in _LETTER_WORDS or is_clearly_one(word[0], word[1:])
        return line.text, "" if is_one else "\n"
    return join_broken(line.text, below.text, vocabulary)


def _find_headline(paragraphs: Sequence[Paragraph]) -> str:
    """The first paragraph of the first page if its letters are larger than those of the text."""
    first = paragraphs[0] if paragraphs else None
    if first is None or first.is_table or len(first.lines) > _MAX_HEADLINE_LINES:
        return ""
    letters: Counter[float] = Counter()
    for line in (line for paragraph in paragraphs for line in paragraph.lines):
        letters[round(line.size, 1)] += len(line.text)
    text = " ".join(line.text for line in first.lines)
    is_larger = first.lines[0].size > _LARGER * letters.most_common(1)[0][0]
    is_headline = is_larger and 2 < len(text) <= _MAX_HEADLINE and len(paragraphs) > 1
    return text if is_headline else ""
