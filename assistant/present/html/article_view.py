"""Renders articles as pages, for `assistant.server.screen.article_pages` to serve. Pure.

The pages can be read without their script; it highlights the stretch that an address names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.present.html.environment import render
from assistant.present.html.template_filters import line, mark_spans
from index.core.article import Article, Span

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
# Marks that turn the direction of writing: in the name of a window they would turn the browser's.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Shown:
    """How an article's page is shown: quotes to highlight, whether inside the screen, and in
    which colours ("light", "dark", or as the browser prefers)."""

    quotes: tuple[Span, ...] = ()
    embedded: bool = False
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside an article: its earlier versions (number, until when), whether this is
    one of them, and copies of it in other outlets (id, outlet)."""

    versions: tuple[tuple[int, str], ...] = ()
    version: int | None = None
    copies: tuple[tuple[str, str], ...] = ()


def spans_of(texts: Iterable[str]) -> tuple[Span, ...]:
    """The stretches that parameters name; what is none is left out."""
    found = (_SPAN.fullmatch(text) for text in texts)
    return tuple(Span(int(one[1]), int(one[2])) for one in found if one)


def render_article(article: Article, shown: Shown = Shown(), beside: Beside = Beside()) -> str:
    """The article as a page, stretches of it highlighted; those that lie outside are left out."""
    inside = {span for span in shown.quotes if span.end <= len(article.text)}
    return render(
        "article.html",
        title=_name_window(article.title or article.id),
        article=article,
        stretches=mark_spans(article.text, inside),
        shown=shown,
        beside=beside,
    )


def render_message(message: str) -> str:
    """A page that says one thing."""
    return render("message.html", title="Dateline", shown=Shown(), message=message)


def _name_window(title: str) -> str:
    return _TURNING.sub("", line(title))
