"""Texts of articles and users as HTML: escaped, whatever they contain. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from assistant.dates import format_date, format_long_date
from index.article import Span

_DAY = len("2025-03-17")


def byline(source: str, published: str | None) -> str:
    """Outlet and date; a name that turns the direction of writing turns nothing after it."""
    return f"<bdi>{line(source or 'unknown outlet')}</bdi>, {date_html(published)}"


def date_html(published: str | None) -> str:
    """ "17 Mar 2025", with the weekday on hover."""
    shown, full = format_date(published), format_long_date(published)
    if published is None or shown == full:
        return escape(shown)
    day = escape(published[:_DAY])
    return f'<time datetime="{day}" title="{escape(full)}">{escape(shown)}</time>'


def original_link(url: str) -> str:
    """A link to where the article was published, if it is a web address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return (
        f' <a class="original" target="_blank" rel="noopener noreferrer nofollow"'
        f' href="{escape(url)}">original ↗</a>'
    )


def line(text: str) -> str:
    """Escaped text on one line."""
    return escape(" ".join(text.split()))


def highlighted(text: str, spans: Iterable[Span]) -> str:
    """Escaped text with marks around the spans, which may overlap or lie partly outside."""
    parts: list[str] = []
    done = 0
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            parts += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
            done = end
    return "".join([*parts, escape(text[done:])])
