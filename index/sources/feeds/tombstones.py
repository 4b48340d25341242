"""The entries that a feed says were deleted: `at:deleted-entry` of RFC 6721. Pure.

https://www.rfc-editor.org/rfc/rfc6721
"""

from __future__ import annotations

from collections.abc import Iterator

from index.core.item import ItemVersion, Notice, NoticeStatus
from index.core.text import one_line
from index.sources.html.blocks import Tree
from index.sources.stated_dates import parse_second

_NAMESPACE = "{http://purl.org/atompub/tombstones/1.0}"
_MAX_ENTRIES = 1_000
_MAX_CHARACTERS = 1_000


def make_guid(feed_url: str, entry_id: str) -> str:
    """The name of an entry: a feed can take back only what is its own."""
    return f"feed:{feed_url}#{one_line(entry_id)[:_MAX_CHARACTERS]}"


def find_tombstones(root: Tree, feed_url: str) -> tuple[Notice, ...]:
    """Find the notices about deleted entries below the root element of the feed at an address.

    An entry that was updated later than the feed deleted it is there again.
    """
    return tuple(_read_elements(root, feed_url))


def _read_elements(root: Tree, feed_url: str) -> Iterator[Notice]:
    elements = root.iterchildren(f"{_NAMESPACE}deleted-entry")
    for number, element in enumerate(elements):
        name = element.get("ref", "").strip()
        if not name or number >= _MAX_ENTRIES:
            continue
        item = ItemVersion(make_guid(feed_url, name), 0, parse_second(element.get("when", "")))
        comment = one_line(element.findtext(f"{_NAMESPACE}comment") or "")[:_MAX_CHARACTERS]
        reason = f"its feed deleted it: {comment}" if comment else "its feed deleted it"
        yield Notice(item, NoticeStatus.CANCELED, reason)
