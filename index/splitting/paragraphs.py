"""Find paragraphs: runs of lines that belong to one flow of sentences. Pure.

A blank line ends one. A single newline ends one in a file of headlines or of one paragraph a line,
but not in copy that is wrapped at a width. Headings, rules, rows of tables and items of lists are
paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from index.core.article import Span
from index.language.en.line_words import NEW_SPEAKER, REPORT
from index.splitting.headings import is_heading
from index.splitting.line_breaks import CERTAIN, Ending, LineBreak, read_break, read_ending
from index.splitting.lines import MAX_WIDTH, Line, LineForm, read_lines
from index.splitting.list_items import ListMarkers
from index.splitting.wrapping import Wrapping, measure_wrapping

# Weights, added to those of the words beside a break; over zero, the paragraph goes on.
_FULL, _SHORT, _SHORT_LEAD = 2.0, -3.0, 0.5
_UNWRAPPED, _LONG_LINE, _BEFORE_END, _REPORT = -4.0, 0.5, 1.5, 3.0
_INDENTED, _INDENTED_BY_HABIT, _AT_MARGIN = -4.0, -8.0, 3.0
# With so much from the words alone, a sentence goes on over a blank line.
_OVER_BLANK_LINES = 7.0
_LONG = 30
# The lines after a heading in which its words are looked for.
_LEAD_LINES = 4


def find_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs, in order, each of whole lines."""
    lines, breaks = _read_breaks(text)
    wrapping, breaks = _choose_spacing(lines, breaks)
    joiner = _Joiner(lines, breaks, wrapping)
    merged: list[Span] = [line.span for line in lines[:1]]
    for number, each in enumerate(breaks):
        if joiner.goes_on(number):
            merged[-1] = Span(merged[-1].start, each.after.span.end)
        else:
            merged.append(each.after.span)
    return merged


def _read_breaks(text: str) -> tuple[list[Line], list[LineBreak]]:
    """The lines that are not blank, and the breaks between them."""
    lines: list[Line] = []
    blanks: list[int] = []
    empty = 0
    for line in read_lines(text):
        if line.form is LineForm.BLANK:
            empty += 1
        else:
            lines.append(line)
            blanks.append(empty)
            empty = 0
    breaks = [
        read_break(before, after, between)
        for (before, after), between in zip(pairwise(lines), blanks[1:], strict=True)
    ]
    return lines, breaks


def _choose_spacing(
    lines: Sequence[Line], breaks: list[LineBreak]
) -> tuple[Wrapping, list[LineBreak]]:
    """The wrapping of a text. If it is wrapped with blank lines between all its lines, these are
    left out of the breaks."""
    spacing = min((each.blanks for each in breaks), default=0)
    if spacing:
        closer = [each._replace(blanks=each.blanks - spacing) for each in breaks]
        wrapping = measure_wrapping(lines, closer)
        if wrapping.width:
            return wrapping, closer
    return measure_wrapping(lines, breaks), breaks


class _Joiner:
    """Decides, break by break in order, whether a paragraph goes on."""

    def __init__(
        self, lines: Sequence[Line], breaks: Sequence[LineBreak], wrapping: Wrapping
    ) -> None:
        self._lines = lines
        self._breaks = breaks
        self._wrapping = wrapping
        self._markers = ListMarkers(lines)
        self._opener = 0
        self._has_joined = False

    def goes_on(self, number: int) -> bool:
        """Does the paragraph go on over the break with this number?"""
        if self._decide(number):
            self._has_joined = True
            return True
        self._opener = number + 1
        return False

    def _decide(self, number: int) -> bool:
        each = self._breaks[number]
        before, after = each.before, each.after
        if (
            before.form is LineForm.APART
            or after.form is LineForm.APART
            or before.depth != after.depth
        ):
            return False
        if each.blanks:
            return each.words >= _OVER_BLANK_LINES and after.form is LineForm.TEXT
        is_full = self._wrapping.is_full(each)
        if after.form is LineForm.ITEM and self._markers.begins_item(
            number, each, self._lines[self._opener]
        ):
            return False
        if before.length > MAX_WIDTH or after.length > MAX_WIDTH:
            return each.words >= CERTAIN
        if each.ending is Ending.END:
            return is_full and not each.begins_quotation and self._weigh_indent(each) >= 0
        return each.words + self._weigh_layout(number, is_full=is_full) > 0

    def _weigh_layout(self, number: int, *, is_full: bool) -> float:
        each = self._breaks[number]
        if not self._wrapping.width:
            start = self._lines[self._opener].span.start
            is_long = each.before.span.end - start > _LONG
            is_before_end = read_ending(each.after.text) is Ending.END
            return (
                _UNWRAPPED
                + _LONG_LINE * is_long
                + _BEFORE_END * is_before_end
                + _REPORT * (is_before_end and _is_begun_report(each))
            )
        if is_full:
            is_sign_off = number == len(self._breaks) - 1 and _is_word(each.after.text)
            return (_SHORT if is_sign_off else _FULL) + self._weigh_indent(each)
        return (_SHORT_LEAD if self._is_lead(number) else _SHORT) + self._weigh_indent(each)

    def _weigh_indent(self, each: LineBreak) -> float:
        wrapping, opener = self._wrapping, self._lines[self._opener]
        if opener.form is LineForm.ITEM and each.after.indent <= opener.hang + 1:
            return 0.0
        if wrapping.has_indents:
            return _INDENTED_BY_HABIT if each.after.indent > wrapping.margin else _AT_MARGIN
        return _INDENTED if each.after.indent > each.before.indent else 0.0

    def _is_lead(self, number: int) -> bool:
        """Is it the first line of an article that has lost its dateline, and so its width?"""
        if self._has_joined or (number and not self._breaks[number - 1].blanks):
            return False
        following = self._breaks[number + 1 : number + 1 + _LEAD_LINES]
        lines = [each.after.text for each in (self._breaks[number], *following)]
        is_next_full = (
            following and not following[0].blanks and self._wrapping.is_full(following[0])
        )
        if not is_next_full and read_ending(lines[0]) is Ending.OPEN:
            return False
        return not is_heading(self._lines[number].text, " ".join(lines), self._wrapping.width)


def _is_begun_report(each: LineBreak) -> bool:
    """Does the line before report what somebody said, and the line after begin nothing new?"""
    return (
        each.ending is Ending.OPEN
        and REPORT.search(each.before.text) is not None
        and NEW_SPEAKER.match(each.after.text) is None
    )


def _is_word(text: str) -> bool:
    return text.isalpha() and read_ending(text) is Ending.OPEN
