"""Blogger's export (Atom, `.xml` or `.atom`): its published posts and pages with much text.

Drafts, comments, templates and settings are left out, with a note of the drafts' number.
https://support.google.com/blogger/answer/41387
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.cms.left_out import SHORT_PAGE, LeftOut, is_short_page
from index.sources.formats.cms.loose_html import extract_loose_text
from index.sources.formats.cms.xml_stream import stream_elements
from index.sources.html.blocks import Tree, local_name
from index.sources.html.page_metadata import resolve_canonical_url
from index.sources.metadata import Metadata
from index.sources.parsed_article import Problem, SourceEvent
from index.sources.xml_root import XmlRoot

_BLOGGER = re.compile(rb"schemas\.google\.com/blogger/20|>Blogger<|tag:blogger\.com,1999:")
# A feed of the blog has neither.
_EXPORT = re.compile(rb"\.archive\b|kind#(?:settings|template)|<blogger:type>")
_KIND = "schemas.google.com/g/2005#kind"
_POST, _PAGE = "post", "page"


def is_export(root: XmlRoot, head: bytes) -> bool:
    """Whether the document is an export of Blogger, and not one of its feeds."""
    head = head.replace(b"\x00", b"")
    return root.name == "feed" and all(mark.search(head) for mark in (_BLOGGER, _EXPORT))


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, one at a time. A bad one gives a Problem and no more.

    Raises DatelineError or OSError if the file is damaged (after the articles before the damage).
    """
    left_out = LeftOut(entry)
    title, number = "", 0
    with closing(entry.open()) as file:
        for element in stream_elements(file, ("title", "entry"), 1):
            if local_name(element) == "title":
                title = title or _read_text(element)
                continue
            number += 1
            yield from _read_entry(entry, element, title, left_out, number)
    yield from left_out.make_note()
    if not number:
        raise DatelineError("it holds no posts")


def _read_entry(
    entry: Entry, element: Tree, blog: str, left_out: LeftOut, number: int
) -> Iterator[SourceEvent]:
    kind = _find_kind(element)
    if kind not in (_POST, _PAGE):
        return
    if _is_draft(element):
        left_out.add("draft")
        return
    text = extract_loose_text(_read_text(_find(element, "content")))
    if kind == _PAGE and is_short_page(text):
        left_out.add(SHORT_PAGE)
        return
    part = f"entry {number}"
    try:
        post_id = _read_text(_find(element, "id"))
        yield from entry.build_article(text, _read_metadata(element, blog), post_id, part)
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))


def _find_kind(element: Tree) -> str:
    """What an entry is, in lower case: "post", "page", "comment", "settings"."""
    stated = _read_text(_find(element, "type"))
    for child in element:
        if local_name(child) == "category" and _KIND in child.get("scheme", ""):
            stated = child.get("term", "").rpartition("#")[2]
    return stated.lower()


def _is_draft(element: Tree) -> bool:
    status = _read_text(_find(element, "status"))
    drafts = (one for one in element.iter() if local_name(one) == "draft")
    return any(_read_text(one) == "yes" for one in drafts) or status not in ("", "LIVE")


def _read_metadata(element: Tree, blog: str) -> Metadata:
    published, updated = (_read_text(_find(element, name)) for name in ("published", "updated"))
    author = _find(element, "author")
    links = [
        child.get("href", "")
        for child in element
        if local_name(child) == "link" and child.get("rel") == "alternate"
    ]
    labels = [
        child.get("term", "")
        for child in element
        if local_name(child) == "category" and _KIND not in child.get("scheme", "")
    ]
    name = _read_text(_find(author, "name")) if author is not None else ""
    return Metadata(
        title=_read_text(_find(element, "title")),
        source=blog,
        authors=(name,) if name and name != "Unknown" else (),
        published=published,
        updated="" if updated == published else updated,
        url=resolve_canonical_url(links[0], "") if links else "",
        section=labels[0] if labels else "",
    )


def _find(element: Tree, name: str) -> Tree | None:
    """The first child of a local name."""
    return next((child for child in element if local_name(child) == name), None)


def _read_text(element: Tree | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()
