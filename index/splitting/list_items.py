"""Whether a line that looks like an item of a list is one. Pure.

"192." at the beginning of a line may be the end of a sentence, and "- " may stand in the middle.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.language.en.abbreviations import ends_sentence
from index.splitting.line_breaks import LIKELY, Ending, LineBreak
from index.splitting.lines import Line, LineForm

_DASHES = ("-", "--", "–", "—")
# Items of one list are not further apart.
_NEAR = 4


class ListMarkers:
    """The lines of a text that look like items."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._markers = {line.marker for line in lines if line.form is LineForm.ITEM}

    def begins_item(self, number: int, each: LineBreak, opener: Line) -> bool:
        """Does an item begin after the break with this number? `opener` is the first line of the
        paragraph before."""
        before, marker = each.before.text, each.after.marker
        if opener.form is LineForm.ITEM and _follows(opener.marker, marker):
            return True
        if marker.isdigit():
            return self._begins_numbered(each)
        if marker not in _DASHES or each.ending is not Ending.OPEN or before[-1] in ":;":
            return True
        following = self._lines[number + 2 : number + 2 + _NEAR]
        return each.words < LIKELY and any(line.marker == marker for line in following)

    def _begins_numbered(self, each: LineBreak) -> bool:
        before, marker = each.before.text, each.after.marker
        if ends_sentence(before, marker) is False:
            return False
        if each.ending is not Ending.OPEN or before[-1] in ":;":
            return True
        number = int(marker)
        return each.words < LIKELY and (
            number == 1 or bool(self._markers & {str(number - 1), str(number + 1)})
        )


def _follows(marker: str, next_marker: str) -> bool:
    """Is it the same mark, or the next number?"""
    if marker.isdigit() and next_marker.isdigit():
        return int(next_marker) == int(marker) + 1
    return marker == next_marker
