"""What stands on a page: pieces of lines, and lines. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a program recognised, with its confidence from 0 to 1, None if unknown."""

    text: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one line without a wide gap between them.

    Places are points from the lower left of the page; `size` is that of the letters. `is_turned`:
    the letters run up, down or upside down, seen from the rest of the page. `is_recognised`: the
    text is the result of character recognition; its `words` are known if that happened here.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_turned: bool = False
    is_recognised: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its pieces in the order of the file. `height` and `width` are in points.

    `turn` is by how many degrees it was turned clockwise, so that most letters stand upright.
    """

    pieces: tuple[Piece, ...]
    height: float
    width: float = 0.0
    turn: int = 0


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
    words: tuple[Word, ...] = ()


def join_pieces(pieces: list[Piece], page: int, separator: str = " ") -> Line:
    """One line of pieces that stand side by side, in the direction of their script."""
    in_order = sorted(pieces, key=lambda piece: piece.left)
    runs_left = unicodedata.bidirectional(pieces[0].text[:1] or " ") in ("R", "AL")
    in_text = in_order[::-1] if runs_left else in_order
    return Line(
        separator.join(piece.text for piece in in_text),
        in_order[0].left,
        max(piece.right for piece in in_order),
        in_order[0].baseline,
        max(piece.size for piece in in_order),
        page,
        is_row=separator == "\t",
        is_recognised=any(piece.is_recognised for piece in in_order),
        words=tuple(word for piece in in_text for word in piece.words),
    )
