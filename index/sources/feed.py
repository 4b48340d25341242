"""A feed's entries as articles: whole ones as they stand, teasers by way of the page they lead to.

Knows nothing of XML and HTTP: it is given the feed, and a way to read a page.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from index.article import Article, DatelineError, digest
from index.sources.address import origin_of, shown
from index.sources.incoming import Incoming, Problem, Remembered, Unchanged, make_article
from index.sources.metadata import Metadata, settled
from index.sources.response import may_pass, retry_after
from index.sources.syndication import Feed, FeedEntry
from index.text import one_line

# Fewer words are a teaser, whatever the feed calls them; descriptions are teasers as a rule.
_WHOLE_CONTENT_WORDS = 150
_WHOLE_SUMMARY_WORDS = 300
_GOES_ON = re.compile(
    r"(?:\u2026|\.{3}|\b(?:read|see|learn|show) (?:more|on|the (?:rest|full|whole)\b.{0,80})"
    r"|\b(?:continue|keep) reading\b.{0,80}|\bfull story)\W*\Z",
    re.IGNORECASE,
)
# Scripts without spaces between words: two characters count as one word.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_TEASER = "teaser:"
_SHORTEST_POLL, _LONGEST_POLL = 300.0, 24 * 3600.0


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The article of a page, and a reservation about it ("" if there is none)."""

    article: Article
    reservation: str


# Reads the page at an address, of which a feed says something. Raises DatelineError.
ReadPage = Callable[[str, Metadata], PageArticle]
_Reads = Iterator[Incoming | Problem | Unchanged]


def read_feed(feed: Feed, url: str, read_page: ReadPage, remembered: Remembered) -> _Reads:
    """The articles of the feed at `url`. An entry that is as it was is Unchanged, and its page is
    not asked for. Of several entries that lead to one page, the first is read.

    A Problem that is `skipped` means that an entry could not be had this time.
    """
    if feed.note:
        yield Problem(shown(url), feed.note, skipped=False)
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        origin = _origin(entry, url)
        if origin in seen:
            continue
        seen.add(origin)
        reader = _EntryReader(url, origin, remembered(url, origin))
        place = shown(entry.metadata.url) or f"{shown(url)}, entry {number}"
        try:
            yield from reader.read(entry, place, read_page)
        except DatelineError as error:
            yield Problem(place, str(error))


def _origin(entry: FeedEntry, url: str) -> str:
    """Where the entry's article is for good: its page, or its place in the feed."""
    if entry.metadata.url:
        return origin_of(entry.metadata.url)
    return f"{url}#{one_line(entry.id) or digest(entry.metadata.title, entry.metadata.published)}"


@dataclass(frozen=True, slots=True)
class _EntryReader:
    """Reads one entry of a feed, by what was remembered of it the last time."""

    feed_url: str
    origin: str
    known: str

    def read(self, entry: FeedEntry, place: str, read_page: ReadPage) -> _Reads:
        """The entry's article. Raises DatelineError where it cannot be had."""
        if self.known.removeprefix(_TEASER) == entry.stamp:
            yield Unchanged(self.feed_url, self.origin)
        elif (text := whole_text(entry)) or not entry.metadata.url:
            text = text or entry.content or entry.summary
            if not text:
                raise DatelineError("it has neither text nor a link to a page")
            yield from self._incoming(self._own(entry, text), place, entry.stamp)
        else:
            yield from self._by_page(entry, place, read_page)

    def _by_page(self, entry: FeedEntry, place: str, read_page: ReadPage) -> _Reads:
        try:
            page = read_page(entry.metadata.url, entry.metadata)
        except DatelineError as error:
            text = max(entry.content, entry.summary, key=len)
            # What was read of the page before is more than the feed has to say.
            had_page = self.known and not self.known.startswith(_TEASER)
            if may_pass(error) or not text or had_page:
                raise
            reason = f"only what its feed says of it was added, since of its page: {error}"
            yield Problem(place, reason, skipped=False)
            yield from self._incoming(self._own(entry, text), place, _TEASER + entry.stamp)
        else:
            yield from self._incoming(page, place, entry.stamp)

    def _own(self, entry: FeedEntry, text: str) -> PageArticle:
        """The article that stands in the feed itself."""
        from index.sources.webpage import page_id

        link = entry.metadata.url
        name = page_id(origin_of(link)) if link else ""
        name = name or f"{page_id(self.feed_url)}-{digest(self.origin)[:8]}"
        return PageArticle(*make_article(name, text, settled({"feed": entry.metadata})))

    def _incoming(self, found: PageArticle, place: str, stamp: str) -> _Reads:
        if found.reservation:
            yield Problem(place, found.reservation, skipped=False)
        yield Incoming(found.article, self.origin, self.feed_url, stamp)


def whole_text(entry: FeedEntry) -> str:
    """The entry's text if it is the whole article, by its length and its end; else ""."""
    for text, words in (
        (entry.content, _WHOLE_CONTENT_WORDS),
        (entry.summary, _WHOLE_SUMMARY_WORDS),
    ):
        if word_count(text) >= words and not _GOES_ON.search(text[-200:]):
            return text
    return ""


def word_count(text: str) -> int:
    """About how many words a text has, in whatever script."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2


def next_poll(headers: Mapping[str, str], ttl: float | None = None) -> float | None:
    """After how many seconds a feed wants to be asked again, between 5 minutes and a day; None
    where neither its server's headers (in lower case) nor its own `ttl` in seconds say so."""
    asked = retry_after(headers.get("retry-after", ""), time.time())
    age = re.search(r"\bmax-age=\"?(\d{1,9})", headers.get("cache-control", ""))
    wishes = [wish for wish in (asked, ttl, float(age[1]) if age else None) if wish is not None]
    return min(max(*wishes, _SHORTEST_POLL), _LONGEST_POLL) if wishes else None
