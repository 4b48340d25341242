"""The elements of a feed's entry: which of several counts, and its text in plain words. Pure.

Knows RSS, RDF, Atom (1.0 and 0.3) and the modules that they use. An element without content never
hides another one.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from html import escape

from index.sources.html.blocks import Tree, local_name
from index.sources.html.fragment import clean_plain_text, extract_fragment_text
from index.sources.html.markup import read_html_field

_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_RSS = ("", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2", "http://purl.org/net/rss1.1#",
        "http://channel.netscape.com/rdf/simple/0.9/")  # fmt: skip
_PLAIN = ("", "text", "text/plain")
_UNREAD = ("image/", "audio/", "video/", "application/")
_XHTML = ("xhtml", "application/xhtml+xml", "application/xml")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def find_children(element: Tree, *names: str) -> list[Tree]:
    """The children of these names, in lower case: by name, those of the feed's own format first."""
    children = [child for child in element if local_name(child) in names]
    return sorted(
        children,
        key=lambda child: (
            _namespace(child) not in (*_RSS, *_ATOM),
            names.index(local_name(child)),
        ),
    )


def read_texts(element: Tree, *names: str) -> Iterator[str]:
    """The texts of the children of these names that have one, as they are written."""
    for child in find_children(element, *names):
        if text := "".join(child.itertext()).strip():
            yield text


def read_text(element: Tree, *names: str) -> str:
    """The first text of the children of these names, "" if none has one."""
    return next(read_texts(element, *names), "")


def read_paragraphs(element: Tree, *names: str) -> list[str]:
    """The plain texts of the children of these names that have one, paragraphs apart."""
    texts = [read_rich_text(child) for child in find_children(element, *names)]
    return [text for text in texts if text]


def read_rich_text(element: Tree) -> str:
    """The plain text of an element that may hold markup, escaped or as elements."""
    kind = (element.get("type") or "").strip().lower()
    if element.get("src"):
        return ""
    if element.get("mode") == "base64":
        return read_html_field(_decode(element.text or ""))
    if kind.startswith(_UNREAD) and kind not in _XHTML:
        return ""
    if len(element):
        return extract_fragment_text(_serialise(element))
    text = element.text or ""
    if _namespace(element) in _ATOM and kind in _PLAIN:
        return clean_plain_text(text)
    return read_html_field(text)


def is_atom(element: Tree) -> bool:
    """Whether an element is one of Atom's."""
    return _namespace(element) in _ATOM


def _namespace(element: Tree) -> str:
    tag = str(element.tag)
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


def _decode(text: str) -> str:
    """The text in base64 of Atom 0.3, "" if it is none."""
    try:
        return b64decode(text, validate=False).decode("utf-8")
    except ValueError:
        return ""


def _serialise(element: Tree) -> str:
    """The content of an element as HTML."""
    from lxml import etree

    for child in element.iterdescendants("*"):
        child.tag = local_name(child)
    parts = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return escape(element.text or "", quote=False) + "".join(parts)
