"""An address on the web as articles: fetched here, read by another process, a feed item by item.

Nothing that came from there is parsed here. What it is, and what it says, is told in `document`.
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


class UrlFetcher(Protocol):
    """What fetches: PoliteFetcher, or a Fetcher that asks nobody."""

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Response:
        """The answer from an address. Raises DatelineError where there is none."""


# The modules that decide what becomes of an address. If they change, it is read again.
_READERS = ("index.sources.sandbox.document", "index.sources.web.feed_entries")
# What reads: `read_document` of a ReaderSandbox.
ReadDocument = Callable[[Document], Iterable[SourceEvent | FeedItems]]


def read_url(
    url: str,
    fetcher: UrlFetcher,
    read_document: ReadDocument,
    remembered: StampLookup = find_no_stamp,
    later: Callable[[float], None] = lambda seconds: None,
) -> Iterator[SourceEvent]:
    """The articles at an address; what is of no use is a Problem.

    `remembered` gives the stamps that were kept for containers and origins. `later` is called with
    the seconds after which the address wants to be asked again, where it says so.
    """
    try:
        yield from _Address(url, fetcher, read_document, remembered).read(later)
    except DatelineError as error:
        if isinstance(error, FetchRefusedError) and error.retry_after is not None:
            later(error.retry_after)
        yield Problem(display_url(url), str(error))


@dataclass(frozen=True, slots=True)
class _Address:
    """An address, and what it takes to read it."""

    url: str
    fetcher: UrlFetcher
    read_document: ReadDocument
    remembered: StampLookup

    def read(self, later: Callable[[float], None]) -> Iterator[SourceEvent]:
        """Everything there. Raises DatelineError where it cannot be fetched."""
        response = self.fetcher.get(self.url, **_validators(self.remembered(self.url)))
        reads: list[SourceEvent] = []
        feed: FeedItems | None = None
        # Read to its end before the first page is asked for: one reader reads all of them.
        for read in self._document(response):
            if isinstance(read, FeedItems):
                feed = read
            else:
                reads.append(read)
        wish = choose_poll_seconds(response.headers, feed.ttl if feed else None)
        if wish is not None:
            later(wish)
        yield from reads
        whole = not any(map(_is_lost, reads))
        if feed is not None:
            for read in read_feed(feed, self.url, self._read_page, self.remembered):
                whole = whole and not _is_lost(read)
                yield read
        if whole and response.status != HTTPStatus.NOT_MODIFIED:
            # Else it is read again, changed or not, and what was lost gets another chance.
            yield FinishedSource(self.url, _stamp(response))

    def _document(self, response: Response) -> Iterable[SourceEvent | FeedItems]:
        if response.status == HTTPStatus.NOT_MODIFIED:
            return [UnchangedSource(self.url)]
        return self.read_document(Document(self.url, response))

    def _read_page(self, link: str, said: Metadata) -> PageArticle:
        """The article of a page that a feed links to. Raises DatelineError where there is none."""
        article: Article | None = None
        reservation = ""
        for read in self.read_document(Document(link, self.fetcher.get(link), said)):
            if isinstance(read, ParsedArticle):
                article = read.article
            elif isinstance(read, Problem):
                if read.skipped:
                    raise DatelineError(read.reason)
                reservation = read.reason
        if article is None:
            raise DatelineError("it has no text")
        return PageArticle(article, reservation)


def _is_lost(read: SourceEvent) -> bool:
    return isinstance(read, Problem) and read.skipped


def _stamp(response: Response) -> str:
    """What the next request can be made conditional on; "" where the server names nothing."""
    headers = response.headers
    said = {"etag": headers.get("etag", ""), "last_modified": headers.get("last-modified", "")}
    known = {name: value for name, value in said.items() if value}
    return json.dumps(known | {"readers": code_version(*_READERS)}) if known else ""


def _validators(stamp: str) -> dict[str, str]:
    """The conditions of a stamp; none where it is of other readers, or no stamp of a page."""
    try:
        known = json.loads(stamp)
    except ValueError:
        return {}
    if not isinstance(known, dict) or known.pop("readers", "") != code_version(*_READERS):
        return {}
    return {name: str(known[name]) for name in ("etag", "last_modified") if name in known}
