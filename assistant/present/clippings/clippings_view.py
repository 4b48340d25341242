"""Renders the list of clippings, and the panel around it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.core.listed_clipping import ListedClipping
from assistant.present.clippings.clipping_formats import make_quote
from assistant.present.html.article_address import make_article_address
from assistant.present.html.copied_answer import format_copied_quote
from assistant.present.html.environment import render

_NAMES = (
    ("csv", "CSV"),
    ("json", "JSON"),
    ("markdown", "Markdown"),
    ("html", "HTML"),
    ("ris", "RIS"),
    ("bibtex", "BibTeX"),
    ("csl", "CSL-JSON"),
)


@dataclass(frozen=True, slots=True)
class ClippingRow:
    """A clipping in the list: where it opens, and what its copy button copies before that."""

    listed: ListedClipping
    address: str
    copied: str


@dataclass(frozen=True, slots=True)
class ClippingsView:
    """A page of the list: its rows and the cursor of the next page, how many there are in all, the
    names of all collections, the numbers of clippings of those that have some ("" is none), and
    what is hidden, in words."""

    rows: tuple[ClippingRow, ...]
    next: str | None
    total: int
    collections: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    notice: str
    is_filtered: bool
    may_write: bool


def make_rows(listed: Iterable[ListedClipping]) -> tuple[ClippingRow, ...]:
    """Make the rows of clippings."""
    return tuple(map(_make_row, listed))


def render_rows(view: ClippingsView) -> str:
    """Render a page of the list."""
    return render("clippings/rows.html", view=view)


def render_panel() -> str:
    """Render the panel without its list."""
    return render("clippings/panel.html", formats=_NAMES)


def _make_row(listed: ListedClipping) -> ClippingRow:
    article, quote = listed.article, make_quote(listed)
    address = make_article_address(article.id, listed.clipping.span)
    copied = format_copied_quote(quote.text, quote.speakers, article.source, article.published)
    return ClippingRow(listed, address, copied)
