"""WordPress's export (WXR, `.xml`): its published posts, and pages with much text.

Drafts, attachments, private posts and those with a password are left out, with a note of their
number. https://wordpress.org/documentation/article/tools-export-screen/
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.cms.left_out import SHORT_PAGE, LeftOut, is_short_page
from index.sources.formats.cms.loose_html import extract_loose_text
from index.sources.formats.cms.shortcodes import remove_shortcodes
from index.sources.formats.cms.xml_stream import stream_elements
from index.sources.html.blocks import Tree, local_name
from index.sources.html.fragment import extract_fragment_text
from index.sources.html.page_metadata import resolve_canonical_url
from index.sources.metadata import Metadata
from index.sources.parsed_article import Problem, SourceEvent
from index.sources.xml_root import XmlRoot

_ELEMENTS = ("title", "link", "language", "author", "item")
_POSTS = ("post", "article", "news", "story")
_STATUS = {"publish": "", "inherit": "", "draft": "draft", "auto-draft": "draft",
           "pending": "draft", "future": "scheduled post", "private": "private post",
           "trash": "post in the bin"}  # fmt: skip
_KINDS = {"attachment": "attachment", "nav_menu_item": "menu item", "revision": "revision"}
_UNSET = "0000-00-00"


def is_export(root: XmlRoot) -> bool:
    """Whether the document is an export of WordPress."""
    return root.name == "rss" and "wordpress.org/export/" in root.attributes


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, one at a time. A bad one gives a Problem and no more.

    Raises DatelineError or OSError if the file is damaged (after the articles before the damage).
    """
    left_out = LeftOut(entry)
    site = _Site()
    number = 0
    with closing(entry.open()) as file:
        for element in stream_elements(file, _ELEMENTS, 2):
            if local_name(element) != "item":
                site.read(element)
                continue
            number += 1
            yield from _read_item(entry, _read_fields(element), site, left_out, number)
    yield from left_out.make_note()
    if not number:
        raise DatelineError("it holds no posts")


class _Site:
    """What the export states about the site: its name, language and authors."""

    def __init__(self) -> None:
        self.title, self.host, self.language = "", "", ""
        self._authors: dict[str, str] = {}

    def read(self, element: Tree) -> None:
        """Read an element beside the posts."""
        name, text = local_name(element), (element.text or "").strip()
        if name == "author":
            fields = _read_fields(element)
            login = fields.get("author_login", "")
            self._authors[login] = fields.get("author_display_name", "") or login
        elif name == "title":
            self.title = self.title or text
        elif name == "link":
            self.host = self.host or urlsplit(text).netloc
        else:
            self.language = self.language or text

    def name_author(self, login: str) -> str:
        """The name of an author."""
        return self._authors.get(login, login)


def _read_fields(element: Tree) -> dict[str, str]:
    """The texts of the children by local name, and the first category under "section"."""
    fields: dict[str, str] = {}
    for child in element:
        name, text = local_name(child), "".join(child.itertext()).strip()
        if name == "category":
            if child.get("domain") in ("category", None):
                fields.setdefault("section", text)
        elif name == "encoded":
            # One is the text, the other the excerpt.
            kind = "excerpt" if "excerpt" in child.tag else "content"
            fields.setdefault(kind, text)
        else:
            fields.setdefault(name, text)
    return fields


def _read_item(
    entry: Entry, fields: dict[str, str], site: _Site, left_out: LeftOut, number: int
) -> Iterator[SourceEvent]:
    kind = _find_reason(fields)
    text = "" if kind else extract_loose_text(remove_shortcodes(fields.get("content", "")))
    if not kind and fields.get("post_type") == "page" and is_short_page(text):
        kind = SHORT_PAGE
    if kind:
        left_out.add(kind)
        return
    part = f"post {fields.get('post_id') or number}"
    try:
        post_id = fields.get("post_id") or fields.get("guid", "")
        article_id = f"{site.host}-{post_id}" if post_id else ""
        yield from entry.build_article(text, _read_metadata(fields, site), article_id, part)
    except DatelineError as error:
        title = fields.get("title", "")[:60]
        yield Problem(entry.name_part(f"{part} ('{title}')" if title else part), str(error))


def _find_reason(fields: dict[str, str]) -> str:
    """The kind of a post that is not a published article, "" if it is one."""
    kind = fields.get("post_type", "post")
    if kind in _KINDS:
        return _KINDS[kind]
    if kind not in (*_POSTS, "page"):
        return f"'{kind[:40]}'"
    status = fields.get("status", "publish")
    if reason := _STATUS.get(status, f"post with the status '{status[:40]}'"):
        return reason
    return "post with a password" if fields.get("post_password") else ""


def _read_metadata(fields: dict[str, str], site: _Site) -> Metadata:
    published = _read_moment(fields, "post_date") or fields.get("pubdate", "")
    updated = _read_moment(fields, "post_modified")
    creator = fields.get("creator", "")
    link = fields.get("link", "")
    return Metadata(
        title=extract_fragment_text(fields.get("title", "")),
        source=site.title,
        authors=(site.name_author(creator),) if creator else (),
        published=published,
        updated="" if updated == published else updated,
        url="" if "?p=" in link else resolve_canonical_url(link, ""),
        language=site.language,
        section=fields.get("section", ""),
    )


def _read_moment(fields: dict[str, str], name: str) -> str:
    """A moment in universal time, else in the site's unknown zone; "" if it is not set."""
    moment = fields.get(f"{name}_gmt", "")
    if moment and not moment.startswith(_UNSET):
        return f"{moment}+00:00"
    moment = fields.get(name, "")
    return "" if moment.startswith(_UNSET) else moment
