"""JSON read as it comes: events, and values built from them within the limits of one article.

Knows nothing of articles. The parser is ijson's, fed by hand: so the events before a fault are not
lost with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from index.core.errors import DatelineError
from index.sources.chunks import read_text_chunks
from index.sources.parsed_article import MAX_ARTICLE_BYTES

# An article's object is a few levels deep; a file of a million brackets is not.
MAX_DEPTH = 50
TOO_LONG = f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB"
# Python refuses longer integers, and the parser's C code does not survive that.
_ENDLESS_NUMBER = re.compile(r"[0-9]{4000}")

Event = tuple[str, Any]


def read_json_events(file: BinaryIO) -> Iterator[Event]:
    """The parser's events. Raises DatelineError where the file is not valid JSON, or where a single
    value is longer than an article may be."""
    import ijson

    events: list[Event] = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events)
    fault: Exception | None = None
    for chunk in _checked(file, events):
        yield from _taken(events)
        try:
            parser.send(chunk.encode("utf-8", "surrogateescape"))
        # Numbers that no Decimal can hold are ArithmeticErrors.
        except (ijson.JSONError, ArithmeticError, ValueError) as error:
            fault = error
            break
    yield from _taken(events)
    try:
        if fault is None:
            parser.close()
    except ijson.JSONError as error:
        fault = error
    yield from _taken(events)
    if fault is not None:
        raise DatelineError("it is not valid JSON") from fault


def _checked(file: BinaryIO, events: list[Event]) -> Iterator[str]:
    """The file's text, as long as no single value in it is beyond all measure."""
    end, silent = "", 0
    for chunk in read_text_chunks(file):
        end = (end + chunk)[-len(chunk) - 4000 :]
        if _ENDLESS_NUMBER.search(end):
            raise DatelineError("it holds a number of more than 4,000 digits")
        silent = 0 if events else silent + len(chunk)
        if silent > MAX_ARTICLE_BYTES:
            raise DatelineError(f"a value in it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
        if chunk:
            yield chunk


def _taken(events: list[Event]) -> Iterator[Event]:
    taken = events[:]
    events.clear()
    return iter(taken)


class JsonValue:
    """The value that begins with the event `start`. Where there is a `fault`, it was read to its
    end and is not whole; `size` is about how many bytes of JSON it took."""

    def __init__(self, events: Iterator[Event], start: Event) -> None:
        self._events = events
        self.size = 0
        self.fault = ""
        self.value = self._built(start, 0)

    def _built(self, start: Event, depth: int) -> Any:
        event, value = start
        if event not in ("start_map", "start_array"):
            self._spend(len(value) if isinstance(value, str) else 1)
            # Numbers count as written: as a float, a decimal would read otherwise.
            return str(value) if event == "number" else value
        if depth == MAX_DEPTH:
            self.fault = self.fault or f"it is more than {MAX_DEPTH} levels deep"
            return self._skip()
        self._spend(2)
        return self._fields(depth) if event == "start_map" else self._parts(depth)

    def _parts(self, depth: int) -> list[Any]:
        parts: list[Any] = []
        while (start := next(self._events))[0] != "end_array":
            part = self._built(start, depth + 1)
            if not self.fault:
                parts.append(part)
        return parts

    def _fields(self, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while (start := next(self._events))[0] != "end_map":
            self._spend(len(start[1]))
            value = self._built(next(self._events), depth + 1)
            if not self.fault:
                fields[start[1]] = value
        return fields

    def _skip(self) -> None:
        """Read to the end of the bracket that has just been opened."""
        depth = 1
        while depth:
            event = next(self._events)[0]
            depth += event.startswith("start") - event.startswith("end")

    def _spend(self, size: int) -> None:
        # Quotation marks, a comma or a colon come with each.
        self.size += size + 3
        if self.size > MAX_ARTICLE_BYTES:
            self.fault = self.fault or TOO_LONG
