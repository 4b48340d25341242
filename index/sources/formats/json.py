"""`.json` and `.jsonl`: one article, an array of them, an object that holds one, or many values.

What a file holds decides how it is read, not its ending. Unless each line is an article (`jsonl`),
the file is parsed as a stream, so an export of any length needs the memory of one article. In a
JSON Feed (https://www.jsonfeed.org/version/1.1/) the fields of the feed apply to its items. In
other layouts only the fields of the article's own object count.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats import jsonl
from index.sources.formats.agency.ninjs import is_ninjs
from index.sources.formats.json_parts.json_layout import LISTS, WRAPPERS, has_json_lines, has_text
from index.sources.formats.json_parts.json_stream import (
    TOO_LONG,
    Event,
    JsonValue,
    read_json_events,
)
from index.sources.formats.records import Records
from index.sources.metadata import NAMES
from index.sources.parsed_article import MAX_ARTICLE_BYTES, SourceEvent

_MAX_WRAPPERS = 3
_JSON_FEED = "https://jsonfeed.org/version/"
_NO_ARTICLE = (
    f"it holds neither the text of an article (under {', '.join(NAMES['text'][:3])}, …) nor a list"
    f" of articles (under {', '.join(LISTS)})"
)


def read(entry: Entry) -> Iterator[SourceEvent]:
    """Read the file's articles. A bad one gives a Problem and no more.

    Raises DatelineError if the file is not valid JSON (after the articles before that place) or
    holds no article.
    """
    if has_json_lines(entry):
        yield from jsonl.read(entry)
        return
    with closing(entry.open()) as file:
        yield from _Export(read_json_events(file), Records(entry, "article")).read_values()


class _Export:
    """Turns the events of a file into articles, numbered from 1."""

    def __init__(self, events: Iterator[Event], records: Records) -> None:
        self._events = events
        self._records = records
        self._number = 0
        self._size = 0

    def read_values(self) -> Iterator[SourceEvent]:
        """Read all values of the file: one, or many one after the other."""
        start: Event | None = next(self._events)
        while start is not None:
            is_first = self._number == 0
            if start[0] == "start_array":
                yield from self.read_elements({})
                start = next(self._events, None)
            elif start[0] == "start_map":
                start = yield from self._read_whole(is_first=is_first)
            elif is_first:
                raise DatelineError("it is neither an article nor a list of articles")
            else:
                self._number += 1
                yield self._records.make_problem(self._number, "it is not a JSON object")
                start = next(self._events, None)

    def read_elements(self, defaults: dict[str, Any], *first: Event) -> Iterator[SourceEvent]:
        """Read the rest of an array whose bracket and `first` events were read."""
        events = chain(first, self._events)
        while (start := next(events))[0] != "end_array":
            self._number += 1
            element = JsonValue(events, start)
            if element.fault:
                yield self._records.make_problem(self._number, element.fault)
            else:
                record = _add_defaults(element.value, defaults)
                yield from self._records.read_article(record, self._number)

    def _read_whole(self, *, is_first: bool) -> Generator[SourceEvent, None, Event | None]:
        """Read the articles in the lists of the open object, or the object as an article.

        Returns the event that begins the next value, None if there is none.
        """
        number = self._number
        self._size = 0
        fields, has_list = yield from self._read_object(1)
        if self._number > number or has_list:
            return next(self._events, None)
        if not (has_text(fields) or is_ninjs(fields)) and is_first:
            raise DatelineError(_NO_ARTICLE)
        following, fault = self._begin_next()
        if is_first and following is None:
            yield from self._records.read_single(fields)
        else:
            self._number += 1
            yield from self._records.read_article(fields, self._number)
        if fault is not None:
            raise fault
        return following

    def _begin_next(self) -> tuple[Event | None, DatelineError | None]:
        """The event that begins the next value, or the fault that stands there."""
        try:
            return next(self._events, None), None
        except DatelineError as error:
            return None, error

    def _read_object(self, depth: int) -> Generator[SourceEvent, None, tuple[dict[str, Any], bool]]:
        """Read the lists of an object. Returns its other fields, and whether it has a list."""
        fields: dict[str, Any] = {}
        has_list = False
        while (key := next(self._events))[0] != "end_map":
            had_list = yield from self._read_field(key[1], fields, depth)
            has_list = has_list or had_list
        return fields, has_list

    def _read_field(
        self, name: str, fields: dict[str, Any], depth: int
    ) -> Generator[SourceEvent, None, bool]:
        """Yield the articles of a field that is a list of them; add any other field to `fields`.

        An object with a text before a list is an article itself.
        """
        start, events = next(self._events), self._events
        if name.lower() in WRAPPERS and not has_text(fields):
            if start[0] == "start_map" and depth < _MAX_WRAPPERS:
                fields[name], has_list = yield from self._read_object(depth + 1)
                return has_list
            if start[0] == "start_array":
                first = next(events)
                if first[0] in ("start_map", "end_array"):
                    yield from self.read_elements(_get_feed_defaults(fields), first)
                    return True
                events = chain([first], events)
        field = JsonValue(events, start)
        self._size += len(name) + field.size
        if field.fault or self._size > MAX_ARTICLE_BYTES:
            raise DatelineError(field.fault or TOO_LONG)
        fields[name] = field.value
        return False


def _get_feed_defaults(fields: dict[str, Any]) -> dict[str, Any]:
    """The fields of a JSON Feed that apply to each of its items."""
    if not str(fields.get("version")).startswith(_JSON_FEED):
        return {}
    return {
        "source": fields.get("title"),
        "language": fields.get("language"),
        "authors": fields.get("authors") or fields.get("author"),
    }


def _add_defaults(element: Any, defaults: dict[str, Any]) -> Any:
    if not (defaults and isinstance(element, dict)):
        return element
    own = {name: value for name, value in element.items() if value}
    own_authors = element.get("authors") or element.get("author")
    return defaults | own | {"authors": own_authors or defaults["authors"]}
