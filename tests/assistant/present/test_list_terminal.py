"""A list of articles fits the terminal, and its ids can be copied whole."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from assistant.present.terminal.list_text import show_articles
from index.core.article import Article

LONG = Article(
    "2025-03-17-harbour-of-ostrell-closes",
    "The harbour of Ostrell closes for a month, and nobody knows where the ferries will go",
    "Text.",
    "The Gazette of Ostrell and the Outer Isles",
    "2025-03-17",
)
SHORT = Article("a1", "Rain", "Text.", "Wire", "2024")
WIDE = Article(
    "b2",
    "港が一か月閉鎖され、連絡船の行き先は誰にも分からない",
    "T.",
    "海峡新聞",
    "2025",
)
HUGE = Article("https://gazette.example/" + "a-long-path/" * 9, "Title", "T.", "Wire", "2025")


def list_lines(articles: Sequence[Article], width: int) -> list[str]:
    file = StringIO()
    console = Console(file=file, force_terminal=True, color_system=None, width=width)
    show_articles(console, articles)
    return [line.rstrip() for line in file.getvalue().splitlines()]


def test_a_list_that_goes_into_a_pipe_is_separated_by_tabs() -> None:
    file = StringIO()
    tab = Article("id\t", "Title \t", "Said.", "Wire")
    show_articles(Console(file=file, width=20), [LONG, tab])
    rows = [line.split("\t") for line in file.getvalue().splitlines()]
    assert rows[0] == [LONG.id, "17 Mar 2025", LONG.source, LONG.title]
    assert len(rows[1]) == 4  # a tab in a title is no column


@pytest.mark.parametrize("width", [120, 80, 60, 40])
def test_no_line_is_wider_than_the_terminal_and_every_id_is_whole(width: int) -> None:
    articles = [LONG, SHORT, WIDE]
    lines = list_lines(articles, width)
    assert all(cell_len(line) <= width for line in lines)
    for article in articles:
        assert sum(article.id in line.split() for line in lines) == 1
    titles = "\n".join(lines)
    assert LONG.title not in titles
    assert "Rain" in titles
    assert any(line.endswith("…") for line in lines)


def test_with_room_an_article_takes_a_line_and_the_columns_stand_below_one_another() -> None:
    first, second = list_lines([LONG, SHORT], 120)
    assert first.index("17 Mar 2025") == second.index("2024")
    assert first.index("The Gazette") == second.index("Wire")
    assert first.index("The harbour") == second.index("Rain")


def test_in_eighty_columns_short_ids_take_a_line() -> None:
    assert list_lines([SHORT], 80) == ["a1  2024  Wire  Rain"]


def test_in_sixty_columns_the_title_stands_below_the_id() -> None:
    id_line, title_line = list_lines([LONG], 60)
    assert id_line == f"{LONG.id}  17 Mar 2025"
    assert title_line == "  The Gazette of Ostr… · The harbour of Ostrell closes for …"


def test_an_id_wider_than_the_terminal_stands_alone_and_whole() -> None:
    lines = list_lines([HUGE, SHORT], 60)
    assert lines == [HUGE.id, "  2025 · Wire · Title", "a1  2024", "  Wire · Rain"]


def test_what_is_not_known_leaves_no_mark() -> None:
    assert list_lines([Article("a1", "", "T.")], 20) == ["a1  undated"]
