"""The same paragraphs in the forms in which articles come: indented, flush, of other widths. Pure.

The words stay the same in all of them, and so do the places where sentences end.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from eval.sentences.truth import Paragraph, is_prose, is_table

INDENT = "    "
WIDTHS = (60, 66, 72, 80)
# The columns that a dateline takes of a first line before it is removed: "LONDON, March 3 - ".
_DATELINES = (14, 19, 24, 31, 38)


@dataclass(frozen=True, slots=True)
class LaidOutText:
    """A text whose paragraphs are known.

    `source` is as long as `text` and has the original capitals. `wraps` are the offsets of the
    newlines inside paragraphs of prose, `borders` those between any two paragraphs. `lead` is the
    first of the wraps if the first paragraph has one, else -1.
    """

    text: str
    source: str
    wraps: tuple[int, ...]
    borders: tuple[int, ...]
    lead: int


Layout = Callable[[Sequence[Paragraph], int], LaidOutText]


def lay_out_lines(
    paragraphs: Sequence[Paragraph], number: int, indent: str = "", gap: str = "\n"
) -> LaidOutText:
    """The lines as they are; every paragraph but the first begins with `indent`."""
    parts: list[str] = []
    wraps: list[int] = []
    borders: list[int] = []
    length, lead = 0, -1
    for order, paragraph in enumerate(paragraphs):
        before = gap + indent if order else ""
        if order:
            borders.append(length)
        length += len(before)
        parts.append(before)
        for row, line in enumerate(paragraph):
            if row:
                lead = length if order == 0 and row == 1 else lead
                if not is_table(paragraph):
                    wraps.append(length)
                parts.append("\n")
                length += 1
            parts.append(line)
            length += len(line)
    text = "".join(parts)
    return LaidOutText(text, text, tuple(wraps), tuple(borders), lead if lead in wraps else -1)


def lay_out_wrapped(
    paragraphs: Sequence[Paragraph], number: int, width: int, *, has_short_first: bool = False
) -> LaidOutText:
    """The prose wrapped at a width, flush; with `has_short_first`, a dateline is missing."""
    has_short_first = has_short_first and is_prose(paragraphs[0])
    missing = _DATELINES[number % len(_DATELINES)] if has_short_first else 0
    wrapped = [
        paragraph
        if is_table(paragraph)
        else _wrap(" ".join(paragraph), width, 0 if order else missing)
        for order, paragraph in enumerate(paragraphs)
    ]
    return lay_out_lines(wrapped, number)


def _wrap(text: str, width: int, missing: int) -> Paragraph:
    lines = textwrap.wrap(
        text, width, initial_indent="x" * missing, break_long_words=False, break_on_hyphens=False
    )
    return (lines[0][missing:].strip() or "x", *lines[1:])


def lay_out_unwrapped(paragraphs: Sequence[Paragraph], number: int) -> LaidOutText:
    """One paragraph a line."""
    joined = [
        line for each in paragraphs for line in (each if is_table(each) else [" ".join(each)])
    ]
    return lay_out_lines([(line,) for line in joined], number)


def lay_out_capitals(paragraphs: Sequence[Paragraph], number: int) -> LaidOutText:
    """The lines as they are, flush, in capitals."""
    plain = lay_out_lines(paragraphs, number)
    capitals = "".join(letter.upper() if letter.isascii() else letter for letter in plain.text)
    return LaidOutText(capitals, plain.source, plain.wraps, plain.borders, plain.lead)


LAYOUTS: Mapping[str, Layout] = {
    "indented": partial(lay_out_lines, indent=INDENT),
    "flush": lay_out_lines,
    "blank lines": partial(lay_out_lines, gap="\n\n"),
    **{f"flush, {width}": partial(lay_out_wrapped, width=width) for width in WIDTHS},
    **{
        f"flush, {width}, short first line": partial(
            lay_out_wrapped, width=width, has_short_first=True
        )
        for width in WIDTHS
    },
    "capitals": lay_out_capitals,
    "one paragraph a line": lay_out_unwrapped,
}
