"""Renders articles as pages, which `assistant.server.screen.article_pages` serves. Pure.

The pages work without their script, which only highlights the quote that an address names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.present.html.environment import render
from assistant.present.html.template_filters import Stretch, join_lines, mark_spans
from index.core.article import Article, Span
from index.core.clipping import Clipping
from index.core.recognition import RecognisedLine, select_lines

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
# Marks that change the direction of writing: in a window's title they would change the browser's.
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How to render an article's page: the quotes to highlight, whether the screen embeds the page,
    the colours ("light", "dark", or "" as the browser prefers), and whether the reader may keep
    passages."""

    quotes: tuple[Span, ...] = ()
    embedded: bool = False
    theme: str = ""
    may_write: bool = False


@dataclass(frozen=True, slots=True)
class RelatedPages:
    """The pages related to an article: its earlier versions (number, date of replacement), the
    number of this version if it is one of them, and copies in other outlets (id, outlet).
    `recognised` are the lines that character recognition read, `clippings` what was kept."""

    versions: tuple[tuple[int, str], ...] = ()
    version: int | None = None
    copies: tuple[tuple[str, str], ...] = ()
    recognised: tuple[RecognisedLine, ...] = ()
    clippings: tuple[Clipping, ...] = ()

    @property
    def kept(self) -> dict[Span, int]:
        """The numbers of the clippings that stand in the article, by their spans."""
        return {one.span: one.number for one in self.clippings if one.span}

    @property
    def ocr(self) -> bool:
        """Whether character recognition read a part of the article."""
        return bool(self.recognised)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages (from 1) of the scan, in order."""
        return tuple(dict.fromkeys(line.page for line in self.recognised))


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
        stretches=_place(mark_spans(article.text, inside | related.kept.keys())),
        quotes=inside,
        scans=tuple(_find_scans(inside, related.recognised)),
        options=options,
        related=related,
    )


def _place(stretches: Iterable[Stretch]) -> Iterator[tuple[int, Stretch]]:
    """The stretches with their offsets in the text."""
    start = 0
    for stretch in stretches:
        yield start, stretch
        start += len(stretch.text)


def _find_scans(
    quotes: Iterable[Span], lines: Sequence[RecognisedLine]
) -> Iterator[tuple[Span, tuple[int, ...]]]:
    """The recognised quotes, with the pages that show them."""
    for quote in sorted(quotes):
        pages = dict.fromkeys(line.page for line in select_lines(lines, quote.start, quote.end))
        if pages:
            yield quote, tuple(pages)


def render_message(message: str) -> str:
    """Render a page with one message."""
    return render("message.html", title="Dateline", options=PageOptions(), message=message)


def _format_window_title(title: str) -> str:
    return _DIRECTION_MARKS.sub("", join_lines(title))
