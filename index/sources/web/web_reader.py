"""Reading an address on the web: it is fetched here and read in the sandbox, a feed item by item.

Nothing that comes from the web is parsed here; see `sandbox.document` for that.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

from index.core.article import Article
from index.core.errors import DatelineError
from index.sources.address import display_url
from index.sources.code_version import code_version
from index.sources.feeds.feed_items import FeedItems, PageArticle
from index.sources.metadata import Metadata
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
    StampLookup,
    UnchangedSource,
    find_no_stamp,
)
from index.sources.response import FetchRefusedError, Response
from index.sources.sandbox.request import Document
from index.sources.web.feed_entries import choose_poll_seconds, read_feed
from index.sources.web.sitemaps import add_sitemaps


class UrlFetcher(Protocol):
    """Fetches addresses: a PoliteFetcher, or a Fetcher, which ignores robots.txt."""

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Response:
        """Fetch an address. Raises DatelineError if that fails."""


# The modules that make articles of an answer. If they change, each address is read again.
_READERS = (
    "index.sources.sandbox.document",
    "index.sources.web.feed_entries",
    "index.sources.web.sitemaps",
)
# The function that reads: `read_document` of a ReaderSandbox.
ReadDocument = Callable[[Document], Iterable[SourceEvent | FeedItems]]


def read_url(
    url: str,
    fetcher: UrlFetcher,
    read_document: ReadDocument,
    find_stamp: StampLookup = find_no_stamp,
    later: Callable[[float], None] = lambda seconds: None,
) -> Iterator[SourceEvent]:
    """Read the articles at an address; what is useless gives a Problem.

    `find_stamp` returns the stamps of containers and origins. `later` is called with the seconds
    after which the address wants to be fetched again, if it states them.
    """
    try:
        yield from _Address(url, fetcher, read_document, find_stamp).read(later)
    except DatelineError as error:
        if isinstance(error, FetchRefusedError) and error.retry_after is not None:
            later(error.retry_after)
        yield Problem(display_url(url), str(error))


@dataclass(frozen=True, slots=True)
class _Address:
    """Reads one address."""

    url: str
    fetcher: UrlFetcher
    read_document: ReadDocument
    find_stamp: StampLookup

    def read(self, later: Callable[[float], None]) -> Iterator[SourceEvent]:
        """Read everything at the address. Raises DatelineError if it cannot be fetched."""
        response = self.fetcher.get(self.url, **_read_validators(self.find_stamp(self.url)))
        events: list[SourceEvent] = []
        feed: FeedItems | None = None
        # Read to its end before the first page is fetched, since one sandbox reads all of them.
        for event in self._read_response(response):
            if isinstance(event, FeedItems):
                feed = event
            else:
                events.append(event)
        poll_seconds = choose_poll_seconds(response.headers, feed.ttl if feed else None)
        if poll_seconds is not None:
            later(poll_seconds)
        if feed is not None and feed.further:
            feed = add_sitemaps(feed, response.url, self._read_sitemap, events.append)
        yield from events
        is_whole = not any(map(_is_lost, events))
        if feed is not None:
            for event in read_feed(feed, self.url, self._read_page, self.find_stamp):
                is_whole = is_whole and not _is_lost(event)
                yield event
        if is_whole and response.status != HTTPStatus.NOT_MODIFIED:
            # Without a stamp, the next run reads it again, and with it what was lost. The sitemaps
            # of an index can change without it.
            has_more = feed is not None and bool(feed.further)
            yield FinishedSource(self.url, "" if has_more else _make_stamp(response))

    def _read_response(self, response: Response) -> Iterable[SourceEvent | FeedItems]:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return [UnchangedSource(self.url)]
        return self.read_document(Document(self.url, response))

    def _read_sitemap(self, url: str) -> FeedItems:
        """Read another sitemap of the site. Raises DatelineError if it is none."""
        for event in self.read_document(Document(url, self.fetcher.get(url))):
            if isinstance(event, FeedItems):
                return event
            if isinstance(event, Problem) and event.skipped:
                raise DatelineError(event.reason)
        raise DatelineError("it is not a sitemap")

    def _read_page(self, link: str, feed_metadata: Metadata) -> PageArticle:
        """Read a page that a feed links to. Raises DatelineError if it has no article."""
        article: Article | None = None
        reservation = ""
        for event in self.read_document(Document(link, self.fetcher.get(link), feed_metadata)):
            if isinstance(event, ParsedArticle):
                article = event.article
            elif isinstance(event, Problem):
                if event.skipped:
                    raise DatelineError(event.reason)
                reservation = event.reason
        if article is None:
            raise DatelineError("it has no text")
        return PageArticle(article, reservation)


def _is_lost(event: SourceEvent) -> bool:
    return isinstance(event, Problem) and event.skipped


def _make_stamp(response: Response) -> str:
    """The validators for the next request, "" if the server states none."""
    headers = response.headers
    validators = {
        "etag": headers.get("etag", ""),
        "last_modified": headers.get("last-modified", ""),
    }
    stated_validators = {name: value for name, value in validators.items() if value}
    return (
        json.dumps(stated_validators | {"readers": code_version(*_READERS)})
        if stated_validators
        else ""
    )


def is_current_stamp(stamp: str) -> bool:
    """Is it the stamp of an address that the present readers have read?"""
    return bool(_read_validators(stamp))


def _read_validators(stamp: str) -> dict[str, str]:
    """The validators in a stamp; none if the readers have changed or it is no stamp of a page."""
    try:
        validators = json.loads(stamp)
    except ValueError:
        return {}
    if not isinstance(validators, dict) or validators.pop("readers", "") != code_version(*_READERS):
        return {}
    return {name: str(validators[name]) for name in ("etag", "last_modified") if name in validators}
