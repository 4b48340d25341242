"""The arrays of objects in a JSON file by their names, one object in memory at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from index.core.errors import DatelineError
from index.sources.formats.json_parts.json_stream import Event, JsonValue, read_json_events

# Deeper ones are parts of an object.
_MAX_DEPTH = 6


def stream_tables(file: BinaryIO, names: Collection[str]) -> Iterator[tuple[str, Any]]:
    """Yield the objects of the arrays that have one of the names, with that name.

    An object that is too large or too deep is a DatelineError in place of it. Raises DatelineError
    if the file is not valid JSON.
    """
    events = read_json_events(file)
    event = next(events)
    if event[0] == "start_map":
        yield from _walk_object(events, names, 0)
    elif event[0] == "start_array":
        yield from _walk_array(events, names, "", 0)
    # The parser raises here for anything after the last bracket.
    next(events, None)


def _walk_object(
    events: Iterator[Event], names: Collection[str], depth: int
) -> Iterator[tuple[str, Any]]:
    while (key := next(events))[0] != "end_map":
        start = next(events)
        if start[0] == "start_map" and depth < _MAX_DEPTH:
            yield from _walk_object(events, names, depth + 1)
        elif start[0] == "start_array" and depth < _MAX_DEPTH:
            yield from _walk_array(events, names, key[1], depth + 1)
        else:
            JsonValue(events, start)


def _walk_array(
    events: Iterator[Event], names: Collection[str], name: str, depth: int
) -> Iterator[tuple[str, Any]]:
    while (start := next(events))[0] != "end_array":
        if name in names:
            value = JsonValue(events, start)
            yield name, DatelineError(value.fault) if value.fault else value.value
        elif start[0] == "start_map" and depth < _MAX_DEPTH:
            yield from _walk_object(events, names, depth + 1)
        else:
            JsonValue(events, start)
