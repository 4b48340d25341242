"""What a page sends to Gradio's queue: its form and its size. Knows neither Gradio nor sessions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from assistant.server.http.problems import Refusal

# Characters of a field: the longest that the page has is an address.
MAX_FIELD = 8_000
# Bytes. The largest thing that a page sends is a chat that the browser has kept
# (`assistant.chat.chat_json`); the rest is for what stands in the fields.
MAX_JOIN_BYTES = 256_000
MAX_ENDING_BYTES = 4_000
_MAX_SESSION = 64
_MAX_FIELDS = 16
_FILE = "gradio.FileData"

Json = dict[str, Any]
M = TypeVar("M", bound=BaseModel)


class Join(BaseModel):
    """What a page sends when something was done on it. All else of a body is left out."""

    model_config = ConfigDict(frozen=True)

    data: list[Any] = Field(max_length=_MAX_FIELDS)
    fn_index: StrictInt
    session_hash: StrictStr = Field(min_length=1, max_length=_MAX_SESSION)
    event_data: Any = None
    trigger_id: StrictInt | None = None


class Ending(BaseModel):
    """What a page sends when it gives up what it asked."""

    model_config = ConfigDict(frozen=True)

    event_id: StrictStr = Field(max_length=_MAX_SESSION)
    fn_index: StrictInt = 0
    session_hash: StrictStr = Field(default="", max_length=_MAX_SESSION)


def join_of(body: bytes) -> Join:
    """The join that a body is; raises Refusal where it is none, or more than a page sends."""
    value = _json(body, MAX_JOIN_BYTES)
    if any(_is_more_than_text(part) for part in _parts(value) if isinstance(part, dict)):
        raise Refusal(422, "A page sends text here, neither components nor files")
    join = _validated(Join, value)
    for part in _parts(join.data):
        if isinstance(part, str) and len(part) > MAX_FIELD:
            raise Refusal(413, f"A field of the page has at most {MAX_FIELD:,} characters")
    return join


def ending_of(body: bytes) -> Ending:
    """The ending that a body is; raises Refusal as `join_of`."""
    return _validated(Ending, _json(body, MAX_ENDING_BYTES))


def _json(body: bytes, most: int) -> Any:
    if len(body) > most:
        raise Refusal(413, f"The body is larger than {most:,} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "The body is no JSON") from error


def _validated(model: type[M], value: Any) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # Its own words repeat what was sent.
        raise Refusal(422, "The request is not what the page sends") from error


def _parts(value: Any) -> Iterator[Any]:
    """All that a JSON value is made of, however deep it is, names of fields included."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, dict):
            waiting += part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _is_more_than_text(part: Json) -> bool:
    """Would Gradio make a component of this, or open it as a file?"""
    meta = part.get("meta")
    return "component" in part or (isinstance(meta, dict) and meta.get("_type") == _FILE)
