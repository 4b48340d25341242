"""The text of an export in HTML, a blank line between its paragraphs. Pure."""

from __future__ import annotations

from index.sources.formats.exports.factiva_display import AUTHOR, HEADLINE, START
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs
from index.sources.html.page_tree import parse_html

_NOT_TEXT = UNSEEN | {"head", "title"}
# The class of a paragraph.
_FACTIVA = "articleParagraph"


def extract_export_text(html: str) -> str:
    """Extract all text of a page. Raises DatelineError if it has none."""
    tree = parse_html(html)
    if _FACTIVA in html:
        for element in tree.iter("div"):
            _mark(element)
    return PARAGRAPH.join(extract_paragraphs(tree, _NOT_TEXT))


def _mark(element: Tree) -> None:
    """Mark where Factiva's markup says that an article, its headline or its author begins."""
    mark = ""
    if element.get("id") == "hd":
        mark = HEADLINE
    elif element.get("class") == "author":
        mark = AUTHOR
    if mark:
        element.text = mark + (element.text or "").lstrip()
    elif (element.get("class") or "").startswith("article ") and not (element.text or "").strip():
        element.text = START
