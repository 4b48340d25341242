"""Scanned pages as pages of pieces, which `layout` puts together. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from statistics import median_low

from index.sources.layout.piece import Page, Piece, Word
from index.sources.ocr.scanned_page import PixelBox, ScannedLine, ScannedPage, ScannedWord

# A page is as high as a sheet of A4, whatever its resolution is.
_POINTS = 842.0
# In sizes of the letters. Words of one line are nearer to one another than columns.
_GAP = 1.2
# Letters are measured line by line; those that differ by less have one size.
_SIZE_NOISE = 1.3
# Words with less confidence are guesses: docs/experiments/recognition.md.
_GUESS = 0.4


def make_page(page: ScannedPage) -> Page:
    """Make the page of a scan, seen as most of its lines run. Lines of which every word is a guess
    are left out: they are mostly what a program sees in photographs and stains."""
    lines = [line for line in page.lines if _is_legible(line)]
    turns = [line.turn for line in lines]
    turn = max(set(turns), key=turns.count) if turns else 0
    upright = ScannedPage(page.width, page.height, tuple(lines))
    if turn:
        upright = _turn_page(upright, turn)
    scale = _POINTS / upright.height
    pieces = tuple(
        piece
        for line in _settle_sizes(upright.lines)
        for piece in _split(line, upright, scale, turn)
    )
    return Page(pieces, _POINTS, upright.width * scale, turn)


def _is_legible(line: ScannedLine) -> bool:
    return any(
        (word.confidence is None or word.confidence >= _GUESS) and any(map(str.isalnum, word.text))
        for word in line.words
    )


def _turn_page(page: ScannedPage, turn: int) -> ScannedPage:
    """The page turned clockwise."""

    def turn_box(box: PixelBox) -> PixelBox:
        if turn == 180:
            return PixelBox(
                page.width - box.right, page.height - box.bottom,
                page.width - box.left, page.height - box.top,
            )  # fmt: skip
        if turn == 90:
            return PixelBox(page.height - box.bottom, box.left, page.height - box.top, box.right)
        return PixelBox(box.top, page.width - box.right, box.bottom, page.width - box.left)

    lines = tuple(
        replace(
            line,
            box=turn_box(line.box),
            words=tuple(replace(word, box=turn_box(word.box)) for word in line.words),
        )
        for line in page.lines
    )
    is_on_its_side = turn != 180
    width, height = (page.height, page.width) if is_on_its_side else (page.width, page.height)
    return ScannedPage(width, height, lines)


def _settle_sizes(lines: tuple[ScannedLine, ...]) -> Iterator[ScannedLine]:
    """The lines with one size for all letters that are about as large as most of the page."""
    sized = [line if line.size > 0 else replace(line, size=_height(line)) for line in lines]
    if not sized:
        return
    usual = median_low([line.size for line in sized])
    for line in sized:
        is_usual = usual / _SIZE_NOISE <= line.size <= usual * _SIZE_NOISE
        yield replace(line, size=usual) if is_usual else line


def _height(line: ScannedLine) -> float:
    return max(line.box.bottom - line.box.top, 1.0)


def _split(line: ScannedLine, page: ScannedPage, scale: float, turn: int) -> Iterator[Piece]:
    """The pieces of a line, parted where its words are far from one another."""
    run: list[ScannedWord] = []
    for word in line.words:
        if run and abs(word.box.left - run[-1].box.right) > _GAP * line.size:
            yield _make_piece(run, line, page, scale, turn)
            run = []
        run.append(word)
    if run:
        yield _make_piece(run, line, page, scale, turn)


def _make_piece(
    words: list[ScannedWord], line: ScannedLine, page: ScannedPage, scale: float, turn: int
) -> Piece:
    return Piece(
        " ".join(word.text for word in words),
        scale * min(word.box.left for word in words),
        scale * max(word.box.right for word in words),
        scale * (page.height - line.box.bottom + line.descent),
        scale * line.size,
        is_turned=line.turn != turn,
        is_recognised=True,
        words=tuple(Word(word.text, word.confidence) for word in words),
    )
