"""Whether a text is wrapped, at which width, and how ragged its lines are. Pure.

A text counts as wrapped where sentences go on over the ends of lines that are about as long as the
longest. No share of such lines is asked for: one paragraph may stand among tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from index.splitting.line_breaks import Ending, LineBreak
from index.splitting.lines import Line, LineForm

# Wire copy is wrapped at 60 to 80 columns, e-mail at 72; a longer line is a paragraph of its own.
MAX_WIDTH = 132
_MIN_WIDTH = 20
# Lines that a sentence goes on over are about as long as the width.
_NEAR_WIDTH = 0.75
# The words alone say that a sentence goes on.
_GOES_ON = 3.0
# The share of the width that lines may be shorter than it.
_LEAST_RAGGED, _MOST_RAGGED = 0.1, 0.25
_FEW = 5


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The `width` of a wrapped text in columns, 0 for one that is not; `ragged` is by how much a
    full line may miss it. `has_indents` says that paragraphs begin with blanks, and all other
    lines at the `margin`."""

    width: int = 0
    ragged: float = 0.0
    has_indents: bool = False
    margin: int = 0

    def measure_room(self, each: LineBreak) -> int:
        """The columns that would be left if the first word after the break stood before it."""
        return self.width - each.before.length - 1 - each.next_length

    def is_full(self, each: LineBreak) -> bool:
        """Had the first word after the break no room before it?"""
        return bool(self.width) and self.measure_room(each) <= self.ragged


def measure_wrapping(lines: Sequence[Line], breaks: Sequence[LineBreak]) -> Wrapping:
    """Measure the wrapping of a text; `lines` are those that are not blank."""
    going_on = [
        each
        for each in breaks
        if each.ending is Ending.OPEN
        and each.words >= _GOES_ON
        and not each.blanks
        and each.before.form in (LineForm.TEXT, LineForm.ITEM)
        and each.after.form is LineForm.TEXT
        and max(each.before.length, each.after.length) <= MAX_WIDTH
    ]
    lengths = [
        line.length for line in lines if line.form is not LineForm.ROW and line.length <= MAX_WIDTH
    ]
    width = max(lengths, default=0)
    if width < _MIN_WIDTH or not going_on:
        return Wrapping()
    # The first line may be short.
    near = [each for each in going_on if each is not breaks[0]] or going_on
    if median(each.before.length for each in near) < _NEAR_WIDTH * width:
        return Wrapping()
    wrapping = Wrapping(width)
    rooms = [wrapping.measure_room(each) for each in near]
    ragged = quantiles(rooms, n=10)[-1] if len(rooms) >= _FEW else 0.0
    ragged = min(max(ragged, _LEAST_RAGGED * width), _MOST_RAGGED * width)
    margin = min(line.indent for line in lines if line.form is LineForm.TEXT)
    return Wrapping(width, ragged, _has_indents(breaks), margin)


def _has_indents(breaks: Sequence[LineBreak]) -> bool:
    """Do paragraphs begin with blanks, and go on without?"""
    prose = [b for b in breaks if b.before.form is b.after.form is LineForm.TEXT and not b.blanks]
    inwards = [b for b in prose if b.after.indent > b.before.indent]
    outwards = [b for b in prose if b.after.indent < b.before.indent]
    ends = sum(b.ending is not Ending.OPEN for b in inwards)
    return bool(inwards) and bool(outwards) and 2 * ends >= len(inwards)
