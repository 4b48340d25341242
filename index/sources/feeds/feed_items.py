"""A feed's entries as items that can be added: each with its own article, as far as it has one.

Pure. Which of them are new, and what their pages say, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.core.article import Article, digest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.address import display_url, origin_of
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import make_article

if TYPE_CHECKING:
    from index.sources.feeds.syndication import Feed, FeedEntry

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


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The article of a page, and a reservation about it ("" if there is none)."""

    article: Article
    reservation: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry. `origin` is where its article is for good, `place` its name for people; `stamp`
    changes whenever anything in it does.

    `own` is the article that stands in the feed itself, None where there is none, by `fault`.
    Unless it `is_whole`, the article is better had from the page at `metadata.url`.
    """

    origin: str
    place: str
    stamp: str
    metadata: Metadata
    is_whole: bool
    own: PageArticle | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FeedItems:
    """The items of a feed, no two of one origin; `ttl` and `note` as a Feed has them."""

    items: tuple[FeedItem, ...]
    ttl: float | None = None
    note: str = ""


def make_items(feed: Feed, url: str) -> FeedItems:
    """The items of the feed at `url`. Of several that lead to one page, the first counts."""
    return FeedItems(tuple(_items(feed, url)), feed.ttl, feed.note)


def _items(feed: Feed, url: str) -> Iterator[FeedItem]:
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        origin = _origin(entry, url)
        if origin in seen:
            continue
        seen.add(origin)
        link = entry.metadata.url
        place = display_url(link) or f"{display_url(url)}, entry {number}"
        text = find_whole_text(entry)
        is_whole = bool(text) or not link
        own, fault = _own(entry, text or _longest(entry), url, origin)
        yield FeedItem(origin, place, entry.stamp, entry.metadata, is_whole, own, fault)


def _origin(entry: FeedEntry, url: str) -> str:
    """Where the entry's article is for good: its page, or its place in the feed."""
    if entry.metadata.url:
        return origin_of(entry.metadata.url)
    return f"{url}#{one_line(entry.id) or digest(entry.metadata.title, entry.metadata.published)}"


def _longest(entry: FeedEntry) -> str:
    """What the feed gives of an entry that is not whole; without a page, its content first."""
    if entry.metadata.url:
        return max(entry.content, entry.summary, key=len)
    return entry.content or entry.summary


def _own(entry: FeedEntry, text: str, url: str, origin: str) -> tuple[PageArticle | None, str]:
    """The article that stands in the feed itself, or why there is none."""
    from index.sources.html.page import page_id

    if not text:
        return None, "it has neither text nor a link to a page"
    link = entry.metadata.url
    name = page_id(origin) if link else ""
    name = name or f"{page_id(url)}-{digest(origin)[:8]}"
    try:
        return PageArticle(*make_article(name, text, merge_metadata({"feed": entry.metadata}))), ""
    except DatelineError as error:
        return None, str(error)


def find_whole_text(entry: FeedEntry) -> str:
    """The entry's text if it is the whole article, by its length and its end; else ""."""
    for text, words in (
        (entry.content, _WHOLE_CONTENT_WORDS),
        (entry.summary, _WHOLE_SUMMARY_WORDS),
    ):
        if count_words(text) >= words and not _GOES_ON.search(text[-200:]):
            return text
    return ""


def count_words(text: str) -> int:
    """About how many words a text has, in whatever script."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2
