"""What an address delivered, as an article, a feed or a sitemap: a page, a PDF or a text. Pure.

The content is untrusted, so the reader process does this. A page cannot take the place of another
site's page: its article has the address that it was read from, or another one of the same host.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from index.core.errors import DatelineError
from index.sources.address import display_url, origin_of
from index.sources.entry import Entry
from index.sources.feeds.feed import Feed
from index.sources.feeds.feed_bounds import find_json_start, is_feed
from index.sources.feeds.feed_items import FeedItems, PageArticle, count_words, make_items
from index.sources.feeds.sitemap import (
    MAX_SITEMAP_BYTES,
    is_sitemap,
    read_robots_sitemaps,
    read_sitemap,
)
from index.sources.feeds.syndication import read_json_feed, read_xml_feed
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent, make_article
from index.sources.response import Response
from index.sources.sandbox.request import Document
from index.sources.unpacking import Limits, open_unpacked

_GZIP = b"\x1f\x8b"
_FEWEST_WORDS = 10
# Labels of hosts that serve the pages of one site in several layouts.
_EDITIONS = ("www", "m", "amp", "mobile", "touch")
_HTML_START = re.compile(
    rb"(?>\s+|<\?xml.*?\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.S | re.I
)


def read_document(document: Document) -> Iterator[SourceEvent | FeedItems]:
    """Read the article of a page, text or PDF, or the items of a feed or sitemap.

    All else gives a Problem. If a feed links to the document, it has to be a page or a text.
    """
    response, url = document.response, document.url
    try:
        if document.feed_metadata is None and (items := _read_items(response, url)):
            yield items
        elif document.feed_metadata is None and response.content.startswith(b"%PDF-"):
            yield from _read_pdf(response, url)
        else:
            yield from _read_page(document)
    except DatelineError as error:
        yield Problem(display_url(url), str(error))


def _read_page(document: Document) -> Iterator[ParsedArticle | Problem]:
    url = document.url
    page = read_page_article(document.response, document.feed_metadata)
    if page.reservation:
        yield Problem(display_url(url), page.reservation, skipped=False)
    size, place = len(document.response.content), page.article.url
    alias = "" if origin_of(url) == place else origin_of(url)
    yield ParsedArticle(page.article, place, url, size=size, alias=alias)


def _read_pdf(response: Response, url: str) -> Iterator[SourceEvent]:
    from index.sources.formats import pdf
    from index.sources.html.page import page_id

    place = origin_of(response.url)
    entry = Entry("page.pdf", display_url(url), place, url, lambda: io.BytesIO(response.content))
    for event in pdf.read(entry):
        if isinstance(event, ParsedArticle):
            article = replace(event.article, id=page_id(place), url=place)
            yield replace(event, article=article, origin=place)
        else:
            yield event


def read_page_article(response: Response, feed_metadata: Metadata | None = None) -> PageArticle:
    """Read the article of an HTML page or a plain text; `feed_metadata` is what a feed states.

    Raises DatelineError if it is neither or holds no article.
    """
    from index.sources.html.page import PageContent, decode_html, extract_page, page_id

    is_page = _is_html(response)
    if not is_page and response.media_type != "text/plain":
        kind = response.media_type or "of no stated kind"
        raise DatelineError(f"it is neither a page nor a feed ({kind[:60]})")
    page = PageContent(decode_html(response.content, response.charset), {})
    if is_page:
        page = extract_page(page.text, response.url)
    words = count_words(page.text)
    if words < _FEWEST_WORDS:
        raise DatelineError(f"it has only {words} words of text" if words else "it has no text")
    feed = {"feed": feed_metadata} if feed_metadata else {}
    place = _choose_url(response.url, merge_metadata(page.statements).url)
    metadata = replace(merge_metadata(page.statements | feed), url=place)
    article, reservation = make_article(page_id(place), page.text, metadata)
    return PageArticle(article, "; ".join(filter(None, (page.reservation, reservation))))


def _is_html(response: Response) -> bool:
    if _HTML_START.match(response.content[:4_096].removeprefix(b"\xef\xbb\xbf")):
        return True
    return response.media_type in ("text/html", "application/xhtml+xml")


def _choose_url(url: str, canonical: str) -> str:
    """The permanent address of a page: its canonical one if that has the same host, else its own.

    Hosts that differ only in "www", "m" or "amp" are the same. With another host, a page could take
    the place of another site's page. A canonical address that is the front page is ignored, since
    some sites state it on every page.
    """
    place = origin_of(url)
    try:
        better = origin_of(urljoin(url, canonical)) if canonical.strip() else place
    except (DatelineError, ValueError):
        return place
    ours, theirs = urlsplit(place), urlsplit(better)
    same_host = _strip_edition(ours.hostname) == _strip_edition(theirs.hostname)
    front_page = theirs.path == "/" and not theirs.query and ours.path != "/"
    return better if same_host and not front_page else place


def _strip_edition(host: str | None) -> str:
    """A host without the label for phones or for the whole site; the bare host is never a suffix,
    such as "example" of "m.example"."""
    label, _, rest = (host or "").partition(".")
    return rest if label in _EDITIONS and "." in rest else host or ""


def _read_items(response: Response, url: str) -> FeedItems | None:
    """The items of a feed or sitemap; None if the answer is neither."""
    response = replace(response, content=_unpack(response.content))
    if is_sitemap(response.content):
        return read_sitemap(response.content, response.url)
    if urlsplit(response.url).path == "/robots.txt" and not _is_html(response):
        return read_robots_sitemaps(response.content.decode("utf-8", "replace"), response.url)
    feed = _read_feed(response)
    return make_items(feed, url) if feed else None


def _unpack(content: bytes) -> bytes:
    """The content of a compressed document, such as "sitemap.xml.gz"."""
    if not content.startswith(_GZIP):
        return content
    packed = io.BytesIO(content)
    limits = Limits(MAX_SITEMAP_BYTES, packed.tell)
    with open_unpacked(gzip.GzipFile(fileobj=packed, mode="rb"), limits, packed) as file:
        return file.read()


def _read_feed(response: Response) -> Feed | None:
    """Read a feed, None if the answer is none. Raises DatelineError for a broken feed."""
    content = response.content
    if is_feed(content):
        return read_xml_feed(content, response.charset, response.url)
    start = find_json_start(content)
    if start < 0:
        return None
    try:
        return read_json_feed(content[start:], response.charset, response.url)
    except DatelineError:
        if "json" in response.media_type:
            raise
    return None
