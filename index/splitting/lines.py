"""The lines of a text and their forms: prose, items of lists, headings, rows of tables. Pure.

A form is what a line shows by its marks and columns alone. Which lines belong together is decided
in `paragraphs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from index.core.article import Span

# Wire copy is wrapped at 60 to 80 columns, e-mail at 72; a longer line is a paragraph of its own.
MAX_WIDTH = 132

# The marks before the lines of a quoted e-mail.
_QUOTED = re.compile(r"(?:> ?){1,9}(?=[^\s>]|$)")
_HEADING = re.compile(r"#{1,6}\s|(\*\*|__)[^*_]{1,200}\1:?$")
_BULLET = re.compile(r"(--|[-*•–—+·▪◦‣])\s+")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)](?:\s+|$)")
# Marks without a word, as "* * *", "-----" and "=====".
_RULE = re.compile(r"(?:[-=*_~+#.•·|:]\s?)+$")
_WORD_CHARACTER = re.compile(r"\w")
# Columns are held apart by blanks or dots. Two blanks may also follow a sentence, or fill a line.
_GAP = re.compile(r"(?<=\S)(?:\s{2,}|\t)(?=\S)|\.{5,}|(?:\. ){4}")
_WIDE, _VERY_WIDE = 3, 5
_SENTENCE_MARKS = ".?!:;,\"'”’)"
_FIGURE = re.compile(
    r"[-+$£€¥(]{0,3}\d[\d.,/%:$£€¥()+ -]{0,20}[a-z%]{0,4}\)?|--|nil|n/?a|unch", re.IGNORECASE
)


class LineForm(Enum):
    """What a line is by its marks and columns."""

    BLANK = "blank"
    TEXT = "text"
    ITEM = "item"
    APART = "apart"


class Line(NamedTuple):
    """A line with its newline.

    `text` is without blanks around it and without the marks of a quoted e-mail, which `depth`
    counts. `indent` are the blanks before it, `length` the columns up to its last character. APART
    are headings, rules and rows of tables. An item has its `marker`, the figures or one mark, and
    its `hang`, the column at which its words begin.
    """

    span: Span
    text: str
    indent: int
    form: LineForm
    depth: int = 0
    marker: str = ""
    hang: int = 0
    length: int = 0

    @property
    def can_be_wrapped(self) -> bool:
        """Is it prose, and no longer than wrapped lines are?"""
        return self.length <= MAX_WIDTH and self.form in (LineForm.TEXT, LineForm.ITEM)


def read_lines(text: str) -> Iterator[Line]:
    """The lines in order, blank ones too."""
    start = 0
    for raw in text.split("\n"):
        end = min(start + len(raw) + 1, len(text))
        if end > start:
            yield _read_line(raw, Span(start, end))
        start = end


def _read_line(raw: str, span: Span) -> Line:
    text = raw.strip()
    depth = 0
    if text[:1] == ">" and (quoted := _QUOTED.match(text)):
        depth = quoted[0].count(">")
        raw = text[quoted.end() :]
        text = raw.strip()
    if not text:
        return Line(span, "", 0, LineForm.BLANK, depth)
    length = len(raw.rstrip())
    indent = length - len(text)
    if text[0].isalpha() and "  " not in text and "\t" not in text and "....." not in text:
        return Line(span, text, indent, LineForm.TEXT, depth, "", 0, length)
    marker = _NUMBER.match(text) or _BULLET.match(text)
    if marker and (marker.end() == len(text) or not is_row(text[marker.end() :])):
        hang = indent + marker.end()
        return Line(span, text, indent, LineForm.ITEM, depth, marker[1], hang, length)
    return Line(span, text, indent, _find_form(text), depth, "", 0, length)


def _find_form(text: str) -> LineForm:
    if _WORD_CHARACTER.search(text) is None:
        is_apart = _RULE.match(text) is not None
    else:
        is_apart = _HEADING.match(text) is not None or is_row(text)
    return LineForm.APART if is_apart else LineForm.TEXT


def is_row(text: str) -> bool:
    """Is it a row of a table: cells between bars, or columns that stand apart?"""
    if text[0] == "|" and text.count("|") > 1:
        return True
    gaps = [
        match
        for match in _GAP.finditer(text)
        if text[match.start() - 1] not in _SENTENCE_MARKS or "\t" in match[0]
    ]
    if not gaps:
        return False
    starts = [0, *(match.end() for match in gaps)]
    ends = [*(match.start() for match in gaps), len(text)]
    figures = sum(
        _FIGURE.fullmatch(text[start:end].strip()) is not None
        for start, end in zip(starts, ends, strict=True)
    )
    widths = [_VERY_WIDE if "\t" in match[0] else len(match[0]) for match in gaps]
    wide = sum(width >= _WIDE for width in widths)
    return (
        max(widths) >= _VERY_WIDE
        or wide > 1
        or (wide == 1 and figures > 0)
        or 2 * figures > len(starts)
    )
