"""`.json`: one article, an array of them, or an object that holds such an array.

The file is parsed as it is read: an export of any length needs the memory of one article. JSON
Feed is one such layout (https://www.jsonfeed.org/version/1.1/): what the feed says of itself holds
for its items. Of other layouts only what stands in the article's own object counts.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain
from typing import Any

from index.core.errors import DatelineError
from index.sources.entry import Entry
from index.sources.formats.json_stream import TOO_LONG, Event, JsonValue, read_json_events
from index.sources.formats.records import Records
from index.sources.metadata import NAMES
from index.sources.parsed_article import MAX_ARTICLE_BYTES, SourceEvent

# Under these names exports keep the array of their articles; under these and `response`, an object
# that does.
LISTS = ("articles", "items", "docs", "documents", "data", "results", "hits")
_WRAPPERS = (*LISTS, "response")
_MAX_WRAPPERS = 3
_JSON_FEED = "https://jsonfeed.org/version/"


def read(entry: Entry) -> Iterator[SourceEvent]:
    """The file's articles. A bad one is a Problem; the others still come.

    Raises DatelineError where the file is not valid JSON (after the articles that stand before
    that place) or holds no article.
    """
    with closing(entry.open()) as file:
        events = read_json_events(file)
        event, _ = next(events)
        if event not in ("start_array", "start_map"):
            raise DatelineError("it is neither an article nor a list of articles")
        export = _Export(events, Records(entry, "article"))
        yield from export.elements({}) if event == "start_array" else export.whole()
        # What stands behind the last bracket is no JSON any more: the parser says so here.
        next(events, None)


class _Export:
    """A file's events on their way to articles, numbered from 1."""

    def __init__(self, events: Iterator[Event], records: Records) -> None:
        self._events = events
        self._records = records
        self._number = 0
        self._kept = 0

    def elements(self, defaults: dict[str, Any], *first: Event) -> Iterator[SourceEvent]:
        """The articles of the array whose bracket (and `first` element's start) has been read."""
        events = chain(first, self._events)
        while (start := next(events))[0] != "end_array":
            self._number += 1
            element = JsonValue(events, start)
            if element.fault:
                yield self._records.problem(self._number, element.fault)
            else:
                record = _completed(element.value, defaults)
                yield from self._records.article(record, self._number)

    def whole(self) -> Iterator[SourceEvent]:
        """The articles of the lists in the object that has just been opened, or its own."""
        fields, has_list = yield from self._object(1)
        if self._number == 0 and _has_text(fields):
            yield from self._records.alone(fields)
        elif not has_list:
            raise DatelineError(
                f"it holds neither the text of an article (under {', '.join(NAMES['text'][:3])}, "
                f"…) nor a list of articles (under {', '.join(LISTS)})"
            )

    def _object(self, depth: int) -> Generator[SourceEvent, None, tuple[dict[str, Any], bool]]:
        """The articles of the object's lists. Returns its other fields, and whether it had one."""
        fields: dict[str, Any] = {}
        has_list = False
        while (key := next(self._events))[0] != "end_map":
            had_list = yield from self._field(key[1], fields, depth)
            has_list = has_list or had_list
        return fields, has_list

    def _field(
        self, name: str, fields: dict[str, Any], depth: int
    ) -> Generator[SourceEvent, None, bool]:
        """The articles of a field, if it is a list of them; else it joins the `fields`.

        What has a text before a list is an article itself, whatever it lists.
        """
        start, events = next(self._events), self._events
        if name.lower() in _WRAPPERS and not _has_text(fields):
            if start[0] == "start_map" and depth < _MAX_WRAPPERS:
                fields[name], has_list = yield from self._object(depth + 1)
                return has_list
            if start[0] == "start_array":
                first = next(events)
                if first[0] in ("start_map", "end_array"):
                    yield from self.elements(_of_feed(fields), first)
                    return True
                events = chain([first], events)
        field = JsonValue(events, start)
        self._kept += len(name) + field.size
        if field.fault or self._kept > MAX_ARTICLE_BYTES:
            raise DatelineError(field.fault or TOO_LONG)
        fields[name] = field.value
        return False


def _has_text(fields: dict[str, Any]) -> bool:
    return any(
        isinstance(value, str | list) and value and name.lower() in NAMES["text"]
        for name, value in fields.items()
    )


def _of_feed(fields: dict[str, Any]) -> dict[str, Any]:
    """What a JSON Feed says of itself that holds for each of its items."""
    if not str(fields.get("version")).startswith(_JSON_FEED):
        return {}
    return {
        "source": fields.get("title"),
        "language": fields.get("language"),
        "authors": fields.get("authors") or fields.get("author"),
    }


def _completed(element: Any, defaults: dict[str, Any]) -> Any:
    if not (defaults and isinstance(element, dict)):
        return element
    own_authors = element.get("authors") or element.get("author")
    return defaults | element | {"authors": own_authors or defaults["authors"]}
