"""Articles as pages of their own, and the addresses of these pages. Pure.

The pages can be read without their script; it highlights the stretch that an address names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from assistant.dates import format_date
from assistant.markup.text import byline, line, original_link
from index.article import Article, Span

# Ids that cannot be a part of a path: browsers resolve dots away, even as %2E, and strip what
# steers a terminal.
_NO_PART = re.compile(r"\.*|.*[\x00-\x1f\x7f].*", re.DOTALL)
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
# Marks that turn the direction of writing: in the name of a window they would turn the browser's.
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# A link out of a frame leaves the frame as it is.
_IN_FRAME = '<base target="_blank">'
_HEAD = (
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<link rel="icon" href="data:,"><link rel="stylesheet" href="/pages/article.css">'
)


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


def article_address(article_id: str, span: Span | None = None, **further: object) -> str:
    """The address of an article's page, open at a stretch of its text if one is named.

    Offsets are in code points. `further` are parameters of the page, see `quotes_address`.
    """
    fragment = f"#{span.start}-{span.end}" if span else ""
    if _NO_PART.fullmatch(article_id):
        return f"/article?{urlencode({'id': article_id, **further}, doseq=True)}{fragment}"
    query = f"?{urlencode(further, doseq=True)}" if further else ""
    return f"/article/{quote(article_id, safe='')}{query}{fragment}"


def spans_of(texts: Iterable[str]) -> tuple[Span, ...]:
    """The stretches that parameters name; what is none is left out."""
    found = (_SPAN.fullmatch(text) for text in texts)
    return tuple(Span(int(one[1]), int(one[2])) for one in found if one)


def article_page(article: Article, shown: Shown = Shown(), beside: Beside = Beside()) -> str:
    """The article as a page of its own, stretches of it highlighted."""
    title = line(article.title or article.id)
    parts = (
        _bar() if not shown.embedded else "",
        f"<article><h1>{title}</h1>",
        f'<p class="by">{byline(article.source, article.published)}{_authors(article)}'
        f"{original_link(article.url)}</p>",
        _notes(article.id, beside),
        f'<div class="text" lang="{escape(article.language)}">'
        f"{_marked(article.text, shown)}</div></article>",
    )
    return _page(title, "".join(parts), shown)


def message_page(message: str) -> str:
    """A page that says one thing."""
    return _page("Dateline", f'<p class="by">{line(message)}</p>', Shown())


def _page(title: str, body: str, shown: Shown) -> str:
    kinds = " ".join([*(["embedded"] if shown.embedded else []), shown.theme]).strip()
    return (
        f'<!doctype html><html lang="en" class="{escape(kinds)}"><head>{_HEAD}'
        f"<title>{_TURNING.sub('', title)}</title>"
        f'<script src="/pages/article.js" defer></script></head><body>{body}</body></html>'
    )


def _bar() -> str:
    # Shown by the script: without one it could not copy.
    return (
        '<header class="bar"><a href="/">Dateline</a>'
        '<button type="button" id="copy" hidden>Copy link</button>'
        '<span id="copied" role="status"></span></header>'
    )


def _authors(article: Article) -> str:
    return f", by <bdi>{line(', '.join(article.authors))}</bdi>" if article.authors else ""


def _notes(article_id: str, beside: Beside) -> str:
    """Earlier versions, and copies in other outlets."""
    notes = ""
    if beside.version is not None:
        address = escape(article_address(article_id))
        notes += (
            f'<p class="note">This is an earlier version. <a href="{address}">The newest</a></p>'
        )
    if beside.versions:
        items = "".join(
            f'<li><a href="{escape(article_address(article_id, version=number))}">'
            f"until {format_date(replaced)}</a></li>"
            for number, replaced in beside.versions
        )
        notes += _folded(f"Changed: {_counted(len(beside.versions), 'earlier version')}", items)
    if beside.copies:
        items = "".join(
            f'<li><a href="{escape(article_address(other))}">'
            f"<bdi>{line(outlet or 'unknown outlet')}</bdi></a></li>"
            for other, outlet in beside.copies
        )
        notes += _folded(f"Also in {_counted(len(beside.copies), 'outlet')}", items)
    return notes


def _folded(summary: str, items: str) -> str:
    return f'<details class="note"><summary>{summary}</summary><ul>{items}</ul></details>'


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _marked(text: str, shown: Shown) -> str:
    """The text with marks that know their stretch; what lies outside is left out."""
    # Older addresses end in #quote. A frame has none: to go to it would move the page around, too.
    parts, done = [], 0
    anchor = "" if shown.embedded else '<span id="quote"></span>'
    for start, end in sorted(set(shown.quotes)):
        first = max(start, done)
        if first < end <= len(text):
            parts += [
                f"{escape(text[done:first])}{anchor}",
                f'<mark data-at="{start}-{end}">{escape(text[first:end])}</mark>',
            ]
            done, anchor = end, ""
    return "".join([*parts, escape(text[done:])])
