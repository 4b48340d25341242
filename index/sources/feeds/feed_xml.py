"""The XML of a feed, made well-formed and harmless, so that a parser need not be either. Pure.

A feed is what a stranger's program wrote: entities that stand for gigabytes, ampersands that stand
for themselves, a wrong encoding, a byline of a megabyte. Knows nothing of what the elements mean,
except which of them are short.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from typing import Any

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared

MAX_ENTRIES = 500
# A feed of 500 whole articles has half as much.
MAX_BYTES = 10_000_000
_MAX_ELEMENTS = 200_000
# Of names, categories and addresses in an entry; and characters of each. feedparser looks for
# e-mail addresses in bylines in quadratic time: 40 KB took it 6 s, 160 KB took it 110 s.
_MAX_SHORT = 40
_MAX_SHORT_CHARACTERS = 200
_ROOTS = ("rss", "feed", "RDF")
_ENTRIES = {"item", "entry"}
_SHORT = {"author", "creator", "contributor", "publisher", "managingeditor", "webmaster", "name",
          "email", "owner", "category", "subject", "keywords", "tags", "date", "issued", "created",
          "pubdate", "published", "updated", "modified"}  # fmt: skip
_DATES = {"pubdate", "published", "issued"}
# Pictures and films, whose captions would be taken for the entry's own title and text.
_DROPPED = {"http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss"}
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
# Prefixes that broken feeds use without saying what they mean.
_PREFIXES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": _DUBLIN_CORE,
    "dcterms": _TERMS,
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
}
_PROLOG = re.compile(
    r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[<>]*(?:\[[^\]]*\]\s*)?>)*+",
    re.DOTALL | re.IGNORECASE,
)
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
    """Whether the bytes begin as an RSS, Atom or RDF feed does, in whatever encoding."""
    beginning = raw[:20_000].removeprefix(codecs.BOM_UTF8).replace(b"\x00", b"")
    text = beginning.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("latin-1")
    return bool(_ROOT.match(text, _end_of_prolog(text)))


def clean_feed_xml(raw: bytes, charset: str = "") -> tuple[bytes, str]:
    """A feed as well-formed UTF-8 without a DTD, at most MAX_ENTRIES entries of it; and a note on
    what was wrong with it ("" if nothing was).

    `charset` is what the server says of the encoding. Raises DatelineError where it is no feed, or
    declares entities of its own.
    """
    from lxml import etree

    if len(raw) > MAX_BYTES:
        raise DatelineError(f"it is larger than the {MAX_BYTES / 1e6:.0f} MB of a feed")
    text = decode_xml(raw, charset)
    start = _end_of_prolog(text)
    if "<!ENTITY" in text[:start].upper():
        raise DatelineError("it declares XML entities of its own, which can hide anything")
    if not _ROOT.match(text, start):
        raise DatelineError("it is not a feed")
    root, note = _root(text[start:])
    dropped = _tamed(root, cut_off=not _CLOSED.search(text[-10_000:]))
    if dropped:
        note = note or f"it has more than {MAX_ENTRIES} entries, the others were left out"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), note


def decode_xml(raw: bytes, charset: str = "") -> str:
    """The text of an XML document, in the encoding that it or its server declares.

    Raises DatelineError where it is not text in that encoding.
    """
    said = _ENCODING.match(raw.lstrip())
    return decode_declared(raw, charset or (said[1].decode("ascii") if said else ""))


def _end_of_prolog(text: str) -> int:
    found = _PROLOG.match(text)
    return found.end() if found else 0


def _root(text: str) -> tuple[Any, str]:
    """The root element; of XML that is not well-formed, what can be made out of it, and a note."""
    from lxml import etree

    clean = _CDATA_OR_AMPERSAND.sub(_entity, _FORBIDDEN.sub(" ", text)).encode("utf-8")
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
    return root, "it is not well-formed XML, what can be read of it was read"


def _entity(found: re.Match[str]) -> str:
    """The character that HTML means by a name; an ampersand that means itself."""
    if found[0].startswith("<"):
        return found[0]
    character = html5.get(found[1] or "", "")
    if character and not set(character) & set("<>&\"'"):
        return character
    return f"&amp;{found[1] or ''}"


def _tamed(root: Any, *, cut_off: bool) -> bool:
    """Cut everything to size, in place; whether there were too many entries.

    The last entry of a feed that was cut off is left out: its text may lack its end.
    """
    entries: list[Any] = []
    short = 0
    elements = list(root.iter("*"))
    if len(elements) > _MAX_ELEMENTS:
        raise DatelineError(f"it has more than {_MAX_ELEMENTS:,} XML elements")
    for element in elements:
        name = _named(element)
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
        _tell_date(element)
    if cut_off and entries:
        _drop(entries[-1])
    return len(entries) > MAX_ENTRIES


def _named(element: Any) -> str:
    """The element's name in lower case without its namespace; a prefix that was never declared is
    given its usual meaning, or is made part of the name."""
    tag = element.tag
    if not tag.startswith("{") and ":" in tag:
        prefix, name = tag.split(":", 1)
        name = name.replace(":", "_")
        known = _PREFIXES.get(prefix)
        element.tag = f"{{{known}}}{name}" if known else f"{prefix}_{name}"
    for attribute in [key for key in element.attrib if not key.startswith("{") and ":" in key]:
        del element.attrib[attribute]
    return str(element.tag).rsplit("}", 1)[-1].lower()


def _shorten(element: Any, *, keep: bool) -> None:
    if not keep:
        _drop(element)
        return
    limit = _MAX_SHORT_CHARACTERS
    if len(element):
        # Of parts, as an Atom author is: no text stands between them.
        element.text = None
        for part in element:
            part.tail = None
    if element.text:
        # "desk@courier.example (Mara Lind)": the address is nobody's business.
        text = element.text[:limit]
        element.text = _MAIL.sub(" ", text).strip(" ()<>") if "@" in text else text


def _tell_date(entry: Any) -> None:
    """In RSS, dc:date tells when an item was published; feedparser has it tell of an update."""
    dates = [child for child in entry if _named(child) == "date"]
    published = {_named(child) for child in entry} & _DATES
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
