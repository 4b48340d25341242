"""What a page states about its article: in JSON-LD, in meta tags, and in what it shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from index.language.sites.bylines import find_byline, is_like_name, split_byline
from index.sources.html.blocks import Tree
from index.sources.html.headings import find_headline, find_site_names, read_short_text
from index.sources.html.json_ld import ArticleData, read_json_ld
from index.sources.html.main_text.extraction import StatedText
from index.sources.html.names import is_named_byline, is_named_section
from index.sources.html.page_date import find_visible_dates
from index.sources.html.page_metadata import (
    Tags,
    calls_itself_article,
    find_names,
    find_sections,
    find_summaries,
    is_locked,
    read_meta_metadata,
    read_tags,
    resolve_canonical_url,
)
from index.sources.html.page_tree import is_moderate
from index.sources.html.titles import name_hosts, trim_title
from index.sources.metadata import Metadata, language_tag, merge_metadata

_SEARCHED = 2_000


@dataclass(frozen=True, slots=True)
class PageStatements:
    """The metadata by the words of PRECEDENCE, the description in JSON-LD, and what helps to find
    the text. `titles` are all that the page gives itself."""

    metadata: dict[str, Metadata]
    data: ArticleData
    text: StatedText
    titles: tuple[str, ...]


def read_statements(tree: Tree, url: str) -> PageStatements:
    """Read the statements of the page at `url`, "" if its address is unknown."""
    tags = read_tags(tree)
    meta = read_meta_metadata(tags, tree, url)
    data = read_json_ld(tree, meta.url or url)
    # The address in JSON-LD is often that of the front page, so the canonical one goes first.
    data_url = "" if meta.url else resolve_canonical_url(data.metadata.url, url)
    outlet = data.metadata.source or meta.source
    page = _read_visible(tree, url, outlet, meta.url or data_url)
    names = [outlet, page.source, *name_hosts(url, meta.url, data.metadata.url)]
    names = list(filter(None, [*names, *find_names(tags), *find_site_names(tree)]))
    title = " ".join("".join(tree.xpath(".//head//title[1]//text()")).split())
    headline = find_headline(tree, title or meta.title, names)
    given = {
        "json-ld": replace(data.metadata, url=data_url),
        "meta": meta,
        "page": replace(page, title=headline or title),
    }
    sections = [*find_sections(tags), data.metadata.section]
    metadata = {
        place: replace(
            stated,
            title=trim_title(stated.title, names, sections, headline),
            authors=_split_authors(stated, names, is_seen=place == "page"),
        )
        for place, stated in given.items()
    }
    titles = [one.title for one in (*given.values(), *metadata.values())] + [title, headline]
    text = _gather_text(data, tags, merge_metadata(metadata).authors, titles)
    return PageStatements(metadata, data, text, tuple(filter(None, (title, headline, meta.title))))


def _gather_text(
    data: ArticleData, tags: Tags, authors: tuple[str, ...], titles: Collection[str]
) -> StatedText:
    """What the page states about its text."""
    return StatedText(
        titles=tuple(dict.fromkeys(filter(None, titles))),
        summaries=(data.summary, *find_summaries(tags)),
        authors=authors,
        body=data.body,
        is_article=data.is_article or calls_itself_article(tags),
        is_free=data.is_free and not is_locked(tags),
    )


def _split_authors(stated: Metadata, outlets: Collection[str], *, is_seen: bool) -> tuple[str, ...]:
    """The names alone; what is only seen on the page may be a sentence about the author."""
    names = [name for text in stated.authors for name in split_byline(text, outlets)]
    return tuple(dict.fromkeys(name for name in names if not is_seen or is_like_name(name)))


def _read_visible(tree: Tree, url: str, source: str, canonical: str) -> Metadata:
    """The visible byline and dates; the host is the outlet if none is stated."""
    address = canonical or url
    published, updated = find_visible_dates(tree, address)
    author, site = _find_byline(tree)
    author = author or _find_named_byline(tree)
    return Metadata(
        source=site or (_get_host(address) if not source else ""),
        authors=(author,) if author else (),
        published=published,
        updated=updated,
        url=resolve_canonical_url(url, url),
        language=language_tag(tree.get("lang") or ""),
    )


def _find_byline(tree: Tree) -> tuple[str, str]:
    """The names of author and outlet by trafilatura, each "" if it finds none."""
    if not is_moderate(tree):
        return "", ""
    from trafilatura.metadata import extract_author, extract_sitename

    try:
        return extract_author(tree) or "", extract_sitename(tree) or ""
    except Exception:  # noqa: BLE001 - it fails on broken pages in many ways
        return "", ""


def _find_named_byline(tree: Tree) -> str:
    """The names in the first element for a byline that leads to them in words."""
    for element in list(tree.iter("p", "div", "span", "address", "small", "em", "li"))[:_SEARCHED]:
        if (is_named_byline(element) or is_named_section(element)) and (
            names := find_byline(read_short_text(element))
        ):
            return names
    return ""


def _get_host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
