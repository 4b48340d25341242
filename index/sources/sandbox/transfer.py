"""What the reader process says, as JSON: whoever takes that process over can send data, not code.

Pickle would run what it is sent. Only the kinds of `_KINDS` can be said, their fields of the types
that they declare.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from index.core.errors import DatelineError
from index.sources.feeds.feed_items import FeedItems
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    SourceEvent,
    UnchangedSource,
)

# True: all was read, and another can be. False: all was read that could be, and no more can be.
Message = SourceEvent | FeedItems | bool
_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (ParsedArticle, Problem, FinishedSource, UnchangedSource, FeedItems)
}
# A feed of 20 MB in another encoding, as content and as article; and far below what fills memory.
MAX_BYTES = 200_000_000


def encode(message: Message) -> bytes:
    """A message as bytes. Raises DatelineError where they are more than MAX_BYTES."""
    said = message if isinstance(message, bool) else [type(message).__name__, message]
    text = json.dumps(said, ensure_ascii=False, default=_parts)
    # What a feed says is sent on as it is, lone surrogates too.
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        raise DatelineError(f"it holds more than {MAX_BYTES / 1e6:.0f} MB in one piece")
    return raw


def decode(raw: bytes) -> Message:
    """The message of such bytes. Raises ValueError for anything else."""
    try:
        said = json.loads(raw.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if isinstance(said, bool):
        return said
    match said:
        case [str(name), value] if name in _KINDS:
            message: Message = _made(_KINDS[name], value)
            return message
    raise ValueError("no message")


def _parts(value: object) -> dict[str, Any]:
    """A dataclass as its fields by name. Not `asdict`, which copies them all."""
    kind: type = type(value)
    return {name: getattr(value, name) for name in _hints(kind)}


def _made(kind: type, value: object) -> Any:
    """A dataclass of its fields by name."""
    hints = _hints(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise ValueError(f"no {kind.__name__}")
    return kind(**{name: _value(hints[name], part) for name, part in value.items()})


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _value(kind: Any, value: object) -> Any:
    """The value as what its field declares: a text, number, tuple or dataclass, or None."""
    if type(value) is kind:
        return value
    if get_origin(kind) is UnionType:
        if value is None:
            return None
        (kind,) = (option for option in get_args(kind) if option is not NoneType)
        return _value(kind, value)
    if is_dataclass(kind):
        return _made(kind, value)  # type: ignore[arg-type]
    if get_origin(kind) is tuple and isinstance(value, list):
        item = get_args(kind)[0]
        return tuple(_value(item, part) for part in value)
    raise ValueError("a value of another type")
