"""What went wrong, in the shape that OpenAI's clients read.

Whatever part of the server refuses a request to these addresses, its problem comes in that shape.
"""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.server.http.problems import MEDIA_TYPE, Refusal, public
from index.core.article import replace_surrogates
from index.core.errors import DatelineError, PublicError

Json = dict[str, Any]

_MAX_MESSAGE = 500
_ADDRESSES = re.compile(r"/v1/(?:chat/completions|models(?:/.*)?)", re.DOTALL)
# A request that is wrong is a bad one, and nothing finer: so clients know it.
_BAD = (413, 415, 422)
_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class RequestError(PublicError):
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
    return 503, _body(str(public(error)), "server_error")


def refusal_json(refusal: Refusal) -> tuple[int, Json]:
    """The same for what the server refuses, be it for lack of room or of a key."""
    return _problem_json(refusal.details.model_dump())


def _problem_json(told: Json) -> tuple[int, Json]:
    status = 400 if told["status"] in _BAD else told["status"]
    message = f"{told['detail']}. {told['remedy']}" if told["remedy"] else told["detail"]
    kind = "server_error" if status >= 500 else _KINDS.get(status, "invalid_request_error")
    return status, _body(message, kind)


def _body(message: str, kind: str, param: str = "", code: str = "") -> Json:
    # What a client sent may be named in a message, and need not be text that can be sent back.
    return {
        "error": {
            "message": replace_surrogates(message)[:_MAX_MESSAGE],
            "type": kind,
            "param": replace_surrogates(param)[:_MAX_MESSAGE] or None,
            "code": code or None,
        }
    }


class ErrorShape:
    """Tells of problems at these addresses in the shape that their clients read."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and _ADDRESSES.fullmatch(scope["path"]):
            await self._app(scope, receive, _Shaped(scope, receive, send))
        else:
            await self._app(scope, receive, send)


class _Shaped:
    """Keeps a problem until it is whole, and sends it in the other shape; all else as it comes."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._answer = (scope, receive, send)
        self._head: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if _begins_problem(message):
            self._head = message
        elif self._head is None:
            await self._answer[2](message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._told(self._head)

    async def _told(self, head: Message) -> None:
        status, body = _problem_json(json.loads(self._body))
        headers = Headers(raw=head["headers"])
        kept = {k: v for k, v in headers.items() if not k.startswith("content-")}
        await JSONResponse(body, status, kept)(*self._answer)


def _begins_problem(message: Message) -> bool:
    if message["type"] != "http.response.start":
        return False
    return Headers(raw=message["headers"]).get("content-type") == MEDIA_TYPE
