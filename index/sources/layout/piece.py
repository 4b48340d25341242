"""What stands on a page: pieces of lines, and lines. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one line without a wide gap between them.

    Places are points from the lower left of the page; `size` is that of the letters. `is_turned`:
    the letters run up, down or upside down, seen from the rest of the page. `is_recognised`: the
    text is the result of character recognition, under or over a picture.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_turned: bool = False
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its pieces in the order of the file. `height` is in points."""

    pieces: tuple[Piece, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column, or a row of a table (`is_row`) with tabs between its cells.

    `starts_cell`: it begins a cell of a table or a column beside another one. Pages count from 0.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    page: int = 0
    is_row: bool = False
    starts_cell: bool = False
    is_recognised: bool = False


def join_pieces(pieces: list[Piece], page: int, separator: str = " ") -> Line:
    """One line of pieces that stand side by side, in the direction of their script."""
    in_order = sorted(pieces, key=lambda piece: piece.left)
    runs_left = unicodedata.bidirectional(pieces[0].text[:1] or " ") in ("R", "AL")
    return Line(
        separator.join(piece.text for piece in in_order[:: -1 if runs_left else 1]),
        in_order[0].left,
        max(piece.right for piece in in_order),
        in_order[0].baseline,
        max(piece.size for piece in in_order),
        page,
        is_row=separator == "\t",
        is_recognised=any(piece.is_recognised for piece in in_order),
    )
