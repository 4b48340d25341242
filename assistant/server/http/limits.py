"""Limits on a request's body: its size, its time, its type."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.server.http.problems import Refusal


class BodyLimit:
    """Passes a request on when its body is complete; refuses one that is too large or too slow.

    So no worker waits for a client.
    """

    def __init__(
        self, app: ASGIApp, size: int, seconds: float, smaller: Mapping[str, int] | None = None
    ) -> None:
        """A body may have `size` bytes; `smaller` has lower limits by path."""
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
            # The headers tell before a byte of the body is read.
            headers = Headers(scope=scope)
            _check_plain(headers)
            most = min(self._size, self._smaller.get(scope["path"], self._size))
            _check_size(_get_declared_size(headers), most)
            async with asyncio.timeout(self._seconds):
                body = await _read_body(receive, most)
        except Refusal as refusal:
            await refusal.response(scope, receive, send)
        except TimeoutError:
            await Refusal(408, "The body did not come in time").response(scope, receive, send)
        else:
            if body is not None:
                await self._app(scope, replay_body(body, receive), send)


async def _read_body(receive: Receive, most: int) -> bytes | None:
    """Read the whole body; None if the client has gone."""
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


def require_json(request: Request) -> None:
    """Raises Refusal if the body is not declared as JSON: a page of another site could send it
    without a preflight request."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "The body is not application/json")


def _check_plain(headers: Headers) -> None:
    """Raises Refusal for a compressed body: a kilobyte could unpack to a gigabyte."""
    if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise Refusal(415, "The body has a Content-Encoding", "Send it uncompressed")


def _get_declared_size(headers: Headers) -> int:
    length = headers.get("content-length", "")
    # More digits than any body has would take long to convert; they are beyond all limits.
    return int(length[:20]) if length.isascii() and length.isdigit() else 0


def replay_body(body: bytes, receive: Receive) -> Receive:
    """Receive the body once, and then what the connection sends."""
    is_sent = False

    async def receive_again() -> Message:
        nonlocal is_sent
        if is_sent:
            return await receive()
        is_sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


class IgnoreCancelled:
    """Ends requests that a stopping server cancels, without an error in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, unless the server stops."""
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
