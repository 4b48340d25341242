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
    content = message if isinstance(message, bool) else [type(message).__name__, message]
    text = json.dumps(content, ensure_ascii=False, default=_list_fields)
    # What a feed says is sent on as it is, lone surrogates too.
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        raise DatelineError(f"it holds more than {MAX_BYTES / 1e6:.0f} MB in one piece")
    return raw


def decode(raw: bytes) -> Message:
    """The message of such bytes. Raises ValueError for anything else."""
    try:
        content = json.loads(raw.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if isinstance(content, bool):
        return content
    match content:
        case [str(name), value] if name in _KINDS:
            message: Message = _build(_KINDS[name], value)
            return message
    raise ValueError("no message")


def _list_fields(value: object) -> dict[str, Any]:
    """A dataclass as its fields by name. Not `asdict`, which copies them all."""
    kind: type = type(value)
    return {name: getattr(value, name) for name in _get_field_types(kind)}


def _build(kind: type, value: object) -> Any:
    """A dataclass of its fields by name."""
    hints = _get_field_types(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise ValueError(f"no {kind.__name__}")
    return kind(**{name: _convert(hints[name], part) for name, part in value.items()})


@cache
def _get_field_types(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _convert(kind: Any, value: object) -> Any:
    """The value as what its field declares: a text, number, tuple or dataclass, or None."""
    if type(value) is kind:
        return value
    if get_origin(kind) is UnionType:
        if value is None:
            return None
        (kind,) = (option for option in get_args(kind) if option is not NoneType)
        return _convert(kind, value)
    if is_dataclass(kind):
        return _build(kind, value)  # type: ignore[arg-type]
    if get_origin(kind) is tuple and isinstance(value, list):
        item = get_args(kind)[0]
        return tuple(_convert(item, part) for part in value)
    raise ValueError("a value of another type")
