"""Ghost's export (`.json`): its published posts, and pages with much text.

Drafts and scheduled posts are left out, with a note of their number. The file is read twice, since
authors and tags stand behind the posts. https://ghost.org/docs/migration/ghost/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.cms.json_tables import stream_tables
from index.sources.formats.cms.left_out import SHORT_PAGE, LeftOut, is_short_page
from index.sources.html.fragment import extract_fragment_text
from index.sources.metadata import Metadata
from index.sources.parsed_article import Problem, SourceEvent

_START = re.compile(
    r'\s*\{\s*(?:"db"\s*:\s*\[\s*\{\s*)?"(?:meta"\s*:\s*\{[^{}]{0,300}"exported_on"|data"\s*:\s*\{'
    r'\s*"(?:actions|api_keys|benefits|brute|custom_theme_settings|posts|newsletters)")'
)
_STATUS = {"draft": "draft", "scheduled": "scheduled post"}
_MAX_ROWS = 200_000


def is_export(head: str) -> bool:
    """Whether a file that begins so is an export of Ghost."""
    return _START.match(head.lstrip("\ufeff")) is not None


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, one at a time. A bad one gives a Problem and no more.

    Raises DatelineError or OSError if the file is damaged or holds no posts.
    """
    site = _read_site(entry)
    left_out = LeftOut(entry)
    number = 0
    with closing(entry.open()) as file:
        for _, post in stream_tables(file, ("posts",)):
            number += 1
            yield from _read_post(entry, post, site, left_out, number)
    yield from left_out.make_note()
    if not number:
        raise DatelineError("it holds no posts")


class _Site:
    """Names by their ids: of the site, its authors and tags, and of those of each post."""

    def __init__(self) -> None:
        self.title, self.language = "", ""
        self._names: dict[tuple[str, str], str] = {}
        self._links: dict[tuple[str, str], list[tuple[int, str]]] = {}
        self._rows = 0

    def add(self, table: str, row: Mapping[str, Any]) -> None:
        """Add a row of a table. Raises DatelineError if there are too many."""
        self._rows += 1
        if self._rows > _MAX_ROWS:
            raise DatelineError(f"it has more than {_MAX_ROWS:,} authors and tags")
        if table == "settings":
            value = _text(row, "value")
            self.title = value if row.get("key") == "title" else self.title
            is_language = row.get("key") in ("lang", "locale", "default_locale")
            self.language = value if is_language else self.language
        elif table in ("users", "tags"):
            self._names[table, _text(row, "id")] = _text(row, "name")
        else:
            kind, key = ("users", "author_id") if table == "posts_authors" else ("tags", "tag_id")
            order = _text(row, "sort_order")
            place = int(order) if order.isdigit() and len(order) < 9 else 0
            self._links.setdefault((kind, _text(row, "post_id")), []).append(
                (place, _text(row, key))
            )

    def find_names(self, kind: str, post: Mapping[str, Any]) -> list[str]:
        """The names of a post's authors ("users") or tags, in order."""
        links = sorted(self._links.get((kind, _text(post, "id")), []))
        ids = [one for _, one in links] or ([_text(post, "author_id")] if kind == "users" else [])
        return [name for one in ids if (name := self._names.get((kind, one), ""))]


def _read_site(entry: Entry) -> _Site:
    site = _Site()
    tables = ("settings", "users", "tags", "posts_authors", "posts_tags")
    with closing(entry.open()) as file:
        for table, row in stream_tables(file, tables):
            if isinstance(row, Mapping):
                site.add(table, row)
    return site


def _read_post(
    entry: Entry, post: object, site: _Site, left_out: LeftOut, number: int
) -> Iterator[SourceEvent]:
    part = f"post {number}"
    try:
        if isinstance(post, DatelineError):
            raise post
        if not isinstance(post, Mapping):
            raise DatelineError("it is not a JSON object")
        text = _read_text(post)
        if kind := _find_reason(post, text):
            left_out.add(kind)
            return
        if not text and (post.get("lexical") or post.get("mobiledoc")):
            raise DatelineError("its text is only there in the form of Ghost's editor, not as HTML")
        post_id = _text(post, "uuid") or _text(post, "id")
        yield from entry.build_article(text, _read_metadata(post, site), post_id, part)
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))


def _find_reason(post: Mapping[str, Any], text: str) -> str:
    """The kind of a post that is not a published article, "" if it is one."""
    status = _text(post, "status") or "published"
    if status not in ("published", "sent"):
        return _STATUS.get(status, f"post with the status '{status[:40]}'")
    is_page = _text(post, "type") == "page" or post.get("page") in (True, "1")
    return SHORT_PAGE if is_page and is_short_page(text) else ""


def _read_text(post: Mapping[str, Any]) -> str:
    return extract_fragment_text(_text(post, "html")) or _text(post, "plaintext")


def _read_metadata(post: Mapping[str, Any], site: _Site) -> Metadata:
    published, updated = _text(post, "published_at"), _text(post, "updated_at")
    return Metadata(
        title=_text(post, "title"),
        source=site.title,
        authors=tuple(site.find_names("users", post)),
        published=published,
        updated="" if updated == published else updated,
        url=_text(post, "canonical_url"),
        language=_text(post, "locale") or site.language,
        section=next(iter(site.find_names("tags", post)), ""),
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""
