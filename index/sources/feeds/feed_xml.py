"""The XML of a feed as a tree: well-formed, of limited size, without a DTD. Pure.

Feeds have entities that stand for gigabytes, ampersands that are not escaped, and wrong encodings.
Leaves out what the elements mean.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from html.entities import html5
from typing import Any

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared
from index.sources.feeds.feed_bounds import find_feed_end, find_feed_start, find_prolog_end
from index.sources.html.blocks import Tree, local_name

MAX_ENTRIES = 500
# A feed of 500 whole articles has half of this.
MAX_BYTES = 10_000_000
_MAX_ELEMENTS = 200_000
_ENTRIES = frozenset({"item", "entry"})
# Pictures and films: their captions would count as the title and text of the entry.
_PICTURES = "http://search.yahoo.com/mrss"
# Prefixes that broken feeds use without a declaration.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "media": _PICTURES,
}
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA_OR_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)"
    r"|&(?:(?:#(?P<decimal>[0-9]{1,9})|#[xX](?P<hex>[0-9A-Fa-f]{1,8})|(?P<name>\w{1,32}));)?",
    re.DOTALL,
)
_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


@dataclass(frozen=True, slots=True)
class FeedXml:
    """The root element of a feed, its entries in order, and a note on a fault of it, "" if there is
    none."""

    root: Tree
    entries: tuple[Tree, ...]
    note: str


def parse_feed_xml(raw: bytes, charset: str = "") -> FeedXml:
    """Parse a feed, with at most MAX_ENTRIES entries.

    `charset` is the encoding that the server states. Raises DatelineError if it is not a feed or
    declares entities of its own.
    """
    if len(raw) > MAX_BYTES:
        raise DatelineError(f"it is larger than the {MAX_BYTES / 1e6:.0f} MB of a feed")
    text = _decode_xml(raw, charset)
    start = find_feed_start(text)
    if start < 0:
        raise DatelineError("it is not a feed")
    if "<!ENTITY" in text[:start].upper():
        raise DatelineError("it declares XML entities of its own, which are refused")
    end, has_more = find_feed_end(text)
    root, note = _parse_root(text[start : end if end > start else len(text)])
    entries = _list_entries(root)
    # The last entry of a feed that breaks off may lack its end.
    entries = entries if end > start else entries[:-1]
    if len(entries) > MAX_ENTRIES:
        note = note or f"it has more than {MAX_ENTRIES} entries, the others were left out"
    if has_more or start != find_prolog_end(text):
        note = note or "what its server writes around its XML was left out"
    return FeedXml(root, tuple(entries[:MAX_ENTRIES]), note)


def _decode_xml(raw: bytes, charset: str) -> str:
    """Decode an XML document by the encoding that it or its server declares.

    Raises DatelineError if it is not text in that encoding.
    """
    declaration = _ENCODING.search(raw[:20_000])
    return decode_declared(raw, charset or (declaration[1].decode("ascii") if declaration else ""))


def _parse_root(text: str) -> tuple[Tree, str]:
    """Parse the root element; if the XML is not well-formed, as far as possible and with a note."""
    from lxml import etree

    clean = _CDATA_OR_AMPERSAND.sub(_replace_entity, _FORBIDDEN.sub(" ", text)).encode("utf-8")
    options: dict[str, Any] = {
        "encoding": "utf-8",
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "remove_comments": True,
        "remove_pis": True,
    }
    try:
        return etree.fromstring(clean, etree.XMLParser(**options)), ""
    except etree.XMLSyntaxError as error:
        try:
            root = etree.fromstring(clean, etree.XMLParser(recover=True, **options))
        except etree.XMLSyntaxError:
            root = None
        if root is None:
            raise DatelineError("it is not XML that can be read") from error
    return root, "it is not well-formed XML; only the readable part was read"


def _replace_entity(match: re.Match[str]) -> str:
    """Replace a name of HTML by its character, a number that XML forbids by a blank, and escape an
    ampersand that stands for itself."""
    if match[0].startswith("<") or match["name"] in _NAMES:
        return match[0]
    if number := match["decimal"] or match["hex"]:
        code = int(number, 10 if match["decimal"] else 16)
        is_character = code in (9, 10, 13) or 32 <= code <= sys.maxunicode
        return f"&#{code};" if is_character and not _FORBIDDEN.match(chr(code)) else " "
    character = html5.get(f"{match['name']};", "")
    if character and not set(character) & set("<>&\"'"):
        return character
    return f"&amp;{match[0][1:]}"


def _list_entries(root: Tree) -> list[Tree]:
    """The entries of a feed. Drops pictures, and declares prefixes that are not."""
    elements = list(root.iter("*"))
    if len(elements) > _MAX_ELEMENTS:
        raise DatelineError(f"it has more than {_MAX_ELEMENTS:,} XML elements")
    entries = []
    for element in elements:
        _declare_prefix(element)
        if element.tag.startswith(f"{{{_PICTURES}"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        elif local_name(element) in _ENTRIES:
            entries.append(element)
    return entries


def _declare_prefix(element: Tree) -> None:
    """Give an element with an undeclared prefix its usual namespace, or make the prefix a part of
    its name."""
    tag = element.tag
    if not tag.startswith("{") and ":" in tag:
        prefix, name = tag.split(":", 1)
        namespace = _PREFIXES.get(prefix)
        name = name.replace(":", "_")
        element.tag = f"{{{namespace}}}{name}" if namespace else f"{prefix}_{name}"
