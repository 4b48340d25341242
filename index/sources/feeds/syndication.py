"""Reading RSS, RDF, Atom and JSON Feed into one form: entries with plain text. Pure.

Neither this module nor its parser fetches anything. Which entries are whole articles is decided in
`feed_items`.
https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import io
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.item import Notice
from index.sources.address import normalise_url
from index.sources.charsets import decode_declared
from index.sources.feeds.feed_xml import MAX_ENTRIES, clean_feed_xml
from index.sources.feeds.tombstones import find_tombstones
from index.sources.html.fragment import clean_plain_text, extract_fragment_text
from index.sources.metadata import Metadata

_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry. `content` is the article as the feed gives it, `summary` its description; both are
    plain text. `metadata.url` is the link of the entry, "" if it has none on the web."""

    id: str
    metadata: Metadata
    content: str
    summary: str

    @property
    def stamp(self) -> str:
        """A digest that changes if anything in the entry does."""
        metadata = self.metadata
        return digest(
            self.id, metadata.title, *metadata.authors, metadata.published, metadata.updated,
            metadata.url, metadata.section, self.content, self.summary,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed. `ttl` is the time in seconds after which it wants to be fetched again, None if it
    states none; `note` is about a fault of the feed, "" if there is none. `deleted` are notices
    about entries that it has deleted."""

    title: str
    entries: tuple[FeedEntry, ...]
    ttl: float | None = None
    note: str = ""
    deleted: tuple[Notice, ...] = ()


def read_xml_feed(raw: bytes, charset: str, url: str) -> Feed:
    """Read an RSS, RDF or Atom feed from `url`. Raises DatelineError if it is none."""
    xml, note = clean_feed_xml(raw, charset)
    parsed = _parse_xml(xml, url)
    about = parsed["feed"]
    title = _get_text(about, "title")
    common = Metadata(
        source=title,
        language=_get_string(about, "language"),
        copyright=_get_text(about, "rights"),
        usage=_get_string(about, "license"),
    )
    entries = tuple(
        _make_xml_entry(entry, common, url) for entry in parsed["entries"][:MAX_ENTRIES]
    )
    if parsed["bozo"] and not entries:
        note = note or "it is not well-formed XML; only the readable part was read"
    return Feed(title, entries, _read_ttl(about), note, find_tombstones(xml, url))


def _parse_xml(xml: bytes, url: str) -> Any:
    """Parse well-formed XML with feedparser."""
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    # As a stream, since feedparser would try bytes as the name of a file.
    stream = io.BytesIO(xml)
    try:
        return feedparser.parse(
            stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:  # it fails on misplaced elements in many ways
        raise DatelineError("it is a feed that cannot be parsed") from error


def _make_xml_entry(entry: Mapping[str, Any], common: Metadata, url: str) -> FeedEntry:
    source = entry.get("source")
    links = [entry.get("feedburner_origlink"), entry.get("link"), *_find_alternates(entry)]
    published = dict(entry).get("published")
    metadata = Metadata(
        title=_get_text(entry, "title"),
        source=(_get_text(source, "title") if isinstance(source, Mapping) else "") or common.source,
        authors=tuple(_read_names(entry)),
        published=published if isinstance(published, str) else "",
        # Not entry.get, which returns the date of publication if there is none of an update.
        updated=str(dict(entry).get("updated") or ""),
        url=_choose_link(links, url),
        language=common.language,
        section=next(_read_terms(entry), ""),
        copyright=_get_text(entry, "rights") or common.copyright,
        usage=_get_string(entry, "license") or common.usage,
    )
    parts = [part for part in entry.get("content", ()) if isinstance(part, Mapping)]
    texts = [
        _convert_to_text(str(part.get("value", "")), str(part.get("type", ""))) for part in parts
    ]
    content = max(texts, key=len, default="")
    # Without a detail it is not the feed's own: feedparser repeats the content.
    summary = _get_text(entry, "summary") if "summary_detail" in entry else ""
    return FeedEntry(_get_string(entry, "id"), metadata, content, summary)


def _find_alternates(entry: Mapping[str, Any]) -> Iterator[Any]:
    for link in entry.get("links", ()):
        if link.get("rel") == "alternate":
            yield link.get("href")


def _read_names(entry: Mapping[str, Any]) -> Iterator[str]:
    """The names of authors, without their e-mail addresses."""
    for author in entry.get("authors", ()):
        name = author.get("name", "")
        if isinstance(name, str) and name and "@" not in name:
            yield name


def _read_terms(entry: Mapping[str, Any]) -> Iterator[str]:
    for tag in entry.get("tags", ()):
        if word := tag.get("label") or tag.get("term"):
            yield str(word)


def _read_ttl(about: Mapping[str, Any]) -> float | None:
    """The `ttl` in seconds, from RSS's own (minutes) or from the syndication module."""
    if minutes := _parse_number(about.get("ttl")):
        return minutes * 60
    hours = _PERIODS.get(_get_string(about, "sy_updateperiod").lower())
    return hours * 3600 / (_parse_number(about.get("sy_updatefrequency")) or 1) if hours else None


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
    metadata = Metadata(
        title=_get_string(item, "title"),
        source=common.source,
        authors=tuple(_read_json_names(item) or _read_json_names(feed)),
        published=_get_string(item, "date_published"),
        updated=_get_string(item, "date_modified"),
        url=_choose_link([item.get("url"), item.get("external_url")], url),
        language=_get_string(item, "language") or common.language,
        section=tags[0] if tags else "",
    )
    html = extract_fragment_text(_get_string(item, "content_html"))
    content = html or clean_plain_text(_get_string(item, "content_text"))
    number = item.get("id")
    name = str(number) if isinstance(number, int | float) else _get_string(item, "id")
    return FeedEntry(name, metadata, content, clean_plain_text(_get_string(item, "summary")))


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


def _get_text(about: Mapping[str, Any], name: str) -> str:
    """The text of an element that may hold markup."""
    detail = about.get(f"{name}_detail")
    kind = detail.get("type", "") if isinstance(detail, Mapping) else ""
    return _convert_to_text(_get_string(about, name), kind)


def _convert_to_text(value: str, kind: str) -> str:
    return extract_fragment_text(value) if kind in _HTML else clean_plain_text(value)


def _choose_link(links: list[Any], base: str) -> str:
    """The first link to a page on the web, "" if there is none."""
    for link in links:
        if isinstance(link, str) and link.strip():
            try:
                return normalise_url(urljoin(base, link.strip()))
            except (DatelineError, ValueError):
                continue
    return ""
