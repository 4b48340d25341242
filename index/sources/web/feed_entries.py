"""The items of a feed as articles: whole ones from the feed, teasers from their pages.

Leaves out XML and HTTP: it receives the items, and a function that reads a page.
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
from index.sources.parsed_article import (
    ParsedArticle,
    Problem,
    PublisherNotice,
    StampLookup,
    UnchangedSource,
)
from index.sources.response import is_temporary, parse_retry_after

_TEASER = "teaser:"
_SHORTEST_POLL, _LONGEST_POLL = 300.0, 24 * 3600.0

# Reads the page at an address, with the metadata that a feed states. Raises DatelineError.
ReadPage = Callable[[str, Metadata], PageArticle]
_Reads = Iterator[ParsedArticle | PublisherNotice | Problem | UnchangedSource]


def read_feed(feed: FeedItems, url: str, read_page: ReadPage, find_stamp: StampLookup) -> _Reads:
    """Read the articles of the feed at `url`.

    An item with the stamp that `find_stamp` returns gives an UnchangedSource, and its page is not
    fetched. A Problem that is `skipped` is an item that could not be read this time.
    """
    if feed.note:
        yield Problem(display_url(url), feed.note, skipped=False)
    for notice in feed.deleted:
        yield PublisherNotice(notice, display_url(url), url)
    for item in feed.items:
        try:
            yield from _ItemReader(item, url, find_stamp(url, item.origin)).read(read_page)
        except DatelineError as error:
            yield Problem(item.place, str(error))


@dataclass(frozen=True, slots=True)
class _ItemReader:
    """Reads one item of a feed, given its stamp of the last time."""

    item: FeedItem
    feed_url: str
    known_stamp: str

    def read(self, read_page: ReadPage) -> _Reads:
        """Yield the item's article. Raises DatelineError if it cannot be read."""
        item = self.item
        if self.known_stamp.removeprefix(_TEASER) == item.stamp:
            yield UnchangedSource(self.feed_url, item.origin)
        elif not item.is_whole:
            yield from self._read_by_page(read_page)
        elif item.own is None:
            raise DatelineError(item.fault)
        else:
            yield from self._yield_article(item.own, item.stamp)

    def _read_by_page(self, read_page: ReadPage) -> _Reads:
        item = self.item
        try:
            page = read_page(item.metadata.url, item.metadata)
        except DatelineError as error:
            # The earlier text of the page is better than the teaser.
            had_page = self.known_stamp and not self.known_stamp.startswith(_TEASER)
            if is_temporary(error) or item.own is None or had_page:
                raise
            reason = f"only what its feed says of it was added, since of its page: {error}"
            yield Problem(item.place, reason, skipped=False)
            yield from self._yield_article(item.own, _TEASER + item.stamp)
        else:
            yield from self._yield_article(page, item.stamp)

    def _yield_article(self, page: PageArticle, stamp: str) -> _Reads:
        if page.reservation:
            yield Problem(self.item.place, page.reservation, skipped=False)
        yield ParsedArticle(
            page.article, self.item.origin, self.feed_url, stamp, item=self.item.item
        )


def choose_poll_seconds(headers: Mapping[str, str], ttl: float | None = None) -> float | None:
    """The time in seconds until a feed is fetched again, between 5 minutes and a day; None if
    neither the headers (in lower case) nor the feed's `ttl` in seconds state one."""
    retry_seconds = parse_retry_after(headers.get("retry-after", ""), time.time())
    age = re.search(r"\bmax-age=\"?(\d{1,9})", headers.get("cache-control", ""))
    wishes = [
        wish for wish in (retry_seconds, ttl, float(age[1]) if age else None) if wish is not None
    ]
    return min(max(*wishes, _SHORTEST_POLL), _LONGEST_POLL) if wishes else None
