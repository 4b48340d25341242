"""The sitemaps that an index or a robots.txt names, as one list of pages.

Leaves out XML and HTTP: it receives the items, and a function that reads a sitemap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from index.core.errors import DatelineError
from index.sources.address import display_url
from index.sources.feeds.feed_items import FeedItem, FeedItems
from index.sources.feeds.sitemap import MAX_PAGES, MAX_SITEMAPS, is_same_host
from index.sources.parsed_article import Problem

# Reads the sitemap at an address. Raises DatelineError.
ReadSitemap = Callable[[str], FeedItems]
# A robots.txt names an index, which names sitemaps; an index in an index is against the protocol.
_MAX_DEPTH = 3


def add_sitemaps(
    feed: FeedItems, url: str, read_sitemap: ReadSitemap, report: Callable[[Problem], None]
) -> FeedItems:
    """Add the pages of the further sitemaps of the index or robots.txt at `url`.

    At most MAX_PAGES of all, in the order in which they are named, and only those on its host. A
    sitemap that cannot be read is reported as a Problem.
    """
    items = {item.origin: item for item in feed.items}
    waiting = [(url, 1) for url in feed.further]
    seen: set[str] = set()
    while waiting and len(seen) < MAX_SITEMAPS and len(items) < MAX_PAGES:
        place, depth = waiting.pop(0)
        if place in seen or not is_same_host(place, url):
            continue
        seen.add(place)
        try:
            found = read_sitemap(place)
        except DatelineError as error:
            report(Problem(display_url(place), str(error)))
            continue
        if found.note:
            report(Problem(display_url(place), found.note, skipped=False))
        _add_items(items, found.items, url)
        if depth < _MAX_DEPTH:
            waiting += [(one, depth + 1) for one in found.further]
    return replace(feed, items=tuple(items.values()))


def _add_items(items: dict[str, FeedItem], found: tuple[FeedItem, ...], url: str) -> None:
    """Add items on the host of `url` up to the limit; of two for one page, the first counts."""
    for item in found:
        if len(items) == MAX_PAGES:
            return
        # A sitemap that redirects elsewhere can list pages of that host.
        if is_same_host(item.origin, url):
            items.setdefault(item.origin, item)
