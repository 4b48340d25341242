"""A piece of HTML, such as a feed carries, as paragraphs: all of its words, and nothing else. Pure.

Unlike a page it has no navigation to be told from its text, and is often too short for telling.
"""

from __future__ import annotations

import re
from typing import Any

from index.sources.html.blocks import PARAGRAPH, UNSEEN, extract_paragraphs

# What stands beside the text; a caption without its picture says nothing.
_BESIDE = UNSEEN | {"aside", "figcaption", "form", "head", "nav"}
_MARKUP = re.compile(r"<[A-Za-z/!]|&#?\w{1,32};")
# WordPress puts it below every text that it sends out.
_ADDED = re.compile(r"The post .{1,500} (?:appeared first on|first appeared on) .{1,200}\.?")


def extract_fragment_text(html: str) -> str:
    """The text of a fragment, one blank line between paragraphs; "" if there is none."""
    if not _MARKUP.search(html):
        return clean_plain_text(html)
    found = extract_paragraphs(_tree(html), _BESIDE)
    if found and _ADDED.fullmatch(found[-1]):
        found.pop()
    return PARAGRAPH.join(found)


def clean_plain_text(text: str) -> str:
    """Text without markup: its own lines, one blank line between paragraphs."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return re.sub(r"\n{3,}", PARAGRAPH, "\n".join(lines))


def _tree(html: str) -> Any:
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    source = f"<html><body><div>{html.replace(chr(0), ' ')}</div></body></html>"
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    return etree.Element("div") if root is None else root
