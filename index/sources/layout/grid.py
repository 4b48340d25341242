"""Where the text of a page goes on beside itself: tables, and columns set line by line. Pure.

A file mostly has its text in the order of reading. Where it goes on beside a piece instead of below
it, there is a step. A grid is the pieces around steps, as long as none of them crosses all gutters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from index.sources.layout.piece import Piece
from index.sources.layout.sentence_ends import has_letters

# All widths are in sizes of the letters. Gaps between words are narrower than the first.
NARROW_GAP = 0.45
_GUTTER = 0.9
SAME_LINE = 0.5
_BESIDE = 1.1
_NEXT_LINE = 2.5
# On how many lines there has to be a step, by the width of the gutter.
_STEPS = ((2.5, 1), (1.5, 2), (_GUTTER, 3))
# Steps to a line that is higher or lower count only if there are so many.
_MANY = 3
# A narrower gutter needs so many lines that all begin at the same place, to half a point.
_FEWEST_ALIGNED = 4
_ROW = 0.55

# Left and right, in points.
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """Pieces and the spans of their columns. After `last_step` pieces there is no step any more."""

    pieces: tuple[Piece, ...]
    spans: tuple[Span, ...]
    last_step: int

    def find_column(self, piece: Piece) -> int:
        """The number of the column that a piece of the grid stands in, from the left."""
        inside = (at for at, (_, right) in enumerate(self.spans) if piece.left <= right)
        return next(inside, len(self.spans) - 1)

    def cut(self) -> Grid:
        """The grid without what follows its last step."""
        return Grid(self.pieces[: self.last_step], self.spans, self.last_step)

    def find_rows(self) -> list[list[Piece]]:
        """The pieces by row, from top to bottom. The lines of two columns may be a bit apart."""
        gaps = [
            above.baseline - below.baseline
            for above, below in pairwise(sorted(self.pieces, key=self._place))
            if self.find_column(above) == self.find_column(below)
        ]
        size = self.pieces[0].size
        leading = median_low([gap for gap in gaps if gap > SAME_LINE * size] or [size])
        rows: list[list[Piece]] = []
        for piece in sorted(self.pieces, key=lambda piece: -piece.baseline):
            if rows and rows[-1][0].baseline - piece.baseline <= _ROW * leading:
                rows[-1].append(piece)
            else:
                rows.append([piece])
        return rows

    def _place(self, piece: Piece) -> tuple[int, float]:
        return self.find_column(piece), -piece.baseline

    def steps(self) -> list[tuple[Piece, Piece]]:
        """The steps from one column to another."""
        found = [
            (left, right)
            for left, right in pairwise(self.pieces)
            if is_beside(left, right, _BESIDE) and self.find_column(left) != self.find_column(right)
        ]
        on_line = [step for step in found if is_beside(*step, SAME_LINE)]
        return found if len(found) - len(on_line) >= _MANY else on_line


def is_beside(left: Piece, right: Piece, lines: float = SAME_LINE) -> bool:
    """Whether a piece goes on to the right of another, at most so many lines higher or lower."""
    size = max(left.size, right.size)
    return right.left > left.right and abs(left.baseline - right.baseline) <= lines * size


def find_grid(pieces: Sequence[Piece], start: int) -> Grid | None:
    """The grid that begins at a piece, None if none does."""
    if start + 1 == len(pieces) or not is_beside(pieces[start], pieces[start + 1], _BESIDE):
        return None
    grid = _grow(pieces, start, _GUTTER * pieces[start].size)
    if grid is not None and _is_wide(grid):
        return grid
    grid = _grow(pieces, start, NARROW_GAP * pieces[start].size)
    return grid if grid is not None and _is_aligned(grid) else None


def _grow(pieces: Sequence[Piece], start: int, gutter: float) -> Grid | None:
    """The pieces from one on, until a gutter of that many points is left by none of them."""
    grid = list(pieces[start : start + 2])
    spans = _merge([(piece.left, piece.right) for piece in grid], gutter)
    last_step = 2
    for piece in pieces[start + 2 :]:
        merged = _merge([*spans, (piece.left, piece.right)], gutter)
        is_step = is_beside(grid[-1], piece, _BESIDE)
        if not _is_near(piece, grid, is_step=is_step) or len(merged) < 2:
            break
        grid.append(piece)
        spans = merged
        last_step = len(grid) if is_step else last_step
    return Grid(tuple(grid), tuple(spans), last_step) if len(spans) > 1 else None


def _merge(spans: Sequence[Span], gutter: float) -> list[Span]:
    """Spans from left to right, merged where less than a gutter is between them."""
    merged: list[Span] = []
    for left, right in sorted(spans):
        if merged and left - merged[-1][1] < gutter:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _is_near(piece: Piece, grid: Sequence[Piece], *, is_step: bool) -> bool:
    """Whether a piece stands beside the last one or below it, within the next lines."""
    size = max(piece.size, grid[-1].size)
    lowest = min(other.baseline for other in grid[-8:])
    highest = max(other.baseline for other in grid[:8])
    if not lowest - _NEXT_LINE * size <= piece.baseline <= highest + SAME_LINE * size:
        return False
    return is_step or piece.baseline <= grid[-1].baseline + _BESIDE * size


def _is_wide(grid: Grid) -> bool:
    size, steps = grid.pieces[0].size, grid.steps()
    for least, fewest in _STEPS:
        wide = [step for step in steps if step[1].left - step[0].right >= least * size]
        telling = wide if fewest >= _MANY else [step for step in wide if not _is_justified(*step)]
        if len({left.baseline for left, _ in telling}) >= fewest:
            return True
    return False


def _is_justified(left: Piece, right: Piece) -> bool:
    """Whether the gap may be one of a justified line: all gaps of such a line are wide."""
    return all(" " not in piece.text and has_letters(piece.text) for piece in (left, right))


def _is_aligned(grid: Grid) -> bool:
    places = Counter(round(2 * right.left) for _, right in grid.steps())
    return places.most_common(1)[0][1] >= _FEWEST_ALIGNED if places else False
