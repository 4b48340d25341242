"""PDFs as programs write them, for tests: with reportlab, piece by piece."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfgen.canvas import Canvas

# Points.
WIDTH, HEIGHT = 595, 842
LEADING = 14

Draw = Callable[[Canvas], None]


def draw_pdf(*pages: Draw) -> bytes:
    """A PDF whose pages are drawn by these functions."""
    output = io.BytesIO()
    canvas = Canvas(output, (WIDTH, HEIGHT), invariant=True)
    for draw in pages:
        canvas.setFont("Times-Roman", 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return output.getvalue()


def write(
    canvas: Canvas, x: float, y: float, lines: Sequence[str], size: float = 12, font: str = "Times-Roman"
) -> float:
    """Lines one below the other. Returns where the next one would stand."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= LEADING / 12 * size
    return y


def write_across(
    canvas: Canvas,
    xs: Sequence[float],
    y: float,
    columns: Sequence[Sequence[str]],
    offsets: Sequence[float] = (0, 0, 0, 0),
) -> None:
    """Columns line by line: first the first line of each, then the second one."""
    for row in range(max(map(len, columns))):
        for x, column, offset in zip(xs, columns, offsets, strict=False):
            if row < len(column) and column[row]:
                canvas.drawString(x, y - LEADING * row - offset, column[row])


def read_across(lines: Sequence[str]) -> str:
    """Lines as they stand in a paragraph."""
    return "\n".join(lines)
