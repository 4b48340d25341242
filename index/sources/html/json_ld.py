"""What a page says about its article in JSON-LD, by the vocabulary of schema.org.

Blocks that are no JSON are passed over, as search engines do. Lists of other articles, updates of
a live blog and comments are not looked into.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any
from urllib.parse import urljoin

from index.sources.html.blocks import Tree
from index.sources.html.page_date import parse_page_date
from index.sources.metadata import Metadata, language_tag

_MAX_BLOCK = 1_000_000
_MAX_BLOCKS = 50
_MAX_NODES = 2_000
_MAX_DEPTH = 8
MAX_VALUE = 1_000
# Where a page keeps the object that it is about.
_CONTAINERS = ("@graph", "mainEntity", "mainEntityOfPage")
# What is an article, before what merely is a page that may carry one.
_ARTICLE = re.compile(r"(?:\w*Article|\w*BlogPosting|SocialMediaPosting|Report|Article\w*)")
_PAGE = re.compile(r"\w*Page|WebPageElement")
# Around the JSON where a page was once XHTML.
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$")

Node = Mapping[str, Any]


def read_json_ld(tree: Tree, url: str = "") -> Metadata:
    """The article's description; where the page describes several, that of `url` or the first."""
    nodes = list(_nodes(tree))
    names = {str(node["@id"]): node for node in nodes if isinstance(node.get("@id"), str)}
    articles = [node for node in nodes if _is(node, _ARTICLE)]
    pages = [node for node in nodes if _is(node, _PAGE) and not _is(node, _ARTICLE)]
    chosen = _of_address(articles, url)[:1] + _of_address(pages, url)[:1]
    combined = Metadata()
    for node in chosen:
        combined = _filled(combined, _metadata(node, names, url))
    return combined


def _filled(first: Metadata, second: Metadata) -> Metadata:
    """The first description with what only the second says."""
    gaps = [field.name for field in fields(Metadata) if not getattr(first, field.name)]
    return replace(first, **{name: getattr(second, name) for name in gaps})


def _nodes(tree: Tree) -> Iterator[Node]:
    """All objects that the page's blocks hold at their top, up to a bound."""
    scripts = [
        script
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and script.text
    ]
    count = 0
    for script in scripts[:_MAX_BLOCKS]:
        for node in _within(_parsed(script.text), 0):
            count += 1
            if count > _MAX_NODES:
                return
            yield node


def _parsed(text: str) -> object:
    if len(text) > _MAX_BLOCK:
        return None
    try:
        # Not strict: many pages write line ends into their strings.
        return json.loads(_WRAPPING.sub("", text).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _within(value: object, depth: int) -> Iterator[Node]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for part in value:
            yield from _within(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in _CONTAINERS:
            if isinstance(value.get(name), list | dict):
                yield from _within(value[name], depth + 1)


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    types = types if isinstance(types, list) else [types]
    return any(
        isinstance(name, str) and kind.fullmatch(re.split(r"[/:#]", name)[-1]) for name in types
    )


def _of_address(nodes: list[Node], url: str) -> list[Node]:
    """The nodes, those about the page's address first."""
    wanted = _address(url)
    return sorted(nodes, key=lambda node: not wanted or _address(_url(node, url)) != wanted)


def _address(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].rstrip("/")


def _metadata(node: Node, names: Mapping[str, Node], url: str) -> Metadata:
    article = _is(node, _ARTICLE)
    return Metadata(
        title=_text(node.get("headline")) or (_text(node.get("name")) if article else ""),
        source=next(iter(_names(node.get("publisher"), names)), ""),
        authors=_names(node.get("author"), names),
        published=parse_page_date(_text(node.get("datePublished"))),
        updated=parse_page_date(_text(node.get("dateModified"))),
        url=_url(node, url),
        language=_language(node.get("inLanguage")),
        section=_text(node.get("articleSection")),
    )


def _url(node: Node, base: str) -> str:
    for name in ("url", "mainEntityOfPage"):
        value = node.get(name)
        said = _text(value.get("@id") or value.get("url") if isinstance(value, dict) else value)
        try:
            said = urljoin(base, said) if said else ""
        except ValueError:
            continue
        if said.startswith(("http://", "https://")):
            return said
    return ""


def _text(value: object) -> str:
    """A value as text: the first of several, "" for what is none or endless."""
    if isinstance(value, list):
        return next((text for part in value[:10] if (text := _text(part))), "")
    if isinstance(value, dict):
        value = value.get("@value")
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < 10**15 else ""
    if not isinstance(value, str) or len(value) > MAX_VALUE:
        return ""
    # Templates escape as for HTML, which JSON does not undo.
    return " ".join(html.unescape(value).split())


def _names(value: object, names: Mapping[str, Node], depth: int = 0) -> tuple[str, ...]:
    """The names of people or organisations, given as texts, objects, references or lists."""
    if depth > 3:
        return ()
    if isinstance(value, list):
        found = [name for part in value[:100] for name in _names(part, names, depth + 1)]
        return tuple(dict.fromkeys(found))
    if isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            value = names.get(value["@id"], {})
        return _names(value.get("name"), names, depth + 1)
    name = _text(value)
    return (name,) if name and not name.startswith(("http://", "https://", "@")) else ()


def _language(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return language_tag(_text(value))
