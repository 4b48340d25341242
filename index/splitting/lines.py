"""The lines of a text and their forms: prose, items of lists, headings, rules, rows of tables. Pure.

A form is what a line shows by its marks and columns alone. Which lines belong together is decided
in `paragraphs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from index.core.article import Span

_LINE = re.compile(r"[^\n]*\n?")
# Text of an e-mail that is quoted.
_QUOTED = re.compile(r"(?:> ?){1,9}(?=[^\s>]|$)")
_HEADING = re.compile(r"#{1,6}\s|(\*\*|__)[^*_]{1,200}\1:?$")
_BULLET = re.compile(r"(--|[-*•–—+·▪◦‣])\s+")
_NUMBER = re.compile(r"(\(?)(\d{1,3})([.)])(?:\s+|$)")
# Marks without a word, as "* * *", "-----" and "=====".
_RULE = re.compile(r"(?:[-=*_~+#.•·|:]\s?)+$")
_WORD_CHARACTER = re.compile(r"\w")
# Columns are held apart by blanks or dots; two blanks are usual after a sentence.
_GAP = re.compile(r"(?<=\S)(?:\s{2,}|\t)(?=\S)|\.{5,}|(?:\. ){4}")
_WIDE, _VERY_WIDE = 3, 5
_SENTENCE_MARKS = ".?!:;,\"'”’)"
_FIGURE = re.compile(r"[-+$£€¥(]{0,3}\d[\d.,/%:$£€¥()+ -]{0,20}[a-z%]{0,4}\)?|--|nil|n/?a|unch", re.IGNORECASE)


class LineForm(Enum):
    """What a line is by its marks and columns."""

    BLANK = "blank"
    TEXT = "text"
    ITEM = "item"
    HEADING = "heading"
    RULE = "rule"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its newline.

    `text` is without blanks around it and without the marks of a quoted e-mail, which `depth`
    counts. `indent` are the blanks before it. An item has its `marker`, the figures or one mark, and
    its `hang`: the column at which its words begin.
    """

    span: Span
    text: str
    indent: int
    form: LineForm
    depth: int = 0
    marker: str = ""
    hang: int = 0

    @property
    def length(self) -> int:
        """The number of columns up to the last character, without the marks of a quoted e-mail."""
        return self.indent + len(self.text)


def read_lines(text: str) -> Iterator[Line]:
    """The lines in order, blank ones too."""
    for match in _LINE.finditer(text):
        if match.end() > match.start():
            yield _read_line(match[0], Span(match.start(), match.end()))


def _read_line(raw: str, span: Span) -> Line:
    text = raw.strip()
    if not text:
        return Line(span, "", 0, LineForm.BLANK)
    depth = 0
    if text[0] == ">" and (quoted := _QUOTED.match(text)):
        depth = quoted[0].count(">")
        raw = text[quoted.end() :]
        text = raw.strip()
        if not text:
            return Line(span, "", 0, LineForm.BLANK, depth)
    indent = len(raw.rstrip()) - len(text)
    if text[0].isalpha() and "  " not in text and "\t" not in text and "...." not in text:
        return Line(span, text, indent, LineForm.TEXT, depth)
    if marker := _NUMBER.match(text) or _BULLET.match(text):
        if marker.end() == len(text) or not is_row(text[marker.end() :]):
            name = marker[2] if marker.re is _NUMBER else marker[1]
            return Line(
                span, text, indent, LineForm.ITEM, depth, name, indent + marker.end()
            )
    return Line(span, text, indent, _find_form(text), depth)


def _find_form(text: str) -> LineForm:
    if _HEADING.match(text):
        return LineForm.HEADING
    if _WORD_CHARACTER.search(text) is None:
        return LineForm.RULE if _RULE.match(text) else LineForm.TEXT
    return LineForm.ROW if is_row(text) else LineForm.TEXT


def is_row(text: str) -> bool:
    """Is it a row of a table: cells between bars, or columns that stand apart?"""
    if text[0] == "|" and text.count("|") > 1:
        return True
    gaps = [
        match
        for match in _GAP.finditer(text)
        if text[match.start() - 1] not in _SENTENCE_MARKS or match[0] == "\t"
    ]
    if not gaps:
        return False
    starts = [0, *(match.end() for match in gaps)]
    ends = [*(match.start() for match in gaps), len(text)]
    figures = sum(
        _FIGURE.fullmatch(text[start:end].strip()) is not None
        for start, end in zip(starts, ends, strict=True)
    )
    widths = [_VERY_WIDE if "\t" in match[0] else match.end() - match.start() for match in gaps]
    wide = sum(width >= _WIDE for width in widths)
    return (
        max(widths) >= _VERY_WIDE
        or wide > 1
        or (wide == 1 and figures > 0)
        or 2 * figures > len(starts)
    )
