"""Metadata of an article from the head of its page: meta tags, language, canonical address.

Covers Open Graph, Dublin Core, microdata and the names that the systems of newsrooms use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from index.language.sites.bylines import split_byline
from index.sources.html.blocks import Tree
from index.sources.html.headings import MAX_VALUE
from index.sources.html.page_date import parse_page_date
from index.sources.metadata import Metadata, language_tag

# The names of meta tags in lower case; the first with a value counts. Dates of creation are left
# out, since a text is often created long before it is published.
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
    "copyright": ("copyright", "dc.rights", "dcterms.rights", "dc.rightsholder"),
    "usage": ("dcterms.license", "dc.rights.license", "license"),
    "data_mining": ("tdm-reservation", "tdm-policy"),
}  # fmt: skip
_MAX_TAGS = 1_000
_HOME = re.compile(r"/*(?:(?:index|default|home)(?:\.\w{1,5})?/?)?", re.IGNORECASE)


# Where a page names its site, its sections and what it is about besides.
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher",
               "al:ios:app_name", "al:android:app_name", "twitter:app:name:iphone", "twitter:site",
               "dc.publisher", "citation_journal_title")  # fmt: skip
_SUMMARIES = ("og:description", "description", "twitter:description", "dc.description")
_ARTICLE_TYPES = ("article", "news", "newsarticle", "news_article", "blog", "video.other")

Tags = Mapping[str, list[str]]


def read_meta_metadata(tags: Tags, tree: Tree, url: str = "") -> Metadata:
    """The metadata of meta tags. The address is the canonical one, if that is an article's."""

    def values_of(field: str) -> list[str]:
        return [value for name in _NAMES[field] for value in tags.get(name, ())]

    return Metadata(
        title=_pick_first(values_of("title")),
        source=_pick_first(values_of("source")),
        authors=_read_authors(tags),
        published=_pick_date(values_of("published")),
        updated=_pick_date(values_of("updated")),
        url=_find_canonical_url(tree, tags, url),
        language=_pick_first(map(language_tag, [tree.get("lang") or "", *values_of("language")])),
        section=_pick_first(values_of("section")),
        copyright=_pick_first(values_of("copyright")),
        usage=_pick_first([*values_of("usage"), *_find_licences(tree, url)]),
        data_mining=_pick_first(f"TDM reservation: {one}" for one in values_of("data_mining")),
    )


def find_names(tags: Tags) -> list[str]:
    """All that the page calls its site."""
    return [value.lstrip("@") for name in _SITE_NAMES for value in tags.get(name, ())]


def find_sections(tags: Tags) -> list[str]:
    """All that the page calls its section."""
    return [value for name in _NAMES["section"] for value in tags.get(name, ())]


def find_summaries(tags: Tags) -> list[str]:
    """The summaries of the page's content."""
    return [value for name in _SUMMARIES for value in tags.get(name, ())]


def calls_itself_article(tags: Tags) -> bool:
    """Does a meta tag say that the page is an article, or when it was published?"""
    kinds = [value.lower() for value in tags.get("og:type", ())]
    return any(kind in _ARTICLE_TYPES for kind in kinds) or "article:published_time" in tags


def is_locked(tags: Tags) -> bool:
    """Does a meta tag say that only subscribers may read the page?"""
    return any(value.strip().lower() == "locked" for value in tags.get("article:content_tier", ()))


def _find_licences(tree: Tree, url: str) -> Iterator[str]:
    """The addresses of licences that the head names."""
    for element in tree.iter("link"):
        if "license" in (element.get("rel") or "").lower().split():
            yield resolve_canonical_url((element.get("href") or "").strip(), url)


def resolve_canonical_url(address: str, url: str) -> str:
    """The address that a page states for itself, made absolute and without its fragment.

    "" if it is not an address of the web or is the front page of a site, which templates state by
    mistake on every page. `url` is the address of the page, "" if unknown.
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


def read_tags(tree: Tree) -> Tags:
    """Every meta tag's values, by its names in lower case."""
    tags: dict[str, list[str]] = {}
    for number, element in enumerate(tree.iter("meta")):
        if number >= _MAX_TAGS:
            break
        value = " ".join((element.get("content") or "").split())
        if not value or len(value) > MAX_VALUE or _is_of_part(element):
            continue
        for kind in ("property", "name", "itemprop", "http-equiv"):
            # A server's clock (http-equiv "date") is not a date of the article.
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


def _pick_first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _pick_date(values: list[str]) -> str:
    """The first date that can be parsed, else the first statement about one."""
    dates = [parse_page_date(value) for value in values]
    return _pick_first([date for date in dates if re.match(r"\d{4}(?:-|$)", date)] + dates)


def _read_authors(tags: Tags) -> tuple[str, ...]:
    """The names in the first tag that has any; addresses of profiles do not count."""
    for tag in _NAMES["authors"]:
        names = [name for value in tags.get(tag, ()) for name in split_byline(value)]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def _find_canonical_url(tree: Tree, tags: Tags, url: str) -> str:
    links = [
        (element.get("href") or "").strip()
        for element in tree.iter("link")
        if "canonical" in (element.get("rel") or "").lower().split()
    ]
    return _pick_first(
        resolve_canonical_url(address, url)
        for address in links[:5] + list(tags.get("og:url", ()))[:5]
    )
