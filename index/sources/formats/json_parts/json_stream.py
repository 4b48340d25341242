"""JSON as a stream: events, and values built from them within the limits of one article.

Leaves out articles. The chunks are passed to ijson one by one, so that the events before a fault
are not lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from index.core.errors import DatelineError
from index.sources.chunks import read_text_chunks
from index.sources.parsed_article import MAX_ARTICLE_BYTES

# The object of an article has a few levels; a file of a million brackets has more.
MAX_DEPTH = 50
TOO_LONG = f"it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB"
# Python refuses longer integers, which crashes the C code of the parser.
_ENDLESS_NUMBER = re.compile(r"[0-9]{4000}")
# Stands before each value of a text sequence (RFC 7464), and in none.
_SEPARATOR = "\x1e"

Event = tuple[str, Any]


def read_json_events(file: BinaryIO) -> Iterator[Event]:
    """Read the events of a file, which holds one value or several one after the other.

    Raises DatelineError if the file is not valid JSON or a value is longer than an article may be.
    """
    import ijson

    events: list[Event] = ijson.sendable_list()
    parser = ijson.basic_parse_coro(events, multiple_values=True)
    fault: Exception | None = None
    for chunk in _check_chunks(file, events):
        yield from _take_events(events)
        try:
            parser.send(chunk.encode("utf-8", "surrogateescape"))
        # A number that no Decimal can hold raises ArithmeticError.
        except (ijson.JSONError, ArithmeticError, ValueError) as error:
            fault = error
            break
    yield from _take_events(events)
    try:
        if fault is None:
            parser.close()
    except ijson.JSONError as error:
        fault = error
    yield from _take_events(events)
    if fault is not None:
        raise DatelineError("it is not valid JSON") from fault


def _check_chunks(file: BinaryIO, events: list[Event]) -> Iterator[str]:
    """Yield the text of the file. Raises DatelineError if a single value is too long."""
    end, silent = "", 0
    for chunk in read_text_chunks(file):
        end = (end + chunk)[-len(chunk) - 4000 :]
        if _ENDLESS_NUMBER.search(end):
            raise DatelineError("it holds a number of more than 4,000 digits")
        silent = 0 if events else silent + len(chunk)
        if silent > MAX_ARTICLE_BYTES:
            raise DatelineError(f"a value in it is longer than {MAX_ARTICLE_BYTES / 1e6:.0f} MB")
        if chunk:
            yield chunk.replace(_SEPARATOR, " ")


def _take_events(events: list[Event]) -> Iterator[Event]:
    copy = events[:]
    events.clear()
    return iter(copy)


class JsonValue:
    """The value that begins with the event `start`. With a `fault`, it was read to its end but is
    incomplete; `size` is roughly its number of bytes in JSON."""

    def __init__(self, events: Iterator[Event], start: Event) -> None:
        self._events = events
        self.size = 0
        self.fault = ""
        self.value = self._build(start, 0)

    def _build(self, start: Event, depth: int) -> Any:
        event, value = start
        if event not in ("start_map", "start_array"):
            self._spend(len(value) if isinstance(value, str) else 1)
            # Numbers stay as written; a float would alter a decimal.
            return str(value) if event == "number" else value
        if depth == MAX_DEPTH:
            self.fault = self.fault or f"it is more than {MAX_DEPTH} levels deep"
            return self._skip()
        self._spend(2)
        return self._build_object(depth) if event == "start_map" else self._build_array(depth)

    def _build_array(self, depth: int) -> list[Any]:
        parts: list[Any] = []
        while (start := next(self._events))[0] != "end_array":
            part = self._build(start, depth + 1)
            if not self.fault:
                parts.append(part)
        return parts

    def _build_object(self, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while (start := next(self._events))[0] != "end_map":
            self._spend(len(start[1]))
            value = self._build(next(self._events), depth + 1)
            if not self.fault:
                fields[start[1]] = value
        return fields

    def _skip(self) -> None:
        """Read to the end of the open bracket."""
        depth = 1
        while depth:
            event = next(self._events)[0]
            depth += event.startswith("start") - event.startswith("end")

    def _spend(self, size: int) -> None:
        # Each has quotation marks and a comma or a colon.
        self.size += size + 3
        if self.size > MAX_ARTICLE_BYTES:
            self.fault = self.fault or TOO_LONG
