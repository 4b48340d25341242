"""A feed in a file (`.rss`, `.atom`, `.rdf`, `.xml`): its whole articles.

An entry that is only a teaser is left out, since its article is on a page: nothing is fetched here.
"""

from __future__ import annotations

from collections.abc import Iterator

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.feeds.feed_items import FeedItem, make_items
from index.sources.feeds.feed_xml import MAX_BYTES
from index.sources.feeds.syndication import read_xml_feed
from index.sources.parsed_article import Problem, SourceEvent

ROOTS = ("rss", "feed", "rdf")


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. Raises DatelineError or OSError if there is none, or no feed."""
    items = make_items(read_xml_feed(entry.read(MAX_BYTES), "", ""), "")
    if items.note:
        yield Problem(entry.place, items.note, skipped=False)
    teasers = 0
    for number, item in enumerate(items.items, start=1):
        if item.is_whole and item.own:
            yield from _read_item(entry, item, number)
        else:
            teasers += 1
    if teasers:
        noun = "entry is only a teaser" if teasers == 1 else "entries are only teasers"
        yield Problem(
            entry.place, f"{teasers:,} {noun}; add the feed's address to read their pages"
        )
    if not items.items:
        raise DatelineError("it is a feed without entries")


def _read_item(entry: Entry, item: FeedItem, number: int) -> Iterator[SourceEvent]:
    assert item.own is not None
    article, part = item.own.article, f"entry {number}"
    try:
        yield from entry.build_article(article.text, item.metadata, article.id, part)
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))
