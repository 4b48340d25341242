"""RSS, RDF, Atom and JSON Feed as one: a feed of entries, its markup turned into text. Pure.

Nothing is fetched here, by the parser neither. Knows nothing of which entries are whole articles.
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
from index.sources.address import normalise_url
from index.sources.charsets import decode_declared
from index.sources.feeds.feed_xml import MAX_ENTRIES, clean_feed_xml
from index.sources.html.fragment import clean_plain_text, extract_fragment_text
from index.sources.metadata import Metadata

_PERIODS = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry. `content` is what the feed gives as the article itself, `summary` what it gives as
    a description; both are text. `metadata.url` is its link, "" where it has none on the web."""

    id: str
    metadata: Metadata
    content: str
    summary: str

    @property
    def stamp(self) -> str:
        """Changes whenever anything in the entry does."""
        said = self.metadata
        return digest(
            self.id, said.title, *said.authors, said.published, said.updated, said.url,
            said.section, self.content, self.summary,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's entries. `ttl` is after how many seconds it wants to be asked again, None where it
    says nothing about that; `note` what was wrong with it, "" if nothing was."""

    title: str
    entries: tuple[FeedEntry, ...]
    ttl: float | None = None
    note: str = ""


def read_xml_feed(raw: bytes, charset: str, url: str) -> Feed:
    """An RSS, RDF or Atom feed from `url`. Raises DatelineError where it is none."""
    xml, note = clean_feed_xml(raw, charset)
    parsed = _understood(xml, url)
    about = parsed["feed"]
    title = _marked(about, "title")
    common = Metadata(source=title, language=_string(about, "language"))
    entries = tuple(_xml_entry(entry, common, url) for entry in parsed["entries"][:MAX_ENTRIES])
    if parsed["bozo"] and not entries:
        note = note or "it is not well-formed XML, what can be read of it was read"
    return Feed(title, entries, _ttl(about), note)


def _understood(xml: bytes, url: str) -> Any:
    """What feedparser makes of well-formed XML."""
    import feedparser

    said = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    # In a stream: bytes alone would be taken for the name of a file first.
    stream = io.BytesIO(xml)
    try:
        return feedparser.parse(
            stream, response_headers=said, resolve_relative_uris=False, sanitize_html=False
        )
    except Exception as error:  # elements in odd places find faults of many kinds
        raise DatelineError("it is a feed that cannot be understood") from error


def _xml_entry(entry: Mapping[str, Any], common: Metadata, url: str) -> FeedEntry:
    source = entry.get("source")
    links = [entry.get("feedburner_origlink"), entry.get("link"), *_alternates(entry)]
    published = dict(entry).get("published")
    metadata = Metadata(
        title=_marked(entry, "title"),
        source=(_marked(source, "title") if isinstance(source, Mapping) else "") or common.source,
        authors=tuple(_names(entry)),
        published=published if isinstance(published, str) else "",
        # Not entry.get: it gives the date of publication where there is none of an update.
        updated=str(dict(entry).get("updated") or ""),
        url=_link(links, url),
        language=common.language,
        section=next(_terms(entry), ""),
    )
    parts = [part for part in entry.get("content", ()) if isinstance(part, Mapping)]
    texts = [_as_text(str(part.get("value", "")), str(part.get("type", ""))) for part in parts]
    content = max(texts, key=len, default="")
    # Without a detail it is not the feed's: feedparser gives the content once more.
    summary = _marked(entry, "summary") if "summary_detail" in entry else ""
    return FeedEntry(_string(entry, "id"), metadata, content, summary)


def _alternates(entry: Mapping[str, Any]) -> Iterator[Any]:
    for link in entry.get("links", ()):
        if link.get("rel") == "alternate":
            yield link.get("href")


def _names(entry: Mapping[str, Any]) -> Iterator[str]:
    """Names of authors; their e-mail addresses are nobody's business."""
    for author in entry.get("authors", ()):
        name = author.get("name", "")
        if isinstance(name, str) and name and "@" not in name:
            yield name


def _terms(entry: Mapping[str, Any]) -> Iterator[str]:
    for tag in entry.get("tags", ()):
        if word := tag.get("label") or tag.get("term"):
            yield str(word)


def _ttl(about: Mapping[str, Any]) -> float | None:
    """Seconds, by RSS's own ttl (minutes) or by the syndication module."""
    if minutes := _number(about.get("ttl")):
        return minutes * 60
    hours = _PERIODS.get(_string(about, "sy_updateperiod").lower())
    return hours * 3600 / (_number(about.get("sy_updatefrequency")) or 1) if hours else None


def _number(value: Any) -> float | None:
    """A positive number, None for what is none."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and number > 0 else None


def read_json_feed(raw: bytes, charset: str, url: str) -> Feed:
    """A JSON Feed from `url`. Raises DatelineError where it is none."""
    try:
        feed = json.loads(decode_declared(raw, charset))
    except (ValueError, RecursionError) as error:
        raise DatelineError("it is not valid JSON") from error
    if not is_json_feed(feed):
        raise DatelineError("it is not a feed")
    title = _string(feed, "title")
    common = Metadata(source=title, language=_string(feed, "language"))
    items = [item for item in feed["items"] if isinstance(item, dict)]
    note = "it has entries that are none" if len(items) < len(feed["items"]) else ""
    if len(items) > MAX_ENTRIES:
        note = f"it has more than {MAX_ENTRIES} entries, the others were left out"
    entries = tuple(_json_entry(item, feed, common, url) for item in items[:MAX_ENTRIES])
    return Feed(title, entries, None, note)


def is_json_feed(value: object) -> bool:
    """Whether a JSON value is a JSON Feed."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("items"), list)
        and "jsonfeed.org/version/" in _string(value, "version")
    )


