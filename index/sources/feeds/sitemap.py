"""Sitemaps: the addresses of a site's pages, and what news sitemaps state about them. Pure.

https://www.sitemaps.org/protocol.html,
https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from index.core.article import digest
from index.core.dates import latest
from index.core.errors import DatelineError
from index.sources.address import display_url, normalise_url, origin_of
from index.sources.feeds.feed_items import FeedItem, FeedItems
from index.sources.html.blocks import local_name
from index.sources.metadata import Metadata
from index.sources.stated_dates import parse_date
from index.sources.xml_root import find_root

ROOTS = ("urlset", "sitemapindex")
# The protocol permits 50,000 addresses. A page takes a second, so the newest come first and alone.
MAX_PAGES = 1_000
MAX_SITEMAPS = 50
_MAX_ADDRESSES = 100_000
MAX_SITEMAP_BYTES = 60_000_000
_ROBOTS_LINE = re.compile(r"(?im)^[ \t]*sitemap[ \t]*:[ \t]*(\S+)")
LOCATION = re.compile(rb"<(?:[\w-]+:)?loc>\s*+(?:<!\[CDATA\[)?+\s*+(https?://[^\s<\]]+)")


def is_sitemap(raw: bytes) -> bool:
    """Whether a document is a sitemap or an index of sitemaps."""
    try:
        root = find_root(raw)
    except DatelineError:
        return False
    return root is not None and root.name in ROOTS


def describe_file(head: bytes) -> tuple[str, str]:
    """Why a sitemap in a file has no articles, and what to do."""
    location = LOCATION.search(head)
    host = urlsplit(location[1].decode("latin-1")).netloc if location else ""
    where = f", such as https://{host}/sitemap.xml" if host else ""
    return (
        "it is a sitemap, which lists addresses and holds no texts",
        f"Add the address of the sitemap{where}, and its pages will be read",
    )


def read_sitemap(raw: bytes, url: str) -> FeedItems:
    """Read the sitemap or index at `url`: the pages and sitemaps on the same host, newest first.

    Raises DatelineError if it cannot be parsed or lists nothing on its host.
    """
    if len(raw) > MAX_SITEMAP_BYTES:
        raise DatelineError(f"it is larger than the {MAX_SITEMAP_BYTES / 1e6:.0f} MB of a sitemap")
    pages, sitemaps, foreign = [], [], 0
    for count, element in enumerate(_find_places(raw)):
        if count == _MAX_ADDRESSES:
            break
        place = _read_place(element, url)
        if place is None:
            foreign += 1
        elif local_name(element) == "sitemap":
            sitemaps.append(place)
        else:
            pages.append(place)
    if not pages and not sitemaps:
        raise DatelineError(
            "it lists only addresses of other hosts" if foreign else "it lists no addresses"
        )
    items = tuple(_make_item(metadata) for metadata in _sort_newest(pages)[:MAX_PAGES])
    further = tuple(one.url for one in _sort_newest(sitemaps)[:MAX_SITEMAPS])
    return FeedItems(_drop_repeated(items), None, _make_note(pages, sitemaps, foreign), further)


def read_robots_sitemaps(text: str, url: str) -> FeedItems:
    """The sitemaps that the robots.txt at `url` names on its host. Raises DatelineError if it names
    none."""
    locations = _ROBOTS_LINE.findall(text)
    further = tuple(dict.fromkeys(filter(None, (_resolve(one, url) for one in locations))))
    if not further:
        raise DatelineError(
            "this robots.txt names only sitemaps of other hosts"
            if locations
            else "this robots.txt names no sitemap"
        )
    return FeedItems((), further=further[:MAX_SITEMAPS])


def is_same_host(url: str, other: str) -> bool:
    """Whether two addresses have the same host and port, with or without "www."."""
    hosts = [urlsplit(one).netloc.removeprefix("www.") for one in (url, other)]
    return hosts[0] == hosts[1]


def _find_places(raw: bytes) -> Iterator[Any]:
    """The elements of pages and sitemaps, one in memory at a time."""
    from lxml import etree

    if find_root(raw) is None:
        raise DatelineError("it is not a sitemap")
    events = etree.iterparse(
        io.BytesIO(raw), ("end",), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in events:
            if local_name(element) in ("url", "sitemap"):
                yield element
                element.clear(keep_tail=True)
    except (etree.XMLSyntaxError, LookupError) as error:
        raise DatelineError("it is not well-formed XML") from error


def _read_place(element: Any, url: str) -> Metadata | None:
    """What is stated about an address on the same host, None for another one."""
    fields: dict[str, str] = {}
    for child in element.iter():
        text = (child.text or "").strip()
        if text:
            fields.setdefault(local_name(child), text[:2_000])
    address = _resolve(fields.get("loc", ""), url)
    if not address:
        return None
    published = fields.get("publication_date", "")
    changed = fields.get("lastmod", "")
    return Metadata(
        title=fields.get("title", ""),
        source=fields.get("name", ""),
        published=published,
        updated="" if changed == published else changed,
        url=address,
        language=fields.get("language", ""),
    )


def _resolve(location: str, url: str) -> str:
    """The address of a location on the same host, "" if it is another one or none."""
    try:
        address = normalise_url(location)
    except DatelineError:
        return ""
    return address if is_same_host(address, url) else ""


def _sort_newest(places: list[Metadata]) -> list[Metadata]:
    return sorted(places, key=_find_age, reverse=True)


def _find_age(metadata: Metadata) -> int:
    """When a page changed, in seconds since the epoch; undated pages are the oldest."""
    dates = []
    for text in (metadata.published, metadata.updated):
        try:
            dates.append(latest(parse_date(text)))
        except ValueError:
            continue
    return max(dates, default=-(2**60))


def _make_item(metadata: Metadata) -> FeedItem:
    origin = origin_of(metadata.url)
    stamp = digest(metadata.url, metadata.title, metadata.published, metadata.updated)
    return FeedItem(
        origin, display_url(metadata.url), stamp, metadata, is_whole=False, own=None,
        fault="a sitemap holds no text",
    )  # fmt: skip


def _drop_repeated(items: tuple[FeedItem, ...]) -> tuple[FeedItem, ...]:
    first = {item.origin: item for item in reversed(items)}
    return tuple(item for item in items if first[item.origin] is item)


def _make_note(pages: list[Metadata], sitemaps: list[Metadata], foreign: int) -> str:
    notes = []
    if len(pages) > MAX_PAGES:
        notes.append(f"it lists {len(pages):,} pages, of which the newest {MAX_PAGES:,} are read")
    if len(sitemaps) > MAX_SITEMAPS:
        notes.append(
            f"it lists {len(sitemaps):,} sitemaps, of which the newest {MAX_SITEMAPS} are read"
        )
    if foreign:
        notes.append(f"{foreign:,} addresses that are not on its host were left out")
    return "; ".join(notes)
