"""`.xml`: an export of a content system, a saved feed, or a story of an agency, by its root."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import closing

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.feeds.feed_bounds import find_feed_start, find_prolog_end
from index.sources.feeds.sitemap import ROOTS as SITEMAPS
from index.sources.feeds.sitemap import describe_file
from index.sources.formats import saved_feed, xml
from index.sources.formats.cms import blogger, wordpress
from index.sources.formats.scans import scan_xml
from index.sources.parsed_article import SourceEvent
from index.sources.xml_root import HEAD_BYTES, find_root


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none."""
    with closing(entry.open()) as file:
        head = file.read(HEAD_BYTES)
    root = find_root(head)
    if (root is None or root.name not in xml.ROOTS) and (start := _find_covered_feed(head)):
        root = find_root(head[start:])
        if root and (wordpress.is_export(root) or blogger.is_export(root, head)):
            raise DatelineError(
                "something stands before its XML", "Remove what is before its first line of XML"
            )
    if root and wordpress.is_export(root):
        yield from wordpress.read(entry)
    elif root and blogger.is_export(root, head):
        yield from blogger.read(entry)
    elif root and root.name in saved_feed.ROOTS:
        yield from saved_feed.read(entry)
    elif root and root.name.casefold() in scan_xml.ROOTS:
        yield from scan_xml.read(entry)
    elif root and root.name in SITEMAPS:
        raise DatelineError(*describe_file(head))
    else:
        # It says what it reads.
        yield from xml.read(entry)


def _find_covered_feed(head: bytes) -> int:
    """Where a feed begins behind what a server wrote before it, 0 if there is nothing before it."""
    text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    start = find_feed_start(text)
    has_more = start > 0 and start != find_prolog_end(text)
    return start + len(head) - len(text) if has_more else 0
