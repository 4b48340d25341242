"""A feed's items as articles: whole ones as they stand, teasers by way of the page they lead to.

Knows nothing of XML and HTTP: it is given the items, and a way to read a page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.core.errors import DatelineError
from index.sources.address import display_url
from index.sources.feeds.feed_items import FeedItem, FeedItems, PageArticle
from index.sources.metadata import Metadata
from index.sources.parsed_article import ParsedArticle, Problem, StampLookup, UnchangedSource
from index.sources.response import may_pass, parse_retry_after

_TEASER = "teaser:"
_SHORTEST_POLL, _LONGEST_POLL = 300.0, 24 * 3600.0

# Reads the page at an address, of which a feed says something. Raises DatelineError.
ReadPage = Callable[[str, Metadata], PageArticle]
_Reads = Iterator[ParsedArticle | Problem | UnchangedSource]


def read_feed(feed: FeedItems, url: str, read_page: ReadPage, remembered: StampLookup) -> _Reads:
    """The articles of the feed at `url`. An item that is as it was is Unchanged, and its page is
    not asked for.

    A Problem that is `skipped` means that an item could not be had this time.
    """
    if feed.note:
        yield Problem(display_url(url), feed.note, skipped=False)
    for item in feed.items:
        try:
            yield from _ItemReader(item, url, remembered(url, item.origin)).read(read_page)
        except DatelineError as error:
            yield Problem(item.place, str(error))


@dataclass(frozen=True, slots=True)
class _ItemReader:
    """Reads one item of a feed, by what was remembered of it the last time."""

    item: FeedItem
    feed_url: str
    known: str

    def read(self, read_page: ReadPage) -> _Reads:
        """The item's article. Raises DatelineError where it cannot be had."""
        item = self.item
        if self.known.removeprefix(_TEASER) == item.stamp:
            yield UnchangedSource(self.feed_url, item.origin)
        elif not item.is_whole:
            yield from self._by_page(read_page)
        elif item.own is None:
            raise DatelineError(item.fault)
        else:
            yield from self._incoming(item.own, item.stamp)

    def _by_page(self, read_page: ReadPage) -> _Reads:
        item = self.item
        try:
            page = read_page(item.metadata.url, item.metadata)
        except DatelineError as error:
            # What was read of the page before is more than the feed has to say.
            had_page = self.known and not self.known.startswith(_TEASER)
            if may_pass(error) or item.own is None or had_page:
                raise
            reason = f"only what its feed says of it was added, since of its page: {error}"
            yield Problem(item.place, reason, skipped=False)
            yield from self._incoming(item.own, _TEASER + item.stamp)
        else:
            yield from self._incoming(page, item.stamp)

    def _incoming(self, found: PageArticle, stamp: str) -> _Reads:
        if found.reservation:
            yield Problem(self.item.place, found.reservation, skipped=False)
        yield ParsedArticle(found.article, self.item.origin, self.feed_url, stamp)


def choose_poll_seconds(headers: Mapping[str, str], ttl: float | None = None) -> float | None:
    """After how many seconds a feed wants to be asked again, between 5 minutes and a day; None
    where neither its server's headers (in lower case) nor its own `ttl` in seconds say so."""
    asked = parse_retry_after(headers.get("retry-after", ""), time.time())
    age = re.search(r"\bmax-age=\"?(\d{1,9})", headers.get("cache-control", ""))
    wishes = [wish for wish in (asked, ttl, float(age[1]) if age else None) if wish is not None]
    return min(max(*wishes, _SHORTEST_POLL), _LONGEST_POLL) if wishes else None
