"""What the JSON-LD of a page says about its article, in the vocabulary of schema.org.

Blocks that are not JSON are ignored, as search engines do. Lists of other articles, updates of a
live blog and comments are left out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urljoin

from index.sources.html.blocks import Tree
from index.sources.html.headings import MAX_VALUE
from index.sources.html.page_date import parse_page_date
from index.sources.metadata import Metadata, language_tag

_MAX_BLOCK = 1_000_000
_MAX_BLOCKS = 50
_MAX_NODES = 2_000
_MAX_DEPTH = 8
_MAX_BODY = 500_000
# Fields that hold the object that a page is about.
_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage")
# Articles go before mere pages that may hold one.
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|SocialMediaPosting|Report|Article\w*)")
_PAGE = re.compile(r"\w*Page|WebPageElement")
# Marks around the JSON of pages that were once XHTML.
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")

_NOT_FREE = ("false", "0", "no", "http://schema.org/false", "https://schema.org/false")

Node = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleData:
    """The description of an article. `body` is its text, perhaps with markup, `summary` its
    description, `words` their number, all "" or 0 if they are not stated. `is_free` is False if it
    says that not everybody may read it; `is_article` is whether it describes an article at all."""

    metadata: Metadata
    body: str = ""
    summary: str = ""
    words: int = 0
    is_free: bool = True
    is_article: bool = False


def read_json_ld(tree: Tree, url: str = "") -> ArticleData:
    """Read the description of the article; of several, the one with `url`, else the first."""
    nodes = list(_find_nodes(tree))
    names = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str)}
    articles = [node for node in nodes if _is_of_type(node, _ARTICLE)]
    pages = [node for node in nodes if _is_of_type(node, _PAGE) and not _is_of_type(node, _ARTICLE)]
    articles = _sort_by_address(articles, url)[:1]
    combined = Metadata()
    for node in articles + _sort_by_address(pages, url)[:1]:
        combined = _fill_gaps(combined, _read_node(node, names, url))
    about = articles[0] if articles else {}
    return ArticleData(
        combined,
        body=_read_body(about.get("articleBody")),
        summary=_read_text(about.get("description")),
        words=_read_number(about.get("wordCount")),
        is_free=str(about.get("isAccessibleForFree", True)).strip().lower() not in _NOT_FREE,
        is_article=bool(articles),
    )


def _fill_gaps(first: Metadata, second: Metadata) -> Metadata:
    """The first description, with its gaps filled from the second."""
    gaps = [field.name for field in fields(Metadata) if not getattr(first, field.name)]
    return replace(first, **{name: getattr(second, name) for name in gaps})


def _find_nodes(tree: Tree) -> Iterator[Node]:
    """Yield the objects at the top of the page's blocks, up to a limit."""
    scripts = [
        script
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and script.text
    ]
    count = 0
    for script in scripts[:_MAX_BLOCKS]:
        for node in _walk_nodes(_parse_block(script.text), 0):
            count += 1
            if count > _MAX_NODES:
                return
            yield node


def _parse_block(text: str) -> object:
    if len(text) > _MAX_BLOCK:
        return None
    try:
        # Not strict, since many pages have line ends in their strings.
        return json.loads(_WRAPPING.sub("", text).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _walk_nodes(value: object, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _walk_nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _CONTAINERS:
            if isinstance(value.get(name), list | dict):
                yield from _walk_nodes(value[name], depth + 1)


def _is_of_type(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(
        isinstance(name, str) and kind.fullmatch(re.split(r"[/:#]", name)[-1]) for name in types
    )


def _sort_by_address(nodes: list[Node], url: str) -> list[Node]:
    """Sort the nodes: those about the page's address first."""
    wanted = _strip_scheme(url)
    return sorted(
        nodes, key=lambda node: not wanted or _strip_scheme(_read_url(node, url)) != wanted
    )


def _strip_scheme(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].rstrip("/")


def _read_node(node: Node, names: Mapping[str, Node], url: str) -> Metadata:
    article = _is_of_type(node, _ARTICLE)
    return Metadata(
        title=_read_text(node.get("headline")) or (_read_text(node.get("name")) if article else ""),
        source=next(iter(_read_names(node.get("publisher"), names)), ""),
        authors=_read_names(node.get("author"), names),
        published=parse_page_date(_read_text(node.get("datePublished"))),
        updated=parse_page_date(_read_text(node.get("dateModified"))),
        url=_read_url(node, url),
        language=_read_language(node.get("inLanguage")),
        section=_read_text(node.get("articleSection")),
        **_read_rights(node, names),
    )


def _read_rights(node: Node, names: Mapping[str, Node]) -> dict[str, str]:
    """The fields about rights and the correction."""
    holder = next(iter(_read_names(node.get("copyrightHolder"), names)), "")
    year = _read_text(node.get("copyrightYear"))
    usage = [_read_reference(node.get(name)) for name in ("license", "usageInfo")]
    correction = node.get("correction")
    if isinstance(correction, list) and correction:
        correction = correction[-1]  # the latest
    return {
        "copyright": _read_text(node.get("copyrightNotice"))
        or (" ".join(filter(None, ["©", year, holder])) if holder else ""),
        "usage": "; ".join(dict.fromkeys(filter(None, usage))),
        "credit": _read_text(node.get("creditText")),
        "correction": _read_correction(correction),
        "corrected": _read_text(correction.get("datePublished"))
        if isinstance(correction, Mapping)
        else "",
    }


def _read_reference(value: object) -> str:
    """A text, or the address or name of an object."""
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("@id") or value.get("name")
    return _read_text(value)


def _read_correction(value: object) -> str:
    """The publisher's own note, as a text or as a CorrectionComment."""
    if isinstance(value, Mapping):
        value = value.get("text") or value.get("description") or value.get("name")
    text = _read_text(value)
    return "" if text.startswith(("http://", "https://")) else text


def _read_body(value: object) -> str:
    if isinstance(value, list):
        return "\n\n".join(part for part in value[:1_000] if isinstance(part, str))[:_MAX_BODY]
    return value if isinstance(value, str) and len(value) <= _MAX_BODY else ""


def _read_number(value: object) -> int:
    text = _read_text(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0


def _read_url(node: Node, base: str) -> str:
    for name in ("url", "mainEntityOfPage"):
        value = node.get(name)
        url = _read_text(value.get("@id") or value.get("url") if isinstance(value, dict) else value)
        try:
            url = urljoin(base, url) if url else ""
        except ValueError:
            continue
        if url.startswith(("http://", "https://")):
            return url
    return ""


def _read_text(value: object) -> str:
    """A value as text: the first of several, "" if it is not a text or too long."""
    if isinstance(value, list):
        return next((text for part in value[:10] if (text := _read_text(part))), "")
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**15 else ""
    if not isinstance(value, str) or len(value) > MAX_VALUE:
        return ""
    # Templates escape as in HTML, which JSON does not undo.
    return " ".join(html.unescape(value).split())


def _read_names(value: object, names: Mapping[str, Node], depth: int = 0) -> tuple[str, ...]:
    """The names of people or organisations, given as texts, objects, references or lists."""
    if depth > 3:
        return ()
    if isinstance(value, list):
        all_names = [name for part in value[:100] for name in _read_names(part, names, depth + 1)]
        return tuple(dict.fromkeys(all_names))
    if isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            value = names.get(value["@id"], {})
        return _read_names(value.get("name"), names, depth + 1)
    name = _read_text(value)
    return (name,) if name and not name.startswith(("http://", "https://", "@")) else ()


def _read_language(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return language_tag(_read_text(value))
