"""Where a feed begins and ends amid what its server writes around it. Pure.

Before and behind the XML there may be warnings of a program, in HTML or plain text. A page that
shows a feed as an example is none.
"""

from __future__ import annotations

import codecs
import re

from index.sources.xml_root import PROLOG

_ROOTS = "rss|feed|RDF"
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:{_ROOTS})[\s>/]")
_DECLARED_ROOT = re.compile(
    rf"<(?:[\w.-]+:)?(?:{_ROOTS})\s[^<>]{{0,2000}}?(?:version|xmlns)[^<>]{{0,2000}}>"
)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_END = re.compile(rf"</(?:[\w.-]+:)?(?:{_ROOTS})\s*>")
_BEHIND = re.compile(r"(?>\s+|<!--(?:(?!<!--).)*?-->)*+", re.DOTALL)
_IN_FEED = re.compile(r"\]\]>|<(?:[\w.-]+:)?(?:item|entry)\b")
_JSON_FEED = b"jsonfeed"
_MAX_AROUND = 20_000


def is_feed(raw: bytes) -> bool:
    """Whether the bytes are an RSS, Atom or RDF feed, in any encoding.

    One with something else before it has to be whole.
    """
    beginning = raw[:_MAX_AROUND].removeprefix(codecs.BOM_UTF8).replace(b"\x00", b"")
    text = beginning.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").decode("latin-1")
    start = find_feed_start(text)
    if start == find_prolog_end(text):
        return True
    return start > 0 and _END.search(raw[-_MAX_AROUND:].decode("latin-1")) is not None


def find_json_start(raw: bytes) -> int:
    """Where a JSON Feed begins, perhaps behind warnings of its server; -1 if there is none."""
    start = raw.find(b"{", 0, _MAX_AROUND) if _JSON_FEED in raw else -1
    if start < 0 or not raw[:start].strip(b"\xef\xbb\xbf \t\r\n"):
        return start
    is_page = _PAGE.search(raw[:start].decode("latin-1")) is not None
    return start if raw.rstrip().endswith(b"}") and not is_page else -1


def find_prolog_end(text: str) -> int:
    """Where the declarations and comments end that may stand before a root element."""
    match = PROLOG.match(text)
    return match.end() if match else 0


def find_feed_start(text: str) -> int:
    """Where the root element of a feed begins, -1 if there is none."""
    start = find_prolog_end(text)
    if _ROOT.match(text, start):
        return start
    match = _DECLARED_ROOT.search(text, 0, _MAX_AROUND)
    return -1 if match is None or _PAGE.search(text, 0, match.start()) else match.start()


def find_feed_end(text: str) -> tuple[int, bool]:
    """Where the root element ends, and whether something stands behind it.

    (-1, False) if the feed breaks off.
    """
    ends = list(_END.finditer(text))
    if not ends:
        return -1, False
    end = ends[-1].end()
    if _BEHIND.fullmatch(text, end):
        return end, False
    has_more = len(text) - end > _MAX_AROUND or _IN_FEED.search(text, end) is not None
    return (-1, False) if has_more else (end, True)
