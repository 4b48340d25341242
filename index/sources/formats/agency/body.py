"""The text of a story that an agency sends as XHTML, HTML or plain text. Pure.

Agencies put the headline, keywords, the time and the genre of a story into its text, too; these are
in its metadata, and nobody wrote them as part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.sources.formats.agency.elements import find_element
from index.sources.html.blocks import PARAGRAPH, UNSEEN, Tree, extract_paragraphs, local_name
from index.sources.html.fragment import clean_plain_text, parse_fragment

# Elements around the text, and captions, which are useless without their pictures.
_BESIDE = UNSEEN | {"aside", "figcaption", "figure", "footer", "form", "head", "header", "nav"}
# Classes of elements that hold metadata.
_FURNITURE = frozenset(
    "slugline keyword keywords genre publicationdate vignette closingline notepad metadata tags"
    " categories wordcount urgency dat".split()
)
_MARKUP = re.compile(
    r"</?(?:p|div|br|hr|h[1-6]|ul|ol|li|b|i|em|strong|span|a|table|section|article|html|body)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,10});")


def extract_body(root: Tree, title: str) -> str:
    """The text of an XHTML document or of a part of one."""
    body = find_element(root, "body")
    root = root if body is None else body
    paragraphs = extract_paragraphs(_drop_furniture(root), _BESIDE)
    text = PARAGRAPH.join(_drop_title(paragraphs, title))
    # Some agencies escape the markup of their texts.
    return extract_inline(text, title) if _MARKUP.search(text) else text


def extract_inline(text: str, title: str) -> str:
    """The text of HTML or of plain text, whichever it is."""
    if _MARKUP.search(text) or _ENTITY.search(text):
        return _extract_html(text, title)
    return clean_plain_text(text)


def _extract_html(html: str, title: str) -> str:
    root = parse_fragment(html)
    paragraphs = extract_paragraphs(_drop_furniture(root), _BESIDE)
    return PARAGRAPH.join(_drop_title(paragraphs, title))


def _drop_furniture(root: Tree) -> Tree:
    """Remove the elements whose class says that they hold metadata, in place; tails stay."""
    for parent in list(root.iter()):
        children = list(parent)
        kept = [child for child in children if not _is_furniture(child)]
        if len(kept) < len(children):
            _move_tails(parent, children)
            parent[:] = kept
    return root


def _is_furniture(element: Tree) -> bool:
    return bool(local_name(element)) and not _FURNITURE.isdisjoint(_list_classes(element))


def _list_classes(element: Tree) -> Iterator[str]:
    return iter((element.get("class") or "").lower().split())


def _move_tails(parent: Tree, children: list[Tree]) -> None:
    """Put the text behind each element that goes behind the last one that stays."""
    last = None
    for child in children:
        if not _is_furniture(child):
            last = child
            continue
        tail, child.tail = child.tail or "", None
        if last is None:
            parent.text = (parent.text or "") + tail
        else:
            last.tail = (last.tail or "") + tail


def _drop_title(paragraphs: list[str], title: str) -> list[str]:
    """Leave out the headline at the beginning."""
    words = " ".join(title.split())
    while len(paragraphs) > 1 and words and " ".join(paragraphs[0].split()) == words:
        paragraphs = paragraphs[1:]
    return paragraphs
