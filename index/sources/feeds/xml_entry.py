"""The entry of an RSS, RDF or Atom feed: which of its elements is what. Pure.

https://www.rssboard.org/rss-specification, RFC 4287
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from index.sources.feeds.feed import FeedEntry, choose_link
from index.sources.feeds.feed_elements import (
    LANGUAGE,
    find_children,
    is_atom,
    read_paragraphs,
    read_text,
    read_texts,
)
from index.sources.html.blocks import Tree
from index.sources.html.markup import read_markup_line
from index.sources.html.titles import trim_title
from index.sources.metadata import Metadata
from index.sources.stated_dates import parse_date

_CONTENT = ("encoded", "content", "body", "full-text", "yandex_full-text")
_SUMMARY = ("description", "summary", "abstract")
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_PODCAST = "{http://www.itunes.com/"
_WEB = ("http://", "https://")
# Names, categories and dates of an entry, and characters of each.
_MAX_SHORT = 40
_MAX_SHORT_CHARACTERS = 200
_MAIL = re.compile(r"(?<![^\s()<>])[^\s()<>@]*+@[^\s()<>]*")


def make_xml_entry(entry: Tree, common: Metadata, url: str) -> FeedEntry:
    """Make an entry of an element; `common` is what the feed at `url` states for all of them."""
    sources = find_children(entry, "source")
    source = next(filter(None, map(_read_source, sources)), "") or common.source
    link, fragment = choose_link(_find_links(entry), _find_base(entry, url))
    metadata = Metadata(
        title=trim_title(read_line(entry, "title"), [source]),
        source=source,
        authors=tuple(dict.fromkeys(find_authors(entry))) or common.authors,
        published=_choose_date(entry, "pubdate", "published", "issued", "date"),
        updated=_choose_date(entry, "updated", "modified"),
        url=link,
        language=read_text(entry, "language") or entry.get(LANGUAGE) or common.language,
        section=next(_find_terms(entry), ""),
        copyright=read_line(entry, "rights") or common.copyright,
        usage=read_line(entry, "license") or common.usage,
    )
    name = read_text(entry, "guid", "id") or entry.get(_RDF_ABOUT) or ""
    content = max(read_paragraphs(entry, *_CONTENT), key=len, default="")
    summary = next(iter(read_paragraphs(entry, *_SUMMARY)), "")
    return FeedEntry(name, metadata, content, summary, fragment)


def read_line(element: Tree, name: str) -> str:
    """The first text of the children of that name, on one line; "" if none has one."""
    return " ".join(next(iter(read_paragraphs(element, name)), "").split())


def _read_source(source: Tree) -> str:
    """The outlet that an entry was taken from: a title in Atom, the text in RSS."""
    return read_line(source, "title") or " ".join("".join(source.itertext()).split())


def _find_links(entry: Tree) -> Iterator[str]:
    """The links of an entry to its page, the best first."""
    yield from read_texts(entry, "origlink", "feedburner_origlink")
    others = []
    for link in find_children(entry, "link"):
        if (link.get("rel") or "alternate").lower() != "alternate":
            continue
        address = (link.get("href") or link.text or "").strip()
        if is_atom(entry) == is_atom(link) and address:
            yield address
        else:
            others.append(address)
    yield from others
    others = []
    for guid in find_children(entry, "guid"):
        if (guid.get("isPermaLink") or "true").strip().lower() == "true":
            others.append(guid.text or "")
    others.append(entry.get(_RDF_ABOUT) or "")
    yield from (name.strip() for name in others if name.strip().startswith(_WEB))


def _find_base(entry: Tree, url: str) -> str:
    """The address that relative links of an entry belong to."""
    try:
        return urljoin(url, str(entry.base or ""))
    except ValueError:
        return url


def _choose_date(entry: Tree, *names: str) -> str:
    """The first statement about a date that can be parsed, else the first one."""
    stated = list(read_texts(entry, *names))[:_MAX_SHORT]
    return next(filter(_is_date, stated), next(iter(stated), ""))


def _is_date(text: str) -> bool:
    try:
        return bool(parse_date(text))
    except ValueError:
        return False


def find_authors(entry: Tree) -> Iterator[str]:
    """The names of authors, without their e-mail addresses, which are private."""
    elements = find_children(entry, "author", "creator")[:_MAX_SHORT]
    # A podcast names its maker in each episode.
    written = [element for element in elements if not element.tag.startswith(_PODCAST)]
    for element in written or elements:
        text = read_text(element, "name") if len(element) else (element.text or "")
        text = _MAIL.sub(" ", read_markup_line(text[:_MAX_SHORT_CHARACTERS]))
        if name := text.strip(" \t\r\n()<>"):
            yield " ".join(name.split())


def _find_terms(entry: Tree) -> Iterator[str]:
    for element in find_children(entry, "category", "subject")[:_MAX_SHORT]:
        word = element.get("label") or element.get("term") or element.text or ""
        if word.strip():
            yield " ".join(word[:_MAX_SHORT_CHARACTERS].split())
