"""A web page as an article: decoding, main text, and statements about it.

Reads saved pages (`.html`); fetching is left to `web`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from index.core.article import digest
from index.core.errors import DatelineError
from index.core.text import one_line
from index.language.en.bylines import split_byline
from index.sources.charsets import decode_declared
from index.sources.entry import Entry
from index.sources.html import json_ld, page_metadata
from index.sources.html.blocks import Tree
from index.sources.html.page_date import find_visible_dates
from index.sources.html.page_text import extract_main_text, is_moderate, parse_html
from index.sources.metadata import Metadata, language_tag, merge_metadata
from index.sources.parsed_article import SourceEvent

MAX_ID = 80
# Browsers search 1,024 bytes, but some templates put a script before the declaration.
_DECLARING_BYTES = 8_192
# A comment without an end hides everything behind it, as in browsers.
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_SPACES = re.compile(r"\s+")
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,500}?\bcharset\s*+=\s*+(?:[\"']\s*+)?([A-Za-z0-9_.:-]{1,40})"
    rb"|^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})",
    re.IGNORECASE,
)
# Endings and names that do not identify an article.
_ENDING = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm|cms|do|amp|story)$", re.IGNORECASE)
_GENERIC = frozenset({"index", "default", "article", "story", "amp", "home", "view", "node"})


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the page's article. Raises DatelineError or OSError if there is none."""
    text, statements = extract_page(decode_html(entry.read()))
    yield from entry.build_article(text, merge_metadata(statements))


def decode_html(raw: bytes, charset: str = "") -> str:
    """Decode a page by its byte-order mark, else as strict UTF-8, else as declared.

    `charset` is the declaration of HTTP; without one, the page's own meta tag counts. Raises
    DatelineError if none of these decodes every byte: wrong letters would get into quotations.
    """
    return decode_declared(raw, charset or _find_declared_charset(raw))


def extract_page(html: str, url: str = "") -> tuple[str, dict[str, Metadata]]:
    """Extract the main text of a page, and the statements about it by the words of PRECEDENCE.

    `url` is the address of the page, "" for a saved one. Raises DatelineError if the page has no
    text.
    """
    tree = parse_html(html)
    meta = page_metadata.read_meta_tags(tree, url)
    data = json_ld.read_json_ld(tree, meta.url or url)
    # The address in JSON-LD is often that of the front page, so the canonical one goes first.
    data_url = "" if meta.url else page_metadata.resolve_canonical_url(data.url, url)
    data = Metadata(
        title=page_metadata.strip_site_name(data.title, data.source or meta.source),
        source=data.source,
        authors=data.authors,
        published=data.published,
        updated=data.updated,
        url=data_url,
        language=data.language,
        section=data.section,
    )
    page = _read_visible_metadata(tree, url, data.source or meta.source, meta.url or data_url)
    text = extract_main_text(tree, (data.title, meta.title, page.title))
    if not text.strip():
        raise DatelineError("it has no text")
    return text, {"json-ld": data, "meta": meta, "page": page}


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


def _read_visible_metadata(tree: Tree, url: str, source: str, canonical: str) -> Metadata:
    """Read the visible headline, byline and dates; the host is the outlet if none is stated."""
    address = canonical or url
    published, updated = find_visible_dates(tree, address)
    author, site = _find_byline(tree)
    return Metadata(
        title=_find_headline(tree, source or site),
        source=site or (_get_host(address) if not source else ""),
        authors=tuple(split_byline(author)),
        published=published,
        updated=updated,
        url=page_metadata.resolve_canonical_url(url, url),
        language=language_tag(tree.get("lang") or ""),
    )


def _find_headline(tree: Tree, source: str) -> str:
    """The headline above the article; of several, the one that is in the page's title."""
    title = " ".join("".join(tree.xpath(".//head//title[1]//text()")).split())
    headings = [heading for element in tree.iter("h1") if (heading := _short_text(element))]
    if len(headings) == 1:
        return headings[0]
    repeated = [heading for heading in headings if heading in title]
    return max(repeated, key=len, default="") or page_metadata.strip_site_name(title, source)


def _short_text(element: Tree) -> str:
    """The text of an element on one line, "" if it is longer than a value may be.

    Reading stops at that length, since nested headings can each hold a whole page.
    """
    parts: list[str] = []
    letters = 0
    for part in element.itertext():
        letters += sum(map(len, part.split()))
        if letters > json_ld.MAX_VALUE:
            return ""
        parts.append(_SPACES.sub(" ", part))
    text = " ".join("".join(parts).split())
    return text if len(text) <= json_ld.MAX_VALUE else ""


def _find_byline(tree: Tree) -> tuple[str, str]:
    """The names of author and outlet by trafilatura, each "" if it finds none."""
    if not is_moderate(tree):
        return "", ""
    from trafilatura.metadata import extract_author, extract_sitename

    try:
        return extract_author(tree) or "", extract_sitename(tree) or ""
    except Exception:  # noqa: BLE001 - it fails on broken pages in many ways
        return "", ""


def _get_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
