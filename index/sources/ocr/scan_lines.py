"""The recognised lines of a text, with their places on pages and their doubtful words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.core.recognition import MIN_CONFIDENCE, Box, DoubtfulWord, RecognisedLine
from index.sources.layout.hyphens import HYPHENS
from index.sources.layout.piece import Line, Page
from index.sources.layout.running_text import RunningText

# In sizes of the letters, from the baseline.
_ABOVE = 0.95
_BELOW = 0.3


def list_recognised(text: RunningText, pages: Sequence[Page]) -> tuple[RecognisedLine, ...]:
    """List the lines of a text that were recognised on these pages, in order."""
    return tuple(
        RecognisedLine(
            start,
            end,
            line.page + 1,
            _find_box(line, pages[line.page]),
            pages[line.page].turn,
            tuple(_find_doubtful(line, text.text, start, end)),
        )
        for line, start, end in text.lines
        if line.is_recognised and start < end
    )


def _find_box(line: Line, page: Page) -> Box:
    top = page.height - line.baseline - _ABOVE * line.size
    bottom = page.height - line.baseline + _BELOW * line.size
    return Box(
        _share(line.left, page.width),
        _share(top, page.height),
        _share(line.right, page.width),
        _share(bottom, page.height),
    )


def _share(place: float, whole: float) -> float:
    return round(min(max(place / whole, 0.0), 1.0), 4) if whole else 0.0


def _find_doubtful(line: Line, text: str, start: int, end: int) -> Iterator[DoubtfulWord]:
    for word in line.words:
        # The last word of a line may have lost its hyphen.
        found = next(
            (
                form
                for form in (word.text, word.text.rstrip(HYPHENS))
                if text.find(form, start, end) >= 0
            ),
            "",
        )
        if not found:
            continue
        first = text.find(found, start, end)
        start = first + len(found)
        if word.confidence is not None and word.confidence < MIN_CONFIDENCE:
            yield DoubtfulWord(first, start, round(word.confidence, 3))
