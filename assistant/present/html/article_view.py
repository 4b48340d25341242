"""Renders articles as pages, which `assistant.server.screen.article_pages` serves. Pure.

The pages work without their script, which only highlights the quote that an address names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.present.html.environment import render
from assistant.present.html.template_filters import join_lines, mark_spans
from index.core.article import Article, Span

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
# Marks that change the direction of writing: in a window's title they would change the browser's.
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How to render an article's page: the quotes to highlight, whether the screen embeds the page,
    and the colours ("light", "dark", or "" as the browser prefers)."""

    quotes: tuple[Span, ...] = ()
    embedded: bool = False
    theme: str = ""


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """The pages related to an article: its earlier versions (number, date of replacement), the
    number of this version if it is one of them, and copies in other outlets (id, outlet)."""

    versions: tuple[tuple[int, str], ...] = ()
    version: int | None = None
    copies: tuple[tuple[str, str], ...] = ()


def parse_spans(texts: Iterable[str]) -> tuple[Span, ...]:
    """Parse spans such as "12-34"; other texts are left out."""
    matches = (_SPAN.fullmatch(text) for text in texts)
    return tuple(Span(int(one[1]), int(one[2])) for one in matches if one)


def render_article(
    article: Article, options: PageOptions = PageOptions(), related: RelatedPages = RelatedPages()
) -> str:
    """Render an article as a page with its quotes highlighted, except those outside its text."""
    inside = {span for span in options.quotes if span.end <= len(article.text)}
    return render(
        "article.html",
        title=_format_window_title(article.title or article.id),
        article=article,
        stretches=mark_spans(article.text, inside),
        options=options,
        related=related,
    )


def render_message(message: str) -> str:
    """Render a page with one message."""
    return render("message.html", title="Dateline", options=PageOptions(), message=message)


def _format_window_title(title: str) -> str:
    return _DIRECTION_MARKS.sub("", join_lines(title))
