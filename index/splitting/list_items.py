"""Whether a line that looks like an item of a list is one. Pure.

"192." at the beginning of a line may be the end of a sentence, and "- " may stand in the middle.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.language.en.abbreviations import ends_sentence
from index.splitting.line_breaks import LIKELY, Ending, LineBreak
from index.splitting.lines import Line, LineForm

_DASHES = "-–—"


class ListMarkers:
    """The markers of a text's lines that look like items."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._counts = Counter(line.marker for line in lines if line.form is LineForm.ITEM)

    def begins_item(self, each: LineBreak, opener: Line, *, is_full: bool) -> bool:
        """Does an item begin after the break? `opener` is the first line of the paragraph before;
        `is_full` says that the next word had no room on the line before."""
        before, marker = each.before.text, each.after.marker
        if opener.form is LineForm.ITEM and _follows(opener.marker, marker):
            return True
        if marker.isdigit() and ends_sentence(before, marker) is False:
            return False
        if each.ending is not Ending.OPEN or before[-1] in ":;":
            return True
        if marker.isdigit():
            return self._has_neighbour(int(marker)) or (
                marker == "1" and not is_full and each.words < LIKELY
            )
        return marker not in _DASHES or not is_full or self._counts[marker] > 1

    def _has_neighbour(self, number: int) -> bool:
        return any(str(other) in self._counts for other in (number - 1, number + 1))


def _follows(marker: str, next_marker: str) -> bool:
    """Is it the same mark, or the next number?"""
    if marker.isdigit() and next_marker.isdigit():
        return int(next_marker) == int(marker) + 1
    return marker == next_marker
