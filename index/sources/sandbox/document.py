"""What an address delivered, as an article or a feed: a page, a PDF or a text. Pure.

The content is untrusted, so the reader process does this. A page cannot take the place of another
site's page: its article has the address that it was read from, or another one of the same host.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from index.core.errors import DatelineError
from index.sources.address import display_url, origin_of
from index.sources.entry import Entry
from index.sources.feeds.feed_items import FeedItems, PageArticle, count_words, make_items
from index.sources.feeds.feed_xml import is_feed
from index.sources.feeds.syndication import Feed, read_json_feed, read_xml_feed
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import ParsedArticle, Problem, SourceEvent, make_article
from index.sources.response import Response
from index.sources.sandbox.request import Document

_FEWEST_WORDS = 10
# A page with fewer words is looked at more closely: is it one of the site's own notices?
_NOTICE_WORDS = 150
_HTML_START = re.compile(
    rb"(?>\s+|<\?xml.*?\?>|<!--.*?-->)*+<(?:!doctype\s+html|html|head|body)\b", re.S | re.I
)
# A form that is asked for in place of an article stands near the beginning of its page.
_LOOKED_AT = 100_000
# Each field is read to the next one at most, so that a page of fields is read once.
_SIGN_IN = re.compile(
    r"""<input(?:(?!<input)[^>]){0,500}?type\s*=\s*["']?password""", re.IGNORECASE
)
_ERROR_TITLE = re.compile(
    r"(?:error\s*)?(?:40[0-9]|410|50[0-9])\b|(?:page |article )?(?:not found|no longer available)"
    r"|access (?:denied|to this page)|attention required|just a moment|are you a (?:robot|human)"
    r"|forbidden\b|log ?in\b|sign ?in\b",
    re.IGNORECASE,
)


def read_document(document: Document) -> Iterator[SourceEvent | FeedItems]:
    """The one article of a page, text or PDF, or the items of a feed; what is neither is a Problem.

    Of what a feed links to, only pages and texts are read.
    """
    response, url = document.response, document.url
    try:
        if document.said is None and (feed := _feed(response)):
            yield make_items(feed, url)
        elif document.said is None and response.content.startswith(b"%PDF-"):
            yield from _read_pdf(response, url)
        else:
            yield from _read_page(document)
    except DatelineError as error:
        yield Problem(display_url(url), str(error))


def _read_page(document: Document) -> Iterator[ParsedArticle | Problem]:
    url = document.url
    found = read_page_article(document.response, document.said)
    if found.reservation:
        yield Problem(display_url(url), found.reservation, skipped=False)
    size = len(document.response.content)
    yield ParsedArticle(found.article, found.article.url, url, size=size)


def _read_pdf(response: Response, url: str) -> Iterator[ParsedArticle | Problem]:
    from index.sources.formats import pdf
    from index.sources.html.page import page_id

    place = origin_of(response.url)
    entry = Entry("page.pdf", display_url(url), place, url, lambda: io.BytesIO(response.content))
    for read in pdf.read(entry):
        if isinstance(read, ParsedArticle):
            article = replace(read.article, id=page_id(place), url=place)
            yield replace(read, article=article, origin=place)
        elif isinstance(read, Problem):
            yield read


def read_page_article(response: Response, said: Metadata | None = None) -> PageArticle:
    """The article of an HTML page or a plain text; `said` is what a feed says about it.

    Raises DatelineError where it is neither, or holds no article.
    """
    from index.sources.html.page import decode_html, extract_page, page_id

    html = _is_html(response)
    if not html and response.media_type != "text/plain":
        kind = response.media_type or "of no stated kind"
        raise DatelineError(f"it is neither a page nor a feed ({kind[:60]})")
    text = decode_html(response.content, response.charset)
    statements: dict[str, Metadata] = {}
    if html:
        source = text
        text, statements = extract_page(source, response.url)
        _check(text, source, response)
    metadata = merge_metadata(statements | ({"feed": said} if said else {}))
    place = _place(response.url, merge_metadata(statements).url)
    article, reservation = make_article(page_id(place), text, replace(metadata, url=place))
    return PageArticle(article, reservation)


def _is_html(response: Response) -> bool:
    if _HTML_START.match(response.content[:4_096].removeprefix(b"\xef\xbb\xbf")):
        return True
    return response.media_type in ("text/html", "application/xhtml+xml")


def _check(text: str, source: str, response: Response) -> None:
    """Raise DatelineError for the notices that sites show in place of an article."""
    words = count_words(text)
    if words < _NOTICE_WORDS:
        source = source[:_LOOKED_AT]
        if _SIGN_IN.search(source):
            raise DatelineError("it asks to sign in before it shows its text")
        title = re.search(r"<title[^>]{0,200}>\s*([^<]{0,200})", source, re.IGNORECASE)
        if title and _ERROR_TITLE.match(title[1]):
            raise DatelineError(f"it is a notice of its site ('{title[1].strip()[:60]}')")
    if words < _FEWEST_WORDS:
        raise DatelineError("it has no text" if not words else f"it has only {words} words of text")


def _place(url: str, canonical: str) -> str:
    """The address of a page's article for good: the one that it calls its own if that is of the
    same host, since else a page could take the place of another site's; else its own.

    A whole site that calls its front page the address of all is not believed either.
    """
    place = origin_of(url)
    try:
        better = origin_of(urljoin(url, canonical)) if canonical.strip() else place
    except (DatelineError, ValueError):
        return place
    ours, theirs = urlsplit(place), urlsplit(better)
    same_host = ours.hostname == theirs.hostname
    front_page = theirs.path == "/" and not theirs.query and ours.path != "/"
    return better if same_host and not front_page else place


def _feed(response: Response) -> Feed | None:
    """The feed that came, None where something else did. Raises DatelineError for a broken one."""
    content = response.content
    if is_feed(content):
        return read_xml_feed(content, response.charset, response.url)
    if content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b"jsonfeed" in content:
        try:
            return read_json_feed(content, response.charset, response.url)
        except DatelineError:
            if "json" in response.media_type:
                raise
    return None
