"""Cleaning the XML of a feed: well-formed, of limited size, without a DTD. Pure.

Feeds have entities that stand for gigabytes, ampersands that are not escaped, wrong encodings, and
bylines of a megabyte. Leaves out what the elements mean, except which of them are short.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from typing import Any

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared
from index.sources.xml_root import PROLOG

MAX_ENTRIES = 500
# A feed of 500 whole articles has half of this.
MAX_BYTES = 10_000_000
_MAX_ELEMENTS = 200_000
# Names, categories and addresses in an entry, and characters of each. feedparser searches for
# e-mail addresses in bylines in quadratic time: 40 KB took it 6 s, 160 KB took it 110 s.
_MAX_SHORT = 40
_MAX_SHORT_CHARACTERS = 200
_ROOTS = ("rss", "feed", "RDF")
_ENTRIES = {"item", "entry"}
_SHORT = {"author", "creator", "contributor", "publisher", "managingeditor", "webmaster", "name",
          "email", "owner", "category", "subject", "keywords", "tags", "date", "issued", "created",
          "pubdate", "published", "updated", "modified"}  # fmt: skip
_DATES = {"pubdate", "published", "issued"}
# Pictures and films: their captions would count as the title and text of the entry.
_DROPPED = {"http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"}
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
# Prefixes that broken feeds use without a declaration.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": _DUBLIN_CORE,
    "dcterms": _TERMS,
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(_ROOTS)})[\s>/]")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CDATA_OR_AMPERSAND = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!(?:#[0-9]+|#x[0-9A-Fa-f]+|amp|lt|gt|quot|apos);)(\w{1,32};)?",
    re.DOTALL,
)
_MAIL = re.compile(r"(?<![^\s()<>])[^\s()<>@]*+@[^\s()<>]*")
_CLOSED = re.compile(
    rf"</(?:[\w.-]+:)?(?:{'|'.join(_ROOTS)})\s*>(?>\s+|<!--(?:(?!<!--).)*?-->)*+\Z", re.DOTALL
)


def is_feed(raw: bytes) -> bool:
    """Whether the bytes begin as an RSS, Atom or RDF feed, in any encoding."""
    beginning = raw[:20_000].removeprefix(codecs.BOM_UTF8).replace(b"\x00", b"")
    text = beginning.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("latin-1")
    return bool(_ROOT.match(text, _find_prolog_end(text)))


def clean_feed_xml(raw: bytes, charset: str = "") -> tuple[bytes, str]:
    """Clean a feed: well-formed UTF-8 without a DTD, at most MAX_ENTRIES entries.

    The second value is a note on a fault of the feed, "" if there is none. `charset` is the
    encoding that the server states. Raises DatelineError if it is not a feed or declares entities
    of its own.
    """
    from lxml import etree

    if len(raw) > MAX_BYTES:
        raise DatelineError(f"it is larger than the {MAX_BYTES / 1e6:.0f} MB of a feed")
    text = decode_xml(raw, charset)
    start = _find_prolog_end(text)
    if "<!ENTITY" in text[:start].upper():
        raise DatelineError("it declares XML entities of its own, which are refused")
    if not _ROOT.match(text, start):
        raise DatelineError("it is not a feed")
    root, note = _parse_root(text[start:])
    dropped = _cut_to_size(root, cut_off=not _CLOSED.search(text[-10_000:]))
    if dropped:
        note = note or f"it has more than {MAX_ENTRIES} entries, the others were left out"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), note


def decode_xml(raw: bytes, charset: str = "") -> str:
    """Decode an XML document by the encoding that it or its server declares.

    Raises DatelineError if it is not text in that encoding.
    """
    declaration = _ENCODING.match(raw.lstrip())
    return decode_declared(raw, charset or (declaration[1].decode("ascii") if declaration else ""))


def _find_prolog_end(text: str) -> int:
    match = PROLOG.match(text)
    return match.end() if match else 0


def _parse_root(text: str) -> tuple[Any, str]:
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
    """Replace a name of HTML by its character, and escape an ampersand that stands for itself."""
    if match[0].startswith("<"):
        return match[0]
    character = html5.get(match[1] or "", "")
    if character and not set(character) & set("<>&\"'"):
        return character
    return f"&amp;{match[1] or ''}"


def _cut_to_size(root: Any, *, cut_off: bool) -> bool:
    """Cut the feed to its limits, in place. Returns whether it had too many entries.

    The last entry of a truncated feed is removed, since its text may lack its end.
    """
    entries: list[Any] = []
    short = 0
    elements = list(root.iter("*"))
    if len(elements) > _MAX_ELEMENTS:
        raise DatelineError(f"it has more than {_MAX_ELEMENTS:,} XML elements")
    for element in elements:
        name = _normalise_name(element)
        if name in _ENTRIES:
            short = 0
            entries.append(element)
        elif element.tag.removeprefix("{").split("}")[0] in _DROPPED:
            _drop(element)
        elif name in _SHORT:
            short += 1
            _shorten(element, keep=short <= _MAX_SHORT)
    for element in entries[MAX_ENTRIES:]:
        _drop(element)
    for element in entries[:MAX_ENTRIES]:
        _unify_dates(element)
    if cut_off and entries:
        _drop(entries[-1])
    return len(entries) > MAX_ENTRIES


def _normalise_name(element: Any) -> str:
    """The element's name in lower case without its namespace. An undeclared prefix gets its usual
    namespace, else it becomes part of the name."""
    tag = element.tag
    if not tag.startswith("{") and ":" in tag:
        prefix, name = tag.split(":", 1)
        name = name.replace(":", "_")
        namespace = _PREFIXES.get(prefix)
        element.tag = f"{{{namespace}}}{name}" if namespace else f"{prefix}_{name}"
    for attribute in [key for key in element.attrib if not key.startswith("{") and ":" in key]:
        del element.attrib[attribute]
    return str(element.tag).rsplit("}", 1)[-1].lower()


def _shorten(element: Any, *, keep: bool) -> None:
    if not keep:
        _drop(element)
        return
    limit = _MAX_SHORT_CHARACTERS
    if len(element):
        # An element with parts, such as an author in Atom, has no text between them.
        element.text = None
        for part in element:
            part.tail = None
    if element.text:
        # "desk@courier.example (Mara Lind)": the e-mail address is private.
        text = element.text[:limit]
        element.text = _MAIL.sub(" ", text).strip(" ()<>") if "@" in text else text


def _unify_dates(entry: Any) -> None:
    """In RSS, dc:date is the date of publication, but feedparser reads it as that of an update."""
    dates = [child for child in entry if _normalise_name(child) == "date"]
    published = {_normalise_name(child) for child in entry} & _DATES
    for child in dates:
        if child.tag == f"{{{_DUBLIN_CORE}}}date":
            if published:
                _drop(child)
            else:
                child.tag = f"{{{_TERMS}}}issued"
                published.add("issued")


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
