"""What a page says about its article in its head: meta tags, language, canonical address.

Knows Open Graph, Dublin Core, microdata and the names that newsrooms' systems use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from index.sources.html.blocks import Tree
from index.sources.html.json_ld import MAX_VALUE
from index.sources.html.page_date import parse_page_date
from index.sources.metadata import Metadata, language_tag

# The names of meta tags in lower case; the first that says something counts. Dates of creation
# are left out: a text is often created long before it is published.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title", "parsely-title", "headline", "dc.title",
              "dcterms.title", "citation_title", "title"),
    "source": ("og:site_name", "application-name", "publisher", "dc.publisher",
               "dcterms.publisher", "citation_journal_title"),
    "authors": ("article:author", "author", "article:author_name", "parsely-author",
                "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl"),
    "published": ("article:published_time", "article:published", "og:article:published_time",
                  "og:published_time", "datepublished", "parsely-pub-date", "publish-date",
                  "publishdate", "publish_date", "published_date", "date_published",
                  "article:published_date", "pubdate", "publication_date", "dc.date.issued",
                  "dcterms.issued", "dcterms.date", "dc.date", "citation_publication_date",
                  "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate",
                  "date"),
    "updated": ("article:modified_time", "article:modified", "og:article:modified_time",
                "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified",
                "dc.modified", "last-modified", "lastmod"),
    "language": ("og:locale", "content-language", "dc.language", "dcterms.language", "inlanguage"),
    "section": ("article:section", "articlesection", "parsely-section", "og:section", "section"),
}  # fmt: skip
_MAX_TAGS = 1_000
_HOME = re.compile(r"/*(?:(?:index|default|home)(?:\.\w{1,5})?/?)?", re.IGNORECASE)


def read_meta_tags(tree: Tree, url: str = "") -> Metadata:
    """The page's statements; its address is the canonical one, where that is an article's."""
    tags = _tags(tree)

    def said(field: str) -> list[str]:
        return [value for name in _NAMES[field] for value in tags.get(name, ())]

    source = _first(said("source"))
    return Metadata(
        title=strip_site_name(_first(said("title")), source),
        source=source,
        authors=_authors(tags),
        published=_date(said("published")),
        updated=_date(said("updated")),
        url=_canonical(tree, tags, url),
        language=_first(map(language_tag, [tree.get("lang") or "", *said("language")])),
        section=_first(said("section")),
    )


def resolve_canonical_url(address: str, url: str) -> str:
    """An address that a page gives for itself, whole and without its fragment.

    "" where it is none of the web, or the front page of a site: templates name that by mistake on
    every page. `url` is where the page was found ("" where nobody knows).
    """
    if (
        not address
        or len(address) > MAX_VALUE * 2
        or re.search("[\x00-\x20\x7f\ud800-\udfff]", address)
    ):
        return ""
    try:
        whole = urljoin(url, address).partition("#")[0]
        parts, own = urlsplit(whole), urlsplit(url)
        names_host = bool(parts.hostname) and "@" not in parts.netloc and (parts.port or 1) > 0
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not names_host:
        return ""
    if _HOME.fullmatch(parts.path) and not parts.query:
        at_home = own.netloc == parts.netloc and _HOME.fullmatch(own.path) and not own.query
        return parts.geturl() if at_home else ""
    return parts.geturl()


def strip_site_name(title: str, source: str) -> str:
    """The title without the outlet's name behind it: "Rain | Kel Wire" is "Rain"."""
    for mark in (" | ", " - ", " – ", " — ", " :: ", " · "):
        before, found, site = title.rpartition(mark)
        if found and source and site.strip().casefold() == source.casefold():
            return before.strip()
    return title


def _tags(tree: Tree) -> dict[str, list[str]]:
    """Every meta tag's values, by its names in lower case."""
    tags: dict[str, list[str]] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number >= _MAX_TAGS:
            break
        value = " ".join((element.get("content") or "").split())
        if not value or len(value) > MAX_VALUE or _is_of_part(element):
            continue
        for kind in ("property", "name", "itemprop", "http-equiv"):
            # A server's clock (http-equiv "date") says nothing about an article.
            name = (element.get(kind) or "").strip().lower()
            if name and (kind != "http-equiv" or name == "content-language"):
                tags.setdefault(name, []).append(value)
    return tags


def _is_of_part(element: Tree) -> bool:
    """Whether microdata speaks of a part of the page: a comment, a picture, a person."""
    if element.get("itemprop") is None:
        return False
    for above in element.iterancestors():
        if above.get("itemscope") is not None:
            kind = above.get("itemtype") or ""
            return not kind.rstrip("/").endswith(("Article", "Posting", "Page"))
    return False


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _date(values: list[str]) -> str:
    """The first date that can be understood, else whatever is said about one."""
    dates = [parse_page_date(value) for value in values]
    return _first([date for date in dates if re.match(r"\d{4}(?:-|$)", date)] + dates)


def _authors(tags: dict[str, list[str]]) -> tuple[str, ...]:
    """The names of the first tag that holds any: addresses of profiles are none."""
    for tag in _NAMES["authors"]:
        names = [name for value in tags.get(tag, ()) for name in split_byline(value)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def split_byline(text: str) -> list[str]:
    """The names in a byline. Only what a byline's "By" introduces is parted at "and": "Health and
    Safety Desk" is one."""
    if text.startswith(("http://", "https://", "@", "www.")):
        return []
    name = re.sub(r"^by[\s:]+", "", text.strip(), flags=re.IGNORECASE)
    # Blanks are read from where they begin, so that a long run of them is read once.
    parts = re.split(r"(?:(?<!\s)\s++)?;\s*", name)
    if name != text.strip():
        parts = [one for part in parts for one in re.split(r"(?<!\s)\s+(?:and|&)\s+", part)]
    return [part.strip(" ,|") for part in parts if re.search(r"[^\W\d_]", part)]


def _canonical(tree: Tree, tags: dict[str, list[str]], url: str) -> str:
    links = [
        (element.get("href") or "").strip()
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    return _first(
        resolve_canonical_url(address, url) for address in links[:5] + tags.get("og:url", [])[:5]
    )
