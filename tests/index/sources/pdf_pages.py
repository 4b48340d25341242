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


def write(canvas: Canvas, x: float, y: float, lines: Sequence[str], size: float = 12) -> float:
    """Lines one below the other. Returns where the next one would stand."""
    canvas.setFont("Times-Roman", size)
    for line in lines:
        canvas.drawString(x, y, line)
        y -= LEADING / 12 * size
    return y


def write_across(
    canvas: Canvas,
    xs: Sequence[float],
    y: float,
    columns: Sequence[Sequence[str]],
    lower: float = 0,
) -> None:
    """Columns line by line: first the first line of each, then the second one.

    The second column stands so many points lower.
    """
    for row in range(max(map(len, columns))):
        for number, (x, column) in enumerate(zip(xs, columns, strict=True)):
            if row < len(column) and column[row]:
                canvas.drawString(x, y - LEADING * row - lower * (number == 1), column[row])


def write_shifted(
    canvas: Canvas, x: float, y: float, *parts: tuple[str, float], size: float = 12
) -> None:
    """One line of parts, each raised by so many points; what is raised or lowered is smaller."""
    text = canvas.beginText(x, y)
    for part, rise in parts:
        text.setFont("Times-Roman", 0.6 * size if rise else size)
        text.setRise(rise)
        text.textOut(part)
    canvas.drawText(text)
