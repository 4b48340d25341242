"""Messages of the reader process as JSON: a file that takes it over can send data, but no code.

Pickle would run what it receives. A message is of one of `_KINDS`, with fields of their types.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from index.core.errors import DatelineError
from index.sources.feeds.feed_items import FeedItems
from index.sources.parsed_article import (
    FinishedSource,
    ParsedArticle,
    Problem,
    Progress,
    PublisherNotice,
    SourceEvent,
    UnchangedSource,
)
from index.sources.sandbox.crop import PageCrop
from index.sources.sandbox.request import StartedMember

# A bool ends a request: whether the process can read another one.
Message = SourceEvent | FeedItems | PageCrop | StartedMember | bool
_KINDS: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        *(ParsedArticle, PublisherNotice, Problem, FinishedSource, UnchangedSource, Progress),
        *(FeedItems, PageCrop, StartedMember),
    )
}
# Enough for a feed of 20 MB in another encoding, as content and as article.
MAX_BYTES = 200_000_000


def encode(message: Message) -> bytes:
    """Encode a message. Raises DatelineError if it has more than MAX_BYTES."""
    content = message if isinstance(message, bool) else [type(message).__name__, message]
    text = json.dumps(content, ensure_ascii=False, default=_list_fields)
    # Texts of a feed are sent unchanged, even with lone surrogates.
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        raise DatelineError(f"it holds more than {MAX_BYTES / 1e6:.0f} MB in one piece")
    return raw


def decode(raw: bytes) -> Message:
    """Decode a message. Raises ValueError if the bytes are not one."""
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
    """The fields of a dataclass by name, without the copies that `asdict` makes."""
    kind: type = type(value)
    return {name: getattr(value, name) for name in _get_field_types(kind)}


def _build(kind: type, value: object) -> Any:
    """Build a dataclass from its fields by name."""
    hints = _get_field_types(kind)
    if not isinstance(value, dict) or value.keys() != hints.keys():
        raise ValueError(f"no {kind.__name__}")
    return kind(**{name: _convert(hints[name], part) for name, part in value.items()})


@cache
def _get_field_types(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _convert(kind: Any, value: object) -> Any:
    """Convert a value to the type of its field: a text, number, tuple, dataclass or None."""
    if type(value) is kind:
        return value
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(str(value))
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