def _json_entry(
    item: Mapping[str, Any], feed: Mapping[str, Any], common: Metadata, url: str
) -> FeedEntry:
    tags = [tag for tag in _listed(item, "tags") if isinstance(tag, str)]
    metadata = Metadata(
        title=_string(item, "title"),
        source=common.source,
        authors=tuple(_json_names(item) or _json_names(feed)),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        url=_link([item.get("url"), item.get("external_url")], url),
        language=_string(item, "language") or common.language,
        section=tags[0] if tags else "",
    )
    html = extract_fragment_text(_string(item, "content_html"))
    content = html or clean_plain_text(_string(item, "content_text"))
    number = item.get("id")
    name = str(number) if isinstance(number, int | float) else _string(item, "id")
    return FeedEntry(name, metadata, content, clean_plain_text(_string(item, "summary")))


def _json_names(about: Mapping[str, Any]) -> list[str]:
    """Version 1.1 has a list of authors, 1.0 had one."""
    people = [*_listed(about, "authors"), about.get("author")]
    names = [_string(person, "name") for person in people if isinstance(person, dict)]
    return [name for name in names if name]


def _listed(about: Mapping[str, Any], name: str) -> list[Any]:
    value = about.get(name)
    return value if isinstance(value, list) else []


def _string(about: Mapping[str, Any], name: str) -> str:
    value = about.get(name)
    return value.strip() if isinstance(value, str) else ""


def _marked(about: Mapping[str, Any], name: str) -> str:
    """The text of an element that may hold markup."""
    detail = about.get(f"{name}_detail")
    kind = detail.get("type", "") if isinstance(detail, Mapping) else ""
    return _as_text(_string(about, name), kind)


def _as_text(value: str, kind: str) -> str:
    return extract_fragment_text(value) if kind in _HTML else clean_plain_text(value)


def _link(links: list[Any], base: str) -> str:
    """The first of the links that leads to a page on the web; "" if none does."""
    for link in links:
        if isinstance(link, str) and link.strip():
            try:
                return normalise_url(urljoin(base, link.strip()))
            except (DatelineError, ValueError):
                continue
    return ""
