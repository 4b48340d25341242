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
from index.sources.feeds.feed_items import STAMP_MARK, FeedItem, FeedItems, PageArticle
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
    pages = _Pages(url, read_page, find_stamp)
    for item in feed.items:
        try:
            origin = _choose_origin(item, url, find_stamp)
            yield from _ItemReader(item, url, origin, find_stamp(url, origin)).read(pages)
        except DatelineError as error:
            yield Problem(item.place, str(error))


def _choose_origin(item: FeedItem, url: str, find_stamp: StampLookup) -> str:
    """The place of an item: that of its link, unless that is another entry's, too."""
    if not item.own_origin:
        return item.origin
    if find_stamp(url, item.own_origin):
        return item.own_origin
    known = find_stamp(url, item.origin)
    if not known:
        return item.own_origin if item.is_shared else item.origin
    (content, key), (own_content, own_key) = map(_split_stamp, (known, item.stamp))
    is_another = bool(key and own_key and key != own_key)
    is_unclear = item.is_shared and not (key and own_key) and content != own_content
    return item.own_origin if is_another or is_unclear else item.origin


def _split_stamp(stamp: str) -> tuple[str, str]:
    """The parts of a stamp: the content of the entry, and what tells it from others."""
    content, _, key = stamp.removeprefix(_TEASER).partition(STAMP_MARK)
    return content, key


class _Pages:
    """Reads the pages of a feed's items. Remembers which addresses they have in the archive."""

    def __init__(self, feed_url: str, read_page: ReadPage, find_stamp: StampLookup) -> None:
        self._feed_url = feed_url
        self._read_page = read_page
        self._find_stamp = find_stamp
        self._origins: dict[str, str] = {}

    def read(self, item: FeedItem) -> tuple[PageArticle, str]:
        """Read the page of an item. Returns it with its permanent place: the address that it states
        for itself, unless that is the address of another item. Raises DatelineError."""
        page = self._read_page(item.metadata.url, item.metadata)
        place = page.article.url or item.origin
        if place != item.origin:
            # Some sites state one address on every page.
            holder = self._origins.setdefault(place, item.origin)
            is_known = self._find_stamp(self._feed_url, item.origin)
            is_taken = self._find_stamp(self._feed_url, place) and not is_known
            place = item.origin if holder != item.origin or is_taken else place
        return page, place


@dataclass(frozen=True, slots=True)
class _ItemReader:
    """Reads one item of a feed, given its place and its stamp of the last time."""

    item: FeedItem
    feed_url: str
    origin: str
    known_stamp: str

    def read(self, pages: _Pages) -> _Reads:
        """Yield the item's article. Raises DatelineError if it cannot be read."""
        item = self.item
        if self.known_stamp and _split_stamp(self.known_stamp)[0] == _split_stamp(item.stamp)[0]:
            yield UnchangedSource(self.feed_url, self.origin)
        elif not item.is_whole:
            yield from self._read_by_page(pages)
        elif item.own is None:
            raise DatelineError(item.fault)
        else:
            yield from self._yield_article(item.own, self.origin, item.stamp)

    def _read_by_page(self, pages: _Pages) -> _Reads:
        item = self.item
        try:
            page, place = pages.read(item)
        except DatelineError as error:
            # The earlier text of the page is better than the teaser.
            had_page = self.known_stamp and not self.known_stamp.startswith(_TEASER)
            if is_temporary(error) or item.own is None or had_page:
                raise
            reason = f"only what its feed says of it was added, since of its page: {error}"
            yield Problem(item.place, reason, skipped=False)
            yield from self._yield_article(item.own, self.origin, _TEASER + item.stamp)
        else:
            yield from self._yield_article(page, place, item.stamp)

    def _yield_article(self, page: PageArticle, place: str, stamp: str) -> _Reads:
        if page.reservation:
            yield Problem(self.item.place, page.reservation, skipped=False)
        alias = self.origin if place != self.origin else ""
        yield ParsedArticle(
            page.article, place, self.feed_url, stamp, alias=alias, item=self.item.item
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
