"""`.warc`: the pages that a crawler captured, each an article (ISO 28500; also `.warc.gz`), and
`.wet`: their texts, as Common Crawl extracts them.

The day of the capture is not a date of publication. Pictures, requests and revisits hold no text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.address import normalise_url, strip_tracking
from index.sources.charsets import decode_declared
from index.sources.entry import Entry
from index.sources.formats.web.warc_payload import read_payload
from index.sources.formats.web.warc_records import (
    DamagedError,
    open_plain,
    read_content_type,
    read_records,
)
from index.sources.html.page import decode_html, extract_page, page_id
from index.sources.html.page_metadata import resolve_canonical_url
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent

_HTML = ("text/html", "application/xhtml+xml")
# A record with a page in HTTP, a page without HTTP, or the text of a page.
_RESPONSE, _RESOURCE, _CONVERSION = "response", "resource", "conversion"
_MAX_NAMED = 5


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the articles of all captured pages. A useless page gives a Problem.

    A page that changed between two captures gives two articles with the same id, so that the last
    capture counts. Raises DatelineError if the archive is damaged, after the pages before the
    damage, and if it holds no page.
    """
    captures = Captures()
    yield from captures.read(entry)
    captures.check()


def page_key(url: str) -> str:
    """The normalised address of a page, by which a list of pages names it."""
    try:
        return normalise_url(url)
    except DatelineError:
        return url.partition("#")[0]


class Captures:
    """Reads the captured pages of one archive, which can have several files.

    `pages` are the keys of the pages that count, None if all do. Remembers the addresses and
    contents of the pages.
    """

    def __init__(self, pages: Collection[str] | None = None) -> None:
        self._pages = pages
        self._contents: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._found = 0
        self._left_out: Counter[str] = Counter()

    def read(self, entry: Entry) -> Iterator[SourceEvent]:
        """Read the articles of a file. Raises DatelineError as the function `read` does."""
        with closing(entry.open()) as packed, closing(open_plain(entry, packed)) as file:
            for record in read_records(file):
                yield from self._read_record(entry, record)

    def check(self) -> None:
        """Raise DatelineError with what the files hold instead if they hold no page."""
        if self._found:
            return
        kinds = [f"{number} {kind}" for kind, number in self._left_out.most_common(_MAX_NAMED)]
        more = ", …" if len(self._left_out) > _MAX_NAMED else ""
        records = sum(self._left_out.values())
        raise DatelineError(
            f"it holds no captured page: its {records:,} records are {', '.join(kinds)}{more}"
        )

    def _read_record(self, entry: Entry, record: Any) -> Iterator[SourceEvent]:
        """Read the article of a record; nothing if it is not a page or has not changed."""
        url = (
            (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ").partition("#")[0]
        )
        kind, charset = read_content_type(record)
        if reason := self._find_reason(record, kind, url):
            self._left_out[reason] += 1
            return
        self._found += 1
        try:
            payload = read_payload(record)
            if record.rec_type == _CONVERSION:
                yield from self._read_text(entry, url, decode_declared(payload, charset))
            else:
                yield from self._read_page(entry, url, decode_html(payload, charset))
        except DamagedError:
            raise
        except DatelineError as error:
            yield Problem(entry.name_part(url[:200]), str(error))

    def _find_reason(self, record: Any, kind: str, url: str) -> str:
        """What a record is instead of a page, in words; "" for a page."""
        name = one_line(record.rec_type or "")[:40] or "record"
        if record.rec_type not in (_RESPONSE, _RESOURCE, _CONVERSION):
            return f"'{name}'"
        is_response = record.rec_type == _RESPONSE
        if is_response and record.http_headers is None:
            return f"'{name}' without HTTP"
        status = record.http_headers.get_statuscode() if is_response else ""
        if is_response and status != str(HTTPStatus.OK.value):
            return f"'{name}' with status {one_line(status)[:10]}"
        if kind not in (("text/plain",) if record.rec_type == _CONVERSION else _HTML):
            return f"'{name}' of {one_line(kind)[:60] or 'no stated kind'}"
        if not url:
            return f"'{name}' without an address"
        if self._pages is not None and page_key(url) not in self._pages:
            return "parts of pages, by the archive's own list"
        return ""

    def _read_page(self, entry: Entry, url: str, html: str) -> Iterator[SourceEvent]:
        page = extract_page(html, url)
        if page.reservation:
            yield Problem(entry.name_part(url[:200]), page.reservation, skipped=False)
        yield from self._make_article(entry, url, page.text, merge_metadata(page.statements))

    def _read_text(self, entry: Entry, url: str, text: str) -> Iterator[SourceEvent]:
        # The page itself, if the archive holds it, knows its title and what is not its text.
        if url not in self._contents:
            yield from self._make_article(
                entry, url, text, Metadata(url=resolve_canonical_url(url, url))
            )

    def _make_article(
        self, entry: Entry, url: str, text: str, metadata: Metadata
    ) -> Iterator[SourceEvent]:
        address = strip_tracking(metadata.url or url)
        metadata = replace(metadata, url=address if metadata.url else "")
        events = list(entry.build_article(text, metadata, self._choose_id(address), url[:200]))
        content = next(
            item.article.content_hash for item in events if isinstance(item, ParsedArticle)
        )
        is_new = self._contents.get(address) != content
        self._contents[url] = self._contents[address] = content
        if is_new:
            yield from events

    def _choose_id(self, address: str) -> str:
        """Choose the id for an address; an id that another address has gets a suffix."""
        name = page_id(address)
        if self._addresses.setdefault(name, address) != address:
            name = f"{name[:71]}-{digest(address)[:8]}"
            self._addresses.setdefault(name, address)
        return name
