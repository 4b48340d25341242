"""The pieces of a page as lines, columns and rows of tables. Pure.

The order of the file counts, but for grids: if sentences go on from line to line in one, its
columns are read down, else a row is one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.sources.layout.grid import Grid, find_grid, is_beside
from index.sources.layout.piece import Line, Piece, join_pieces
from index.sources.layout.sentence_ends import continues, ends_sentence, has_letters

_NUMBERS = 0.6
_WIDER_GAP = 1.25
_MAX_CELL_LINES = 5

# The lines of a row by column.
Row = dict[int, Line]


def order_lines(pieces: Sequence[Piece], page: int = 0) -> list[Line]:
    """The lines of a page in the order of reading."""
    lines: list[Line] = []
    start = 0
    while start < len(pieces):
        grid = find_grid(pieces, start)
        if grid is None:
            end = start + 1
            while end < len(pieces) and is_beside(pieces[end - 1], pieces[end]):
                end += 1
            lines.append(join_pieces(list(pieces[start:end]), page))
            start = end
            continue
        rows = _make_rows(grid, page)
        if _is_wrapped(rows):
            lines += _read_down(rows)
        else:
            # What follows on one side only is not a part of a table.
            grid = grid.cut()
            lines += _read_across(_make_rows(grid, page), lines[-1:])
        start += len(grid.pieces)
    return lines


def _make_rows(grid: Grid, page: int) -> list[Row]:
    rows: list[Row] = []
    for row in grid.find_rows():
        cells: dict[int, list[Piece]] = {}
        for piece in row:
            cells.setdefault(grid.find_column(piece), []).append(piece)
        rows.append({column: join_pieces(cell, page) for column, cell in sorted(cells.items())})
    return rows


def _read_across(rows: Sequence[Row], before: Sequence[Line]) -> Iterator[Line]:
    """A line for each row, unless the first goes on with the line before."""
    for number, row in enumerate(rows):
        first, *others = row.values()
        if not number and before and continues(before[-1].text, first.text):
            yield first
            yield from (replace(other, starts_cell=True) for other in others)
        else:
            yield _join_cells(row)


def _read_down(rows: Sequence[Row]) -> Iterator[Line]:
    """The lines of each column, for rows that belong together."""
    for group in _group_rows(rows):
        if len(group) == 1:
            yield _join_cells(group[0])
            continue
        for column in sorted({column for row in group for column in row}):
            lines = [row[column] for row in group if column in row]
            yield from (replace(line, starts_cell=not at) for at, line in enumerate(lines))


def _join_cells(row: Row) -> Line:
    cells = list(row.values())
    text = "\t".join(cell.text for cell in cells)
    return replace(
        cells[0],
        text=text,
        right=max(cell.right for cell in cells),
        is_row=True,
        is_recognised=any(cell.is_recognised for cell in cells),
        words=tuple(word for cell in cells for word in cell.words),
    )


def _group_rows(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that belong together, since the text of a cell goes on from one to the next."""
    tightest = min((_gap(above, below) for above, below in pairwise(rows)), default=0.0)
    groups = [[rows[0]]]
    for above, below in pairwise(rows):
        last = {column: line for row in groups[-1] for column, line in row.items()}
        goes_on = any(
            column in last and continues(last[column].text, line.text)
            for column, line in below.items()
        )
        is_apart = _gap(above, below) > _WIDER_GAP * tightest or bool(below.keys() - above.keys())
        if is_apart and not goes_on:
            groups.append([below])
        else:
            groups[-1].append(below)
    # Columns of prose, in which a paragraph happens to begin in each.
    return groups if len(rows) <= _MAX_CELL_LINES * len(groups) else [list(rows)]


def _gap(above: Row, below: Row) -> float:
    return next(iter(above.values())).baseline - next(iter(below.values())).baseline


def _is_wrapped(rows: Sequence[Row]) -> bool:
    """Whether sentences go on from row to row, rather than that each row begins new ones."""
    if _has_numbers(rows):
        return False
    on = new = 0
    last: Row = {}
    for row in rows:
        for column, line in row.items():
            if column in last and continues(last[column].text, line.text):
                on += 1
            elif column in last and not ends_sentence(last[column].text):
                new += 1
        last |= row
    return on > 0 and on >= new


def _has_numbers(rows: Sequence[Row]) -> bool:
    """Whether a column has numbers, so that its rows are those of a table."""
    for column in {column for row in rows for column in row}:
        cells = [row[column].text for row in rows if column in row]
        if sum(not has_letters(text) for text in cells) >= max(2, _NUMBERS * len(cells)):
            return True
    return False
