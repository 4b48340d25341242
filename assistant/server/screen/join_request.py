"""Parses what a page sends to Gradio's queue, and checks its form and size. Pure.

Gradio itself and the sessions are not here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, ValidationError

from assistant.server.http.problems import Refusal

# Characters of a field; the longest field of the page is an address.
MAX_FIELD = 8_000
# Bytes. The largest value is a chat that the browser has saved (`assistant.chat.chat_json`); the
# rest is for the text of the fields.
MAX_JOIN_BYTES = 256_000
MAX_CANCEL_BYTES = 4_000
_MAX_SESSION = 64
_MAX_FIELDS = 16
_FILE = "gradio.FileData"

Json = dict[str, Any]
M = TypeVar("M", bound=BaseModel)


class JoinRequest(BaseModel):
    """An event of a page. Other fields of the body are dropped."""

    model_config = ConfigDict(frozen=True)

    data: list[Any] = Field(max_length=_MAX_FIELDS)
    fn_index: StrictInt
    session_hash: StrictStr = Field(min_length=1, max_length=_MAX_SESSION)
    event_data: Any = None
    trigger_id: StrictInt | None = None


class CancelRequest(BaseModel):
    """A request to cancel an event of a page."""

    model_config = ConfigDict(frozen=True)

    event_id: StrictStr = Field(max_length=_MAX_SESSION)
    fn_index: StrictInt = 0
    session_hash: StrictStr = Field(default="", max_length=_MAX_SESSION)


def parse_join(body: bytes) -> JoinRequest:
    """Parse a body. Raises Refusal if it is invalid, or holds more than a page sends."""
    value = _parse_json(body, MAX_JOIN_BYTES)
    if any(_is_more_than_text(part) for part in _iterate_parts(value) if isinstance(part, dict)):
        raise Refusal(422, "A page sends text here, neither components nor files")
    join = _validate(JoinRequest, value)
    for part in _iterate_parts(join.data):
        if isinstance(part, str) and len(part) > MAX_FIELD:
            raise Refusal(413, f"A field of the page has at most {MAX_FIELD:,} characters")
    return join


def parse_ending(body: bytes) -> CancelRequest:
    """Parse a body. Raises Refusal as `parse_join`."""
    return _validate(CancelRequest, _parse_json(body, MAX_CANCEL_BYTES))


def _parse_json(body: bytes, max_bytes: int) -> Any:
    if len(body) > max_bytes:
        raise Refusal(413, f"The body is larger than {max_bytes:,} bytes")
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Refusal(400, "The body is not JSON") from error


def _validate(model: type[M], value: Any) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        # The message of the error repeats what the client sent.
        raise Refusal(422, "The request is not what the page sends") from error


def _iterate_parts(value: Any) -> Iterator[Any]:
    """Iterate over all parts of a JSON value at any depth, names of fields included."""
    pending = [value]
    while pending:
        part = pending.pop()
        yield part
        if isinstance(part, dict):
            pending += part
            pending += part.values()
        elif isinstance(part, list):
            pending += part


def _is_more_than_text(part: Json) -> bool:
    """Would Gradio make a component from this, or open it as a file?"""
    meta = part.get("meta")
    return "component" in part or (isinstance(meta, dict) and meta.get("_type") == _FILE)
