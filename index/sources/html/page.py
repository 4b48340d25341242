"""A web page as an article: decoding, main text, and statements about it.

Reads saved pages (`.html`); fetching is left to `web`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.charsets import decode_declared
from index.sources.entry import Entry
from index.sources.html.blocks import UNSEEN, extract_paragraphs
from index.sources.html.main_text.extraction import extract_main_text
from index.sources.html.page_check import (
    asks_for_password,
    check_article,
    check_password,
    check_target,
    describe_lack,
)
from index.sources.html.page_statements import read_statements
from index.sources.html.page_tree import find_body, parse_html
from index.sources.metadata import Metadata, merge_metadata
from index.sources.parsed_article import Problem, SourceEvent

MAX_ID = 80
# Browsers search 1,024 bytes, but some templates put a script before the declaration.
_DECLARING_BYTES = 8_192
# A comment without an end hides everything behind it, as in browsers.
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,500}?\bcharset\s*+=\s*+(?:[\"']\s*+)?([A-Za-z0-9_.:-]{1,40})"
    rb"|^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
# Endings and names that do not identify an article.
_ENDING = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm|cms|do|amp|story)$", re.IGNORECASE)
_FRAME = frozenset({"title", "nav", "header", "footer", "aside"})
_GENERIC = frozenset({"index", "default", "article", "story", "amp", "home", "view", "node"})


@dataclass(frozen=True, slots=True)
class PageContent:
    """The text of a page's article, the statements about it by the words of PRECEDENCE, and a
    reservation about the text ("" if there is none)."""

    text: str
    statements: dict[str, Metadata]
    reservation: str = ""


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the page's article. Raises DatelineError or OSError if there is none."""
    page = extract_page(decode_html(entry.read()))
    if page.reservation:
        yield Problem(entry.name_part(""), page.reservation, skipped=False)
    yield from entry.build_article(page.text, merge_metadata(page.statements))


def decode_html(raw: bytes, charset: str = "") -> str:
    """Decode a page by its byte-order mark, else as strict UTF-8, else as declared.

    `charset` is the declaration of HTTP; without one, the page's own meta tag counts. Raises
    DatelineError if none of these decodes every byte: wrong letters would get into quotations.
    """
    return decode_declared(raw, charset or _find_declared_charset(raw))


def extract_page(html: str, url: str = "") -> PageContent:
    """Extract the main text of a page, and the statements about it.

    `url` is the address of the page, "" for a saved one. Raises DatelineError if the page has no
    text, or one that is no article: a notice of its site, or a list of articles.
    """
    tree = parse_html(html)
    check_target(tree, url)
    has_password = asks_for_password(tree)
    stated = read_statements(tree, url)
    main = extract_main_text(tree, stated.text)
    shown = extract_paragraphs(find_body(tree), UNSEEN | _FRAME)
    is_article = stated.text.is_article
    check_article(main, shown, stated.titles, is_article=is_article)
    check_password(main, has_field=has_password, is_article=is_article)
    if not main.text.strip():
        raise DatelineError("it has no text")
    page = stated.metadata["page"]
    statements = stated.metadata | {"page": replace(page, correction=main.correction)}
    lack = describe_lack(main, is_free=stated.text.is_free, words=stated.data.words)
    return PageContent(main.text, statements, lack)


def page_id(url: str) -> str:
    """A readable id for the article at an address: its slug, else its host and path in words.

    At most MAX_ID characters, always the same for the same address. Different addresses can share
    a slug, so an id alone does not tell them apart.
    """
    try:
        parts = urlsplit(url)
        host, path, query = parts.hostname or "", unquote(parts.path), unquote(parts.query)
    except ValueError:
        host, path, query = "", unquote(url), ""
    segments = [_ENDING.sub("", segment) for segment in path.split("/")]
    segments = [one for one in segments if one.strip("-_ ") and one.lower() not in _GENERIC]
    slug = _split_words(segments[-1]) if segments else []
    if sum(1 for word in slug if len(re.findall(r"[^\W\d_]", word)) > 1) >= 2:
        return "-".join(slug)[:MAX_ID].rstrip("-")
    words = _split_words(" ".join([host.removeprefix("www."), *segments, query]))
    name = "-".join(words)
    if name and len(name) <= MAX_ID:
        return name
    return f"{name[: MAX_ID - 9]}-{digest(one_line(url))[:8]}".lstrip("-")


def _split_words(text: str) -> list[str]:
    return [word for word in re.split(r"[\W_]+", one_line(text)) if word]


def _find_declared_charset(raw: bytes) -> str:
    """The encoding that the head of the page declares, "" if it declares none."""
    match = _DECLARED.search(_COMMENT.sub(b"", raw[:_DECLARING_BYTES]))
    label = (match[1] or match[2]).decode("ascii") if match else ""
    # The declaration was read byte by byte, so these cannot be true.
    return "" if label.lower().startswith(("utf-16", "utf16", "ucs")) else label
