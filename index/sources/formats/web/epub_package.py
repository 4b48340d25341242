"""The parts of an EPUB: what its package states, its documents in order, their titles. Pure.

https://www.w3.org/TR/epub-33/ and EPUB 2.0.1 (with its NCX).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from index.core.errors import DatelineError
from index.core.text import one_line
from index.sources.formats.package import Package
from index.sources.html.blocks import local_name
from index.sources.html.page import decode_html
from index.sources.html.page_tree import parse_html
from index.sources.metadata import Metadata, language_tag

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
# Fonts are often obfuscated; everything else that is encrypted is not readable.
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_TEXTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
# What the guide of EPUB 2 calls documents that are not text.
_NOT_TEXT = frozenset(
    "cover title-page titlepage toc index copyright-page colophon loi lot".split()
)
# calibre packs the articles of web sites: it is nobody's publisher or author.
_PROGRAMS = frozenset({"calibre", "unknown", "anonymous"})
_MAX_DOCUMENTS = 10_000


@dataclass(frozen=True, slots=True)
class Epub:
    """An EPUB. `documents` are the names of its parts of text in order; `titles` are those that its
    table of contents gives to some of them."""

    metadata: Metadata
    documents: tuple[str, ...]
    titles: dict[str, str]


def read_epub(package: Package) -> Epub:
    """Read the package of an EPUB. Raises DatelineError if it is damaged or encrypted."""
    if _CONTAINER not in package:
        raise DatelineError("it is not an EPUB")
    _check_encryption(package)
    roots = (one for one in package.parse(_CONTAINER).iter() if local_name(one) == "rootfile")
    root = next((path for one in roots if (path := one.get("full-path", ""))), "")
    opf = package.parse(root)
    folder = posixpath.dirname(root)
    items = {
        item.get("id", ""): (_resolve(folder, item.get("href", "")), item)
        for item in _find(opf, "manifest", "item")
    }
    unread = {
        _resolve(folder, one.get("href", ""))
        for one in _find(opf, "guide", "reference")
        if one.get("type", "").lower() in _NOT_TEXT
    }
    documents = tuple(name for name in _list_spine(opf, items) if name not in unread)
    if len(documents) > _MAX_DOCUMENTS:
        raise DatelineError(f"it has more than {_MAX_DOCUMENTS:,} documents")
    return Epub(_read_metadata(opf), documents, _read_titles(package, items))


def _list_spine(opf: Any, items: dict[str, tuple[str, Any]]) -> Iterator[str]:
    """The documents in the order of reading, each once."""
    seen: set[str] = set()
    for reference in _find(opf, "spine", "itemref"):
        name, item = items.get(reference.get("idref", ""), ("", None))
        if item is None or name in seen or reference.get("linear") == "no":
            continue
        seen.add(name)
        is_nav = "nav" in item.get("properties", "").split()
        if item.get("media-type", "").lower() in _TEXTS and not is_nav:
            yield name


def _check_encryption(package: Package) -> None:
    if _ENCRYPTION not in package:
        return
    methods = (
        one.get("Algorithm", "")
        for one in package.parse(_ENCRYPTION).iter()
        if local_name(one) == "encryptionmethod"
    )
    if any(method not in _FONT_ALGORITHMS for method in methods):
        raise DatelineError("it is protected (DRM)")


def _read_metadata(opf: Any) -> Metadata:
    """What the package states. The date is that of publication, as the standard defines it; a
    package that calibre made of web pages has the day of packing there."""

    def list_values(name: str) -> list[str]:
        elements = [
            one for one in _find(opf, "metadata", name) if one.tag.startswith("{http://purl")
        ]
        values = (one_line("".join(one.itertext())) for one in elements)
        return [value for value in values if value and value.casefold() not in _PROGRAMS]

    publishers = [one_line("".join(one.itertext())) for one in _find(opf, "metadata", "publisher")]
    is_packed = any(name.casefold() == "calibre" for name in publishers)
    dates = [
        one_line("".join(one.itertext()))
        for one in _find(opf, "metadata", "date")
        if one.get(f"{_OPF}event", "publication") == "publication"
    ]
    return Metadata(
        source=next(iter(list_values("publisher")), ""),
        authors=tuple(list_values("creator")),
        published="" if is_packed or not dates else dates[0],
        language=language_tag(next(iter(list_values("language")), "")),
    )


def _read_titles(package: Package, items: dict[str, tuple[str, Any]]) -> dict[str, str]:
    """The titles of documents by the table of contents, without its places inside of documents."""
    for name, item in items.values():
        if name not in package:
            continue
        if "nav" in item.get("properties", "").split():
            return _read_nav(package, name)
    for name, item in items.values():
        if item.get("media-type") == "application/x-dtbncx+xml" and name in package:
            return _read_ncx(package, name)
    return {}


def _read_nav(package: Package, name: str) -> dict[str, str]:
    tree = parse_html(decode_html(package.read(name)))
    titles: dict[str, str] = {}
    for nav in tree.iter("nav"):
        if "toc" in (nav.get("epub:type") or "toc").split():
            for link in nav.iter("a"):
                path = _resolve(posixpath.dirname(name), link.get("href") or "")
                titles.setdefault(path, one_line("".join(link.itertext())))
    return titles


def _read_ncx(package: Package, name: str) -> dict[str, str]:
    titles: dict[str, str] = {}
    for point in package.parse(name).iter():
        if local_name(point) != "navpoint":
            continue
        parts = {local_name(part): part for part in point}
        if "content" in parts and "navlabel" in parts:
            path = _resolve(posixpath.dirname(name), parts["content"].get("src", ""))
            titles.setdefault(path, one_line("".join(parts["navlabel"].itertext())))
    return titles


def _resolve(folder: str, href: str) -> str:
    """The name of a part that a link names, without the place in it."""
    path = unquote(href.partition("#")[0])
    return posixpath.normpath(posixpath.join(folder, path)) if path else ""


def _find(root: Any, parent: str, name: str) -> Iterator[Any]:
    """The elements of a name in a part of the package, in any namespace."""
    for section in root:
        if local_name(section) == parent:
            yield from (one for one in section.iter() if local_name(one) == name)
