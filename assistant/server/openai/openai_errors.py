"""Puts errors into the shape of OpenAI's API.

At OpenAI's addresses, this also holds for the refusals of the rest of the server.
"""

from __future__ import annotations

import json
import uuid
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.server.http.openai_addresses import is_absent, is_openai_address
from assistant.server.http.problems import MEDIA_TYPE, Refusal, make_public
from index.core.article import replace_surrogates
from index.core.errors import DatelineError, PublicError

Json = dict[str, Any]

_MAX_MESSAGE = 500
# What a client learns that calls another interface of OpenAI's than those that are here.
_ABSENT = "There is nothing at this address", "Use chat completions: client.chat.completions.create"
_REQUEST_ID = "x-request-id"
# OpenAI's clients know all of these as a bad request, 400.
_BAD_REQUEST = (413, 415, 422)
_KINDS = {401: "authentication_error", 403: "permission_error", 429: "rate_limit_error"}


class RequestError(PublicError):
    """A request that cannot be answered, with its HTTP status and the faulty parameter."""

    def __init__(
        self, message: str, remedy: str = "", *, status: int = 400, param: str = "", code: str = ""
    ) -> None:
        super().__init__(message, remedy)
        self.status = status
        self.param = param
        self.code = code


def make_error_json(error: DatelineError) -> tuple[int, Json]:
    """Make the HTTP status and body of an error; any but a RequestError is the server's fault."""
    if isinstance(error, RequestError):
        return error.status, _make_body(
            str(error), "invalid_request_error", error.param, error.code
        )
    return 503, _make_body(str(make_public(error)), "server_error")


def make_refusal_json(refusal: Refusal) -> tuple[int, Json]:
    """Make the HTTP status and body of a refusal, such as too many requests or a missing key."""
    return _convert_problem(refusal.details.model_dump())


def _convert_problem(problem: Json) -> tuple[int, Json]:
    status = 400 if problem["status"] in _BAD_REQUEST else problem["status"]
    message = (
        f"{problem['detail']}. {problem['remedy']}" if problem["remedy"] else problem["detail"]
    )
    kind = "server_error" if status >= 500 else _KINDS.get(status, "invalid_request_error")
    return status, _make_body(message, kind)


def _make_body(message: str, kind: str, param: str = "", code: str = "") -> Json:
    # A message may repeat what the client sent, which may not be valid text.
    return {
        "error": {
            "message": replace_surrogates(message)[:_MAX_MESSAGE],
            "type": kind,
            "param": replace_surrogates(param)[:_MAX_MESSAGE] or None,
            "code": code or None,
        }
    }


class OpenAIErrors:
    """Middleware that converts problems at OpenAI's addresses into OpenAI's shape, and gives each
    answer there an id, which clients show."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and convert the problem if one comes back."""
        if scope["type"] == "http" and is_openai_address(scope["path"]):
            converter = _ProblemConverter(scope, receive, _add_request_id(send))
            await self._app(scope, receive, converter)
        else:
            await self._app(scope, receive, send)


class _ProblemConverter:
    """Collects a problem and sends it in OpenAI's shape; other answers pass unchanged."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._answer = (scope, receive, send)
        self._head: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if _is_problem_start(message):
            self._head = message
        elif self._head is None:
            await self._answer[2](message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_converted(self._head)

    async def _send_converted(self, head: Message) -> None:
        problem = json.loads(self._body)
        if problem["status"] == 404 and is_absent(self._answer[0]["path"]):
            problem["detail"], problem["remedy"] = _ABSENT
        status, body = _convert_problem(problem)
        headers = Headers(raw=head["headers"])
        other_headers = {k: v for k, v in headers.items() if not k.startswith("content-")}
        await JSONResponse(body, status, other_headers)(*self._answer)


def _add_request_id(send: Send) -> Send:
    async def send_with_id(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)[_REQUEST_ID] = f"req_{uuid.uuid4().hex}"
        await send(message)

    return send_with_id


def _is_problem_start(message: Message) -> bool:
    if message["type"] != "http.response.start":
        return False
    return Headers(raw=message["headers"]).get("content-type") == MEDIA_TYPE
