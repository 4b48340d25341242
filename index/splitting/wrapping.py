"""Whether a text is wrapped, at which width, and how ragged its lines are. Pure.

A text counts as wrapped where sentences go on over the ends of lines that are about as long as the
longest. No share of such lines is asked for: one paragraph may stand among tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.splitting.line_breaks import Ending, LineBreak
from index.splitting.lines import Line, LineForm

_MIN_WIDTH = 20
# Rows of tables and headlines are shorter.
_COPY_WIDTH = 50
# Lines that a sentence goes on over are about as long as the width.
_NEAR_WIDTH = 0.75
# The words alone say that a sentence goes on.
_GOES_ON = 3.0
# The share of the width that lines may be shorter than it.
_LEAST_RAGGED, _MOST_RAGGED = 0.1, 0.25
_NOT_MUCH_LONGER = 1.15
_MOST, _FEW = 0.9, 5
_MANY, _NEARLY_ALL = 2, 0.8


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The `width` of a wrapped text in columns, 0 for one that is not; `ragged` is by how much a
    full line may miss it. `has_indents` says that paragraphs begin with blanks, and all other
    lines at the `margin`."""

    width: int = 0
    ragged: float = 0.0
    has_indents: bool = False
    margin: int = 0

    def is_full(self, each: LineBreak) -> bool:
        """Had the first word after the break no room before it?"""
        return bool(self.width) and each.needed + self.ragged >= self.width


def measure_wrapping(lines: Sequence[Line], breaks: Sequence[LineBreak]) -> Wrapping:
    """Measure the wrapping of a text; `lines` are those that are not blank."""
    open_breaks = [each for each in breaks if _is_inside_prose(each)]
    going_on = [each for each in open_breaks if each.words >= _GOES_ON]
    width = _measure_width([line.length for line in lines if line.can_be_wrapped], going_on)
    if width < _MIN_WIDTH:
        return Wrapping()
    wrapping = Wrapping(width, _LEAST_RAGGED * width)
    if not (_are_near(going_on, width, breaks) or _are_even(open_breaks, wrapping, breaks)):
        return Wrapping()
    rooms = sorted(width - each.needed for each in going_on if each is not breaks[0])
    ragged = float(rooms[int(_MOST * len(rooms))]) if len(rooms) >= _FEW else 0.0
    ragged = min(max(ragged, wrapping.ragged), _MOST_RAGGED * width)
    margin = min(line.indent for line in lines if line.form is LineForm.TEXT)
    return Wrapping(width, ragged, _has_indents(breaks), margin)


def _measure_width(lengths: Sequence[int], going_on: Sequence[LineBreak]) -> int:
    """The length of the longest line, without a few that are much longer than those that sentences
    go on over, such as addresses of pages."""
    widest = max((each.before.length for each in going_on), default=0)
    wrapped = [length for length in lengths if length <= _NOT_MUCH_LONGER * widest]
    if len(wrapped) >= _MOST * len(lengths):
        lengths = wrapped
    return max(lengths, default=0)


def _is_inside_prose(each: LineBreak) -> bool:
    """May the break be one inside a sentence?"""
    return (
        each.ending is Ending.OPEN
        and not each.blanks
        and each.after.form is LineForm.TEXT
        and each.before.can_be_wrapped
        and each.after.can_be_wrapped
    )


def _are_near(going_on: Sequence[LineBreak], width: int, breaks: Sequence[LineBreak]) -> bool:
    """Are the lines that sentences go on over about as long as the longest? The first may be
    short; then the next tells."""
    lengths = sorted(
        max(each.before.length, each.after.length if each is breaks[0] else 0) for each in going_on
    )
    return bool(lengths) and lengths[len(lengths) // 2] >= _NEAR_WIDTH * width


def _are_even(
    open_breaks: Sequence[LineBreak], wrapping: Wrapping, breaks: Sequence[LineBreak]
) -> bool:
    """Are nearly all lines without an end mark full, and others not without one? So are those of
    copy in capitals, and seldom a list of headlines."""
    if wrapping.width < _COPY_WIDTH:
        return False
    counted = [each for each in open_breaks if each is not breaks[0]]
    full = sum(map(wrapping.is_full, counted))
    has_ends = any(each.ending is Ending.END for each in breaks)
    return full >= _MANY and full >= _NEARLY_ALL * len(counted) and has_ends


def _has_indents(breaks: Sequence[LineBreak]) -> bool:
    """Do paragraphs begin with blanks, and go on without?"""
    turns = [
        each
        for each in breaks
        if each.before.indent != each.after.indent
        and not each.blanks
        and each.before.form is each.after.form is LineForm.TEXT
    ]
    inwards = [each for each in turns if each.after.indent > each.before.indent]
    ends = sum(each.ending is not Ending.OPEN for each in inwards)
    return 0 < len(inwards) < len(turns) and 2 * ends >= len(inwards)
