"""Nodes of Drupal as its JSON:API lists them (`.json`): published articles, pages with much text.

https://www.drupal.org/docs/core-modules-and-themes/core-modules/jsonapi-module
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

_NODE = re.compile(r'"type"\s*:\s*"node--[\w-]+"')
_PREFIX = "node--"
_PAGES = ("page", "basic_page", "landing_page")


def is_export(head: str) -> bool:
    """Whether a file that begins so is an answer of Drupal."""
    return _NODE.search(head) is not None


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles, one at a time. A bad one gives a Problem and no more.

    Raises DatelineError or OSError if the file is damaged or holds no nodes.
    """
    left_out = LeftOut(entry)
    number = 0
    with closing(entry.open()) as file:
        for _, node in stream_tables(file, ("data",)):
            if isinstance(node, Mapping) and not str(node.get("type", "")).startswith(_PREFIX):
                continue
            number += 1
            yield from _read_node(entry, node, left_out, number)
    yield from left_out.make_note()
    if not number:
        raise DatelineError("it holds no nodes")


def _read_node(entry: Entry, node: object, left_out: LeftOut, number: int) -> Iterator[SourceEvent]:
    part = f"node {number}"
    try:
        if isinstance(node, DatelineError):
            raise node
        fields = node.get("attributes") if isinstance(node, Mapping) else None
        if not isinstance(node, Mapping) or not isinstance(fields, Mapping):
            raise DatelineError("it is not a node of Drupal")
        kind = str(node.get("type", "")).removeprefix(_PREFIX)
        text = _read_body(fields.get("body"))
        if reason := _find_reason(kind, fields, text):
            left_out.add(reason)
            return
        yield from entry.build_article(text, _read_metadata(fields), str(node.get("id", "")), part)
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))


def _find_reason(kind: str, fields: Mapping[str, Any], text: str) -> str:
    """The kind of a node that is not a published article, "" if it is one."""
    if fields.get("status") is False:
        return "node that is not published"
    if kind in _PAGES and is_short_page(text):
        return SHORT_PAGE
    return "" if text else f"'{kind[:40]}' without a text"


def _read_body(body: object) -> str:
    if not isinstance(body, Mapping):
        return ""
    html = body.get("processed") or body.get("value")
    return extract_fragment_text(html) if isinstance(html, str) else ""


def _read_metadata(fields: Mapping[str, Any]) -> Metadata:
    created, changed = (str(fields.get(name) or "") for name in ("created", "changed"))
    return Metadata(
        title=str(fields.get("title") or ""),
        published=created,
        updated="" if changed == created else changed,
        language=str(fields.get("langcode") or ""),
    )
