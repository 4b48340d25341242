"""What went wrong, in the shape that OpenAI's clients read."""

from __future__ import annotations

from typing import Any

from assistant.rest.problems import Refusal
from index.article import DatelineError, storable

Json = dict[str, Any]

_MAX_MESSAGE = 500
_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class RequestError(DatelineError):
    """A request that cannot be answered: its HTTP status, and which parameter is at fault."""

    def __init__(
        self, message: str, remedy: str = "", *, status: int = 400, param: str = "", code: str = ""
    ) -> None:
        super().__init__(message, remedy)
        self.status = status
        self.param = param
        self.code = code


def error_json(error: DatelineError) -> tuple[int, Json]:
    """HTTP status and body for an error; the server's own fault unless it is a RequestError."""
    if isinstance(error, RequestError):
        return error.status, _body(str(error), "invalid_request_error", error.param, error.code)
    return 503, _body(str(error), "server_error")


def refusal_json(refusal: Refusal) -> tuple[int, Json]:
    """The same for what the server refuses, be it for lack of room or of a key."""
    told = refusal.details
    message = f"{told.detail}. {told.remedy}" if told.remedy else told.detail
    kind = _KINDS.get(told.status, "invalid_request_error")
    return told.status, _body(message, "server_error" if told.status >= 500 else kind)


def _body(message: str, kind: str, param: str = "", code: str = "") -> Json:
    # What a client sent may be named in a message, and need not be text that can be sent back.
    return {
        "error": {
            "message": storable(message)[:_MAX_MESSAGE],
            "type": kind,
            "param": storable(param)[:_MAX_MESSAGE] or None,
            "code": code or None,
        }
    }
