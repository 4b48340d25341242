"""A page of Medium's export (`posts/*.html`): one article. A draft is refused.

https://help.medium.com: "Download your information"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.entry import Entry
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs
from index.sources.html.page_metadata import resolve_canonical_url
from index.sources.html.page_tree import parse_html
from index.sources.metadata import Metadata
from index.sources.parsed_article import SourceEvent

_MARK = re.compile(r"Exported from\s*<a href=\"https://medium\.com\"")
_NOT_TEXT = UNSEEN | {"figcaption", "figure", "head"}


def is_export(html: str) -> bool:
    """Whether a page is one of Medium's export."""
    return 'class="h-entry"' in html and _MARK.search(html) is not None


def read(entry: Entry, html: str) -> Iterator[SourceEvent]:
    """Read the page's article. Raises DatelineError if it is a draft or has no text."""
    tree = parse_html(html)
    published = _find(tree, "dt-published")
    if published is None:
        raise DatelineError("it is a draft: it was not published")
    title = _read_text(_find(tree, "p-name"))
    body = _find_field(tree, "body")
    paragraphs = [] if body is None else extract_paragraphs(body, _NOT_TEXT)
    if paragraphs and one_line(paragraphs[0]) == title:
        paragraphs = paragraphs[1:]
    author, canonical = _find(tree, "p-author"), _find(tree, "p-canonical")
    address = "" if canonical is None else canonical.get("href", "")
    name = _read_text(author)
    metadata = Metadata(
        title=title,
        authors=(name,) if name else (),
        published=published.get("datetime", ""),
        url=resolve_canonical_url(address, ""),
    )
    yield from entry.build_article(PARAGRAPH.join(paragraphs), metadata)


def _find(tree: Tree, name: str) -> Tree | None:
    """The first element of a class."""
    return next((one for one in tree.iter() if name in (one.get("class") or "").split()), None)


def _find_field(tree: Tree, name: str) -> Tree | None:
    return next((one for one in tree.iter("section") if one.get("data-field") == name), None)


def _read_text(element: Tree | None) -> str:
    return "" if element is None else one_line("".join(element.itertext()))
