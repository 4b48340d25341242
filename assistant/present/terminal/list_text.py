"""Prints a list of articles on a terminal, with rich, or as lines of tab-separated fields.

Users copy ids, so an id never wraps and is never cut; the title gives way, then the outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from assistant.present.terminal.console import strip_line
from index.core.article import Article
from index.language.en.date_words import format_date

_GAP = "  "
_MAX_SOURCE = 24
# With less room beside the other columns, a title goes on the next line.
_LEAST_TITLE = 24

Row = tuple[str, str, str, str]


def show_articles(console: Console, articles: Iterable[Article]) -> None:
    """Show articles with their ids, dates, outlets and titles, as the width allows; without a
    terminal, print lines of tab-separated fields."""
    rows = (_list_cells(article) for article in articles)
    if not console.is_terminal:
        for row in rows:
            print("\t".join(row), file=console.file)  # rich turns tabs into spaces
        return
    table = list(rows)
    widths = [max((cell_len(row[column]) for row in table), default=0) for column in range(3)]
    widths[2] = min(widths[2], max(_MAX_SOURCE, console.width // 5))
    room = console.width - sum(widths) - 3 * len(_GAP)
    for row in table:
        line = _format_row(row, widths, room) if room >= _LEAST_TITLE else None
        for each in [line] if line else _stack_row(row, console.width):
            console.print(each, soft_wrap=True)


def _list_cells(article: Article) -> Row:
    date = format_date(article.published)
    return (
        strip_line(article.id),
        date,
        strip_line(article.source),
        strip_line(article.title),
    )


def _format_row(row: Row, widths: Sequence[int], room: int) -> Text:
    """An article on one line, its cells in columns of these widths."""
    cells = [_fit(cell, width, pad=True) for cell, width in zip(row[:3], widths, strict=True)]
    styles = ("cyan", "", "dim")
    parts = [(f"{cell}{_GAP}", style) for cell, style in zip(cells, styles, strict=True)]
    return Text.assemble(*parts, _fit(row[3], room))


def _stack_row(row: Row, width: int) -> list[Text]:
    """An article on two lines: its id and date; under them its outlet and title."""
    article_id, date, source, title = row
    has_room = cell_len(article_id) + len(_GAP) + len(date) <= width
    outlet = _fit(source, width // 3)
    under = [outlet, title] if has_room else [date, outlet, title]
    below = _fit(" · ".join(part for part in under if part), width - len(_GAP))
    first = Text.assemble((article_id, "cyan"), f"{_GAP}{date}" if has_room else "")
    return [first, Text(f"{_GAP}{below}")] if below else [first]


def _fit(text: str, width: int, *, pad: bool = False) -> str:
    """A text cut to a width with "…", or padded to it."""
    fitted = Text(text)
    fitted.truncate(max(1, width), overflow="ellipsis", pad=pad)
    return fitted.plain
