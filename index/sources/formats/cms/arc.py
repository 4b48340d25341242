"""Stories of Arc XP (ANS, `.json`): one, a list of them, or the answer of its content API.

Stories that are not published are left out, with a note of their number.
https://github.com/washingtonpost/ans-schema
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.cms.left_out import LeftOut
from index.sources.formats.json_parts.json_stream import Event, JsonValue, read_json_events
from index.sources.html.blocks import PARAGRAPH
from index.sources.html.fragment import extract_fragment_text
from index.sources.metadata import Metadata
from index.sources.parsed_article import MAX_ARTICLE_BYTES, Problem, SourceEvent

_STORY = re.compile(r'"content_elements"\s*:\s*\[|"headlines"\s*:\s*\{\s*"\w+"\s*:')
_TEXTS = ("text", "header", "raw_text")
_GROUPS = ("list", "quote", "correction", "list_element")


def is_export(head: str) -> bool:
    """Whether a file that begins so holds stories of Arc."""
    return len({match[0][:10] for match in _STORY.finditer(head)}) > 1


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's stories, one at a time. A bad one gives a Problem and no more.

    Raises DatelineError or OSError if the file is damaged or holds no story.
    """
    left_out = LeftOut(entry)
    number = 0
    with closing(entry.open()) as file:
        for story in _stream_stories(file):
            number += 1
            yield from _read_story(entry, story, left_out, number)
    yield from left_out.make_note()
    if not number:
        raise DatelineError("it holds no stories")


def _stream_stories(file: Any) -> Iterator[object]:
    """The stories: the elements of an array, or of the answer's `content_elements`; else the whole
    object, whose `content_elements` are its text."""
    events = read_json_events(file)
    start = next(events)
    if start[0] == "start_array":
        yield from _stream_array(events)
    elif start[0] == "start_map":
        fields: dict[str, Any] = {}
        size = 0
        while (key := next(events))[0] != "end_map":
            start = next(events)
            if key[1] == "content_elements" and start[0] == "start_array":
                texts: list[Any] = []
                for element in _stream_array(events):
                    if isinstance(element, Mapping) and "headlines" in element:
                        yield element
                    else:
                        texts.append(element)
                        size += len(str(element))
                fields[key[1]] = texts
            else:
                value = JsonValue(events, start)
                fields[key[1]], size = value.value, size + value.size
            if size > MAX_ARTICLE_BYTES:
                raise DatelineError(f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
        if "headlines" in fields:
            yield fields
    next(events, None)


def _stream_array(events: Iterator[Event]) -> Iterator[object]:
    while (start := next(events))[0] != "end_array":
        value = JsonValue(events, start)
        yield DatelineError(value.fault) if value.fault else value.value


def _read_story(
    entry: Entry, story: object, left_out: LeftOut, number: int
) -> Iterator[SourceEvent]:
    part = f"story {number}"
    try:
        if isinstance(story, DatelineError):
            raise story
        if not isinstance(story, Mapping):
            raise DatelineError("it is not a JSON object")
        if kind := _find_reason(story):
            left_out.add(kind)
            return
        text = PARAGRAPH.join(_read_elements(story.get("content_elements"), 0))
        story_id = _text(story.get("_id")) or _text(story.get("canonical_url"))
        yield from entry.build_article(text, _read_metadata(story), story_id, part)
    except DatelineError as error:
        yield Problem(entry.name_part(part), str(error))


def _find_reason(story: Mapping[str, Any]) -> str:
    """The kind of an object that is not a published story, "" if it is one."""
    kind = _text(story.get("type")) or "story"
    if kind != "story":
        return f"'{kind[:40]}'"
    published = _inner(story, "revision").get("published")
    if published is False or (published is None and story.get("publishing_state") == "draft"):
        return "story that is not published"
    return ""


def _read_elements(elements: object, depth: int) -> Iterator[str]:
    """The paragraphs of a story's elements; pictures, films and embedded pages have none."""
    for element in elements if isinstance(elements, list) and depth < 10 else ():
        if not isinstance(element, Mapping):
            continue
        kind = element.get("type")
        if kind in _TEXTS and (text := extract_fragment_text(_text(element.get("content")))):
            yield text
        elif kind in _GROUPS:
            yield from _read_elements(element.get("items"), depth + 1)
            yield from _read_elements(element.get("content_elements"), depth + 1)


def _read_metadata(story: Mapping[str, Any]) -> Metadata:
    credited = _inner(story, "credits").get("by")
    people = credited if isinstance(credited, list) else []
    names = (_text(one.get("name")) for one in people if isinstance(one, Mapping))
    published = _text(story.get("first_publish_date")) or _text(story.get("publish_date"))
    shown = _text(story.get("display_date"))
    updated = _text(story.get("last_updated_date"))
    section = _inner(_inner(story, "taxonomy"), "primary_section")
    distributor = _inner(story, "distributor")
    address = _text(story.get("canonical_url"))
    return Metadata(
        title=_text(_inner(story, "headlines").get("basic")),
        source=_text(_inner(story, "source").get("name")) or _text(distributor.get("name")),
        authors=tuple(filter(None, names)),
        published=shown or published,
        updated="" if updated in (shown, published) else updated,
        url=address if address.startswith(("http://", "https://")) else "",
        language=_text(story.get("language")),
        section=_text(section.get("name")),
        copyright=_text(story.get("copyright")),
    )


def _inner(fields: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
