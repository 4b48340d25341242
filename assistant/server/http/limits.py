"""How large a request's body may be, how long it may take to come, and when it is cut off."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.server.http.problems import Refusal


class BodyLimit:
    """Hands a request on once its body is there, and refuses one that is too large or too slow.

    Whoever works on a request never waits for its sender.
    """

    def __init__(
        self, app: ASGIApp, size: int, seconds: float, smaller: Mapping[str, int] | None = None
    ) -> None:
        """Bodies have at most `size` bytes; those for the paths in `smaller` at most so many."""
        self._app = app
        self._size = size
        self._seconds = seconds
        self._smaller = smaller or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            # Known before a byte of it is read.
            headers = Headers(scope=scope)
            _check_plain(headers)
            most = min(self._size, self._smaller.get(scope["path"], self._size))
            _check_size(_declared(headers), most)
            async with asyncio.timeout(self._seconds):
                body = await _whole_body(receive, most)
        except Refusal as refusal:
            await refusal.response(scope, receive, send)
        except TimeoutError:
            await Refusal(408, "The body did not come in time").response(scope, receive, send)
        else:
            if body is not None:
                await self._app(scope, replaying(body, receive), send)


async def _whole_body(receive: Receive, most: int) -> bytes | None:
    """The whole body; None where the client has gone."""
    parts = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts += message.get("body", b"")
        _check_size(len(parts), most)
        if not message.get("more_body", False):
            return bytes(parts)


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise Refusal(413, f"The body is larger than {most:,} bytes")


def json_only(request: Request) -> None:
    """Raises Refusal for a body that is not declared as JSON. A page of another site could send
    such a one without asking first."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "The body is not application/json")


def _check_plain(headers: Headers) -> None:
    """Raises Refusal for a packed body: a kilobyte of it could be a gigabyte here."""
    if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise Refusal(415, "The body has a Content-Encoding", "Send it as it is")


def _declared(headers: Headers) -> int:
    length = headers.get("content-length", "")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 20 else 0


def replaying(body: bytes, receive: Receive) -> Receive:
    """Gives the body once, and then what the connection has to say."""
    given = False

    async def replayed() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replayed


class QuietEnd:
    """Lets go of requests that a stopping server cuts off: that is no fault, and leaves no trace
    in its log. To be outermost."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, as far as the server lives."""
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
