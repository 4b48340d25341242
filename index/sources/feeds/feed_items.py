"""The entries of a feed as items that can be added, each with its own article if it has one. Pure.

Leaves out which items are new, and the pages that they link to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.core.article import Article, digest
from index.core.errors import DatelineError
from index.core.item import ItemVersion, Notice
from index.core.text import one_line
from index.language.en.publishing.boilerplate import is_teaser
from index.sources.address import display_url, origin_of
from index.sources.authors import separate_authors
from index.sources.feeds.tombstones import make_guid
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import make_article
from index.sources.stated_dates import parse_second

if TYPE_CHECKING:
    from index.sources.feeds.feed import Feed, FeedEntry

# Parts of a stamp: a digest of the entry, and one of what tells it from others with its link.
STAMP_MARK = "."
# Fewer words are a teaser, whatever the feed calls them. A description is usually a teaser.
_WHOLE_CONTENT_WORDS = 150
_WHOLE_SUMMARY_WORDS = 300
# Scripts without spaces between words: two characters count as a word.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The article of a page, and a reservation about it ("" if there is none)."""

    article: Article
    reservation: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry. `origin` is its permanent place, `place` its name for people; `stamp` changes if
    anything in the entry does.

    `own` is the article in the feed itself; if it is None, `fault` is the reason. Unless the entry
    `is_whole`, the page at `metadata.url` has a better text. A whole entry is an article by itself,
    though others may have its link: `own_origin` is its place among them ("" if it has none), and
    `is_shared` tells if others in the feed have that link. `item` is the feed's name of the entry,
    None if it has none.
    """

    origin: str
    place: str
    stamp: str
    metadata: Metadata
    is_whole: bool
    own: PageArticle | None
    fault: str = ""
    own_origin: str = ""
    is_shared: bool = False
    item: ItemVersion | None = None


@dataclass(frozen=True, slots=True)
class FeedItems:
    """The items of a feed or sitemap, no two with the same place; `ttl`, `note` and `deleted` are
    those of the Feed. `further` are the addresses of sitemaps with more of them."""

    items: tuple[FeedItem, ...]
    ttl: float | None = None
    note: str = ""
    further: tuple[str, ...] = ()
    deleted: tuple[Notice, ...] = ()


def make_items(feed: Feed, url: str) -> FeedItems:
    """Make the items of the feed at `url`.

    Of several teasers that link to one page, the first counts; whole entries are one each.
    """
    return FeedItems(tuple(_generate_items(feed, url)), feed.ttl, feed.note, deleted=feed.deleted)


def _generate_items(feed: Feed, url: str) -> Iterator[FeedItem]:
    entries = list(_list_distinct(feed, url))
    links = Counter(origin for entry, origin, text in entries if text and entry.metadata.url)
    for number, (entry, origin, text) in enumerate(entries, start=1):
        link = entry.metadata.url
        is_shared = bool(text) and links[origin] > 1
        key = _make_key(entry)
        own_key = _shorten(key or _title_key(entry))
        named = _add_fragment(entry) if is_shared else entry
        own, fault = _make_own_article(
            named,
            text or _choose_longest(entry),
            url,
            f"{origin}#{own_key}" if is_shared else origin,
        )
        yield FeedItem(
            origin,
            place=display_url(link) or f"{display_url(url)}, entry {number}",
            stamp=f"{entry.stamp}{STAMP_MARK}{_shorten(key)}" if key else entry.stamp,
            metadata=entry.metadata,
            is_whole=bool(text) or not link,
            own=own,
            fault=fault,
            own_origin=f"{origin}#{own_key}" if text and link else "",
            is_shared=is_shared,
            item=_name_item(entry, url),
        )


def _name_item(entry: FeedEntry, url: str) -> ItemVersion | None:
    """The feed's name of an entry, and when it was updated. What the feed holds now counts."""
    if not entry.id.strip():
        return None
    second = parse_second(entry.metadata.updated) or parse_second(entry.metadata.published)
    return ItemVersion(make_guid(url, entry.id), 0, second, is_ordered=False)


def _list_distinct(feed: Feed, url: str) -> Iterator[tuple[FeedEntry, str, str]]:
    """The entries that are articles of their own: entry, place and whole text, "" if none."""
    seen: set[tuple[str, ...]] = set()
    for entry in feed.entries:
        entry = replace(entry, metadata=separate_authors(entry.metadata))
        origin, text = _choose_origin(entry, url), find_whole_text(entry)
        is_own = bool(text and entry.metadata.url)
        key = _make_key(entry) or _title_key(entry)
        marks = {(origin, key), (origin, "", text)} if is_own else {(origin,)}
        if not marks & seen:
            seen |= marks
            yield entry, origin, text


def _make_key(entry: FeedEntry) -> str:
    """What tells an entry from others with its link: its id, else its place on the page.

    "" if it has neither; an id that is the link is none.
    """
    name, link = one_line(entry.id), entry.metadata.url
    is_link = name.partition("#")[0].rstrip("/") == link.rstrip("/")
    return entry.fragment if is_link else name or entry.fragment


def _title_key(entry: FeedEntry) -> str:
    return digest(entry.metadata.title, entry.metadata.published)


def _shorten(key: str) -> str:
    return digest(key)[:8]


def _add_fragment(entry: FeedEntry) -> FeedEntry:
    """The entry with its place on the page in its address."""
    if not entry.fragment:
        return entry
    address = f"{entry.metadata.url}#{entry.fragment}"
    return replace(entry, metadata=replace(entry.metadata, url=address))


def _choose_origin(entry: FeedEntry, url: str) -> str:
    """The permanent place of an entry: its page, else its place in the feed."""
    if entry.metadata.url:
        return origin_of(entry.metadata.url)
    return f"{url}#{one_line(entry.id) or _title_key(entry)}"


def _choose_longest(entry: FeedEntry) -> str:
    """The longest text of a teaser; without a page to read, its content goes first."""
    if entry.metadata.url:
        return max(entry.content, entry.summary, key=len)
    return entry.content or entry.summary


def _make_own_article(
    entry: FeedEntry, text: str, url: str, origin: str
) -> tuple[PageArticle | None, str]:
    """The article in the feed itself, or the reason why there is none."""
    from index.sources.html.page import page_id

    if not text:
        return None, "it has neither text nor a link to a page"
    link, _, key = origin.partition("#") if entry.metadata.url else ("", "", "")
    name = f"{page_id(link)}-{key}".rstrip("-") if link else ""
    name = name or f"{page_id(url)}-{digest(origin)[:8]}"
    try:
        return PageArticle(*make_article(name, text, merge_metadata({"feed": entry.metadata}))), ""
    except DatelineError as error:
        return None, str(error)


def find_whole_text(entry: FeedEntry) -> str:
    """The text of an entry if its length and end are those of a whole article, else ""."""
    for text, words in (
        (entry.content, _WHOLE_CONTENT_WORDS),
        (entry.summary, _WHOLE_SUMMARY_WORDS),
    ):
        if count_words(text) >= words and not is_teaser(text):
            return text
    return ""


def count_words(text: str) -> int:
    """Count the words of a text roughly, in any script."""
    return len(text.split()) + len(_UNSPACED.findall(text)) // 2
