"""The letters of a page as pieces of lines. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from statistics import median_low
from typing import NamedTuple

from index.sources.layout.grid import NARROW_GAP, SAME_LINE
from index.sources.layout.hyphens import SOFT_HYPHEN
from index.sources.layout.piece import Piece
from index.sources.raised import write_lowered, write_raised

# In sizes of the larger letters, as are all shares below.
# A blank of the file in a justified line; several blanks in a row may be wider.
_WIDEST_BLANK = 3.0
_BACK = 0.3
_SMALL = 0.85
# Hebrew is the first script of Unicode that runs from the right.
_FIRST_FROM_RIGHT = "\u0590"
_RAISED = 0.1
_LOWERED = 0.05
# Letters of the full size are raised or lowered by at least this.
_MUCH = 0.2


class Letter(NamedTuple):
    """A letter, seen so that it stands upright. `run` is the number of its text object.

    For the other fields, see Piece.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_turned: bool
    is_recognised: bool
    run: int


def make_pieces(letters: Iterable[Letter]) -> Iterator[Piece]:
    """Put letters together, in their order. What is printed twice at one place counts once."""
    seen: dict[str, list[Piece]] = {}
    for run in _split(letters):
        piece = _make_piece(run)
        others = seen.setdefault(piece.text, [])
        if not any(_is_copy(piece, other) for other in others):
            others.append(piece)
            yield piece


def _is_copy(piece: Piece, other: Piece) -> bool:
    """Whether a piece is printed beside the other, as its shadow or to make it bold."""
    across, down = piece.left - other.left, piece.baseline - other.baseline
    return max(abs(across), abs(down)) < _BACK * piece.size


def _split(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    run: list[Letter] = []
    last: Letter | None = None
    for letter in letters:
        is_blank = letter.text.isspace()
        if last is not None and not is_blank:
            is_justified = len({last.run, letter.run, run[-1].run}) == 1 and run[-2:-1] == [last]
            if not _goes_on(last, letter, _WIDEST_BLANK if is_justified else NARROW_GAP):
                yield run
                run, last = [], None
        if run or not is_blank:
            run.append(letter)
        if not is_blank:
            last = letter
    if run:
        yield run


def _goes_on(last: Letter, letter: Letter, widest: float) -> bool:
    """Whether a letter stands on the line of the last one, without a wider gap between them."""
    if (last.is_turned, last.is_recognised) != (letter.is_turned, letter.is_recognised):
        return False
    size = max(last.size, letter.size)
    if abs(letter.baseline - last.baseline) > SAME_LINE * size:
        return False
    gap = letter.left - last.right
    if _is_from_right(last) or _is_from_right(letter):
        return min(abs(gap), abs(last.left - letter.right)) <= NARROW_GAP * size
    return letter.left >= last.left - _BACK * size and gap <= widest * size


def _is_from_right(letter: Letter) -> bool:
    return letter.text > _FIRST_FROM_RIGHT and unicodedata.bidirectional(letter.text[0]) in (
        "R",
        "AL",
    )


def _make_piece(run: list[Letter]) -> Piece:
    inked = [letter for letter in run if not letter.text.isspace()]
    sizes = Counter(round(letter.size, 1) for letter in inked)
    size = max(sizes, key=lambda size: (sizes[size], size))
    baseline = median_low(one.baseline for one in inked if round(one.size, 1) == size)
    return Piece(
        _write_text(run, size, baseline),
        min(letter.left for letter in inked),
        max(letter.right for letter in inked),
        baseline,
        size,
        inked[0].is_turned,
        inked[0].is_recognised,
    )


def _write_text(run: list[Letter], size: float, baseline: float) -> str:
    """The letters as text, raised and lowered ones as such."""
    text = ""
    for shift, group in groupby(run, key=lambda letter: _find_shift(letter, size, baseline)):
        part = "".join(letter.text for letter in group)
        if shift:
            part = write_raised(part, text) if shift > 0 else write_lowered(part, text)
        text += part
    return " ".join(text.replace(SOFT_HYPHEN, "").split()) + _find_soft_end(text)


def _find_shift(letter: Letter, size: float, baseline: float) -> int:
    """1 for a raised letter, -1 for a lowered one, else 0."""
    shift = letter.baseline - baseline
    if not shift:
        return 0
    is_small = letter.size <= _SMALL * size
    if shift > (_RAISED if is_small else _MUCH) * size:
        return 1
    return -1 if -shift > (_LOWERED if is_small else _MUCH) * size else 0


def _find_soft_end(text: str) -> str:
    return SOFT_HYPHEN if text.rstrip().endswith(SOFT_HYPHEN) else ""
