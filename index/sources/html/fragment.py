"""The text of a piece of HTML, such as a feed holds: all of its words and nothing else. Pure.

Unlike a page, it has no navigation to separate from its text, and is often too short for that.
"""

from __future__ import annotations

import re
from typing import Any

from index.language.en.publishing.boilerplate import is_feed_credit
from index.sources.html.blocks import PARAGRAPH, UNSEEN, extract_paragraphs
from index.sources.html.inline_marks import write_inline_marks

# Elements beside the text; a caption is useless without its picture.
_BESIDE = UNSEEN | {"aside", "figcaption", "form", "head", "nav"}
_MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w{1,32};")


def extract_fragment_text(html: str) -> str:
    """Extract the text of a fragment, with a blank line between paragraphs."""
    if not _MARKUP.search(html):
        return clean_plain_text(html)
    texts = extract_paragraphs(parse_fragment(html), _BESIDE)
    if texts and is_feed_credit(texts[-1]):
        texts.pop()
    return PARAGRAPH.join(texts)


def clean_plain_text(text: str) -> str:
    """Tidy a text without markup: its own lines, one blank line between paragraphs."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", PARAGRAPH, "\n".join(lines))


def parse_fragment(html: str) -> Any:
    """Parse a piece of HTML as a tree; an empty element if it cannot be parsed."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    source = f"<html><body><div>{html.replace(chr(0), ' ')}</div></body></html>"
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return etree.Element("div")
    write_inline_marks(root)
    return root
