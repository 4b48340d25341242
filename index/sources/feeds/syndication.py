"""Reading RSS, RDF, Atom and JSON Feed into one form: entries with plain text. Pure.

Fetches nothing. Which entries are whole articles is decided in `feed_items`.
https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from index.core.errors import DatelineError
from index.sources.charsets import decode_declared
from index.sources.feeds.feed import Feed, FeedEntry, choose_link
from index.sources.feeds.feed_elements import LANGUAGE, find_children, is_atom, read_text
from index.sources.feeds.feed_xml import MAX_ENTRIES, parse_feed_xml
from index.sources.feeds.tombstones import find_tombstones
from index.sources.feeds.xml_entry import find_authors, make_xml_entry, read_line
from index.sources.html.blocks import Tree
from index.sources.html.fragment import clean_plain_text, extract_fragment_text
from index.sources.html.titles import trim_title
from index.sources.metadata import Metadata

_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}


def read_xml_feed(raw: bytes, charset: str, url: str) -> Feed:
    """Read an RSS, RDF or Atom feed from `url`. Raises DatelineError if it is none."""
    feed = parse_feed_xml(raw, charset)
    about = next(iter(find_children(feed.root, "channel")), feed.root)
    languages = (read_text(about, "language"), about.get(LANGUAGE), feed.root.get(LANGUAGE))
    title = read_line(about, "title")
    # In Atom, the authors of a feed are those of an entry without any (RFC 4287).
    authors = tuple(find_authors(about)) if is_atom(about) else ()
    common = Metadata(
        source=title,
        authors=authors,
        language=next(filter(None, languages), ""),
        copyright=read_line(about, "copyright") or read_line(about, "rights"),
        usage=read_line(about, "license"),
    )
    entries = tuple(make_xml_entry(entry, common, url) for entry in feed.entries)
    return Feed(title, entries, _read_ttl(about), feed.note, find_tombstones(feed.root, url))


def _read_ttl(about: Tree) -> float | None:
    """The `ttl` in seconds, from RSS's own (minutes) or from the syndication module."""
    if minutes := _parse_number(read_text(about, "ttl")):
        return minutes * 60
    hours = _PERIODS.get(read_text(about, "updateperiod").lower())
    return (
        hours * 3600 / (_parse_number(read_text(about, "updatefrequency")) or 1) if hours else None
    )


def _parse_number(value: Any) -> float | None:
    """A positive number, None for anything else."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number > 0 else None


def read_json_feed(raw: bytes, charset: str, url: str) -> Feed:
    """Read a JSON Feed from `url`. Raises DatelineError if it is none."""
    try:
        feed = json.loads(decode_declared(raw, charset))
    except (ValueError, RecursionError) as error:
        raise DatelineError("it is not valid JSON") from error
    if not is_json_feed(feed):
        raise DatelineError("it is not a feed")
    title = _get_string(feed, "title")
    common = Metadata(source=title, language=_get_string(feed, "language"))
    items = [item for item in feed["items"] if isinstance(item, dict)]
    note = "some of its entries are not objects" if len(items) < len(feed["items"]) else ""
    if len(items) > MAX_ENTRIES:
        note = f"it has more than {MAX_ENTRIES} entries, the others were left out"
    entries = tuple(_make_json_entry(item, feed, common, url) for item in items[:MAX_ENTRIES])
    return Feed(title, entries, None, note)


def is_json_feed(value: object) -> bool:
    """Whether a JSON value is a JSON Feed."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("items"), list)
        and "jsonfeed.org/version/" in _get_string(value, "version")
    )


def _make_json_entry(
    item: Mapping[str, Any], feed: Mapping[str, Any], common: Metadata, url: str
) -> FeedEntry:
    tags = [tag for tag in _get_list(item, "tags") if isinstance(tag, str)]
    link, fragment = choose_link([item.get("url"), item.get("external_url")], url)
    metadata = Metadata(
        title=trim_title(_get_string(item, "title"), [common.source]),
        source=common.source,
        authors=tuple(_read_json_names(item) or _read_json_names(feed)),
        published=_get_string(item, "date_published"),
        updated=_get_string(item, "date_modified"),
        url=link,
        language=_get_string(item, "language") or common.language,
        section=tags[0] if tags else "",
    )
    html = extract_fragment_text(_get_string(item, "content_html"))
    content = html or clean_plain_text(_get_string(item, "content_text"))
    number = item.get("id")
    name = str(number) if isinstance(number, int | float) else _get_string(item, "id")
    summary = clean_plain_text(_get_string(item, "summary"))
    return FeedEntry(name, metadata, content, summary, fragment)


def _read_json_names(about: Mapping[str, Any]) -> list[str]:
    """Version 1.1 has a list of authors, 1.0 had one."""
    people = [*_get_list(about, "authors"), about.get("author")]
    names = [_get_string(person, "name") for person in people if isinstance(person, dict)]
    return [name for name in names if name]


def _get_list(about: Mapping[str, Any], name: str) -> list[Any]:
    value = about.get(name)
    return value if isinstance(value, list) else []


def _get_string(about: Mapping[str, Any], name: str) -> str:
    value = about.get(name)
    return value.strip() if isinstance(value, str) else ""
