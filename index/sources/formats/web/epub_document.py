"""The text of a document of an EPUB, as one or several articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.core.text import one_line
from index.sources.html.blocks import UNSEEN, Tree, extract_paragraphs, local_name
from index.sources.html.page import decode_html
from index.sources.html.page_tree import parse_html

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNREAD = UNSEEN | {"head", "nav"}
# Parts of a document that are not its text (https://www.w3.org/TR/epub-ssv-11/).
_NOT_TEXT = frozenset(
    "cover titlepage halftitlepage copyright-page toc landmarks page-list loi lot index colophon"
    " noteref footnote footnotes endnote endnotes rearnote rearnotes pagebreak".split()
)


@dataclass(frozen=True, slots=True)
class EpubText:
    """A text, its heading ("" if it begins with none) and paragraphs. `name` is that of its
    document, with a number if that holds several texts."""

    name: str
    heading: str
    paragraphs: tuple[str, ...]


def read_texts(name: str, raw: bytes) -> list[EpubText]:
    """Read the texts of a document, none of them empty: its article elements if it consists of
    several, else the whole. Raises DatelineError if it cannot be decoded."""
    tree = parse_html(decode_html(raw))
    bodies = list(tree.iter("body"))
    body = bodies[0] if bodies else tree
    _prune(body)
    articles = [one for one in body.iter("article") if not list(one.iterancestors("article"))]
    if len(articles) > 1 and _is_only_headed(body) and all(map(_find_heading, articles)):
        parts = [(f"{name}#{number}", one) for number, one in enumerate(articles, start=1)]
    else:
        parts = [(name, body)]
    texts = [
        EpubText(part, _find_heading(element), tuple(extract_paragraphs(element, _UNREAD)))
        for part, element in parts
    ]
    return [text for text in texts if text.paragraphs]


def _prune(body: Tree) -> None:
    """Empty what is not text."""
    for element in list(body.iter()):
        if _NOT_TEXT & set((element.get("epub:type") or "").split()):
            # Emptied, not removed: removal joins the texts around it.
            element.clear(keep_tail=True)


def _find_heading(part: Tree) -> str:
    """The first paragraph if it is a heading, else ""."""
    paragraphs = extract_paragraphs(part, _UNREAD)
    first = one_line(paragraphs[0]) if paragraphs else ""
    return first if first in set(_list_headings(part)) else ""


def _is_only_headed(body: Tree) -> bool:
    """Whether only headings stand beside the articles of a document."""
    headings = set(_list_headings(body))
    return all(
        one_line(text) in headings for text in extract_paragraphs(body, _UNREAD | {"article"})
    )


def _list_headings(part: Tree) -> Iterator[str]:
    for element in part.iter():
        if local_name(element) in _HEADINGS:
            yield one_line("".join(element.itertext()))
