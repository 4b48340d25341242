"""Guards Gradio: only the requests of the screen's own page pass, within the server's limits.

Gradio answers far more than a page needs: functions by name, uploads, a monitor, a proxy, and
whatever a later version adds. It also makes components and opens files if the data of a request
says so, and queues and keeps all it gets. So the gate passes only what the page sends, which is
text, and rejects payloads that name a component or a file. Keys are checked elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable

from pydantic import BaseModel
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.server.http.limits import replay_body, require_json
from assistant.server.http.problems import Refusal
from assistant.server.http.workers import Workers, refuse_too_many
from assistant.server.screen.gradio_queue import GradioQueue
from assistant.server.screen.gradio_sessions import GradioSessions
from assistant.server.screen.join_request import (
    MAX_CANCEL_BYTES,
    MAX_JOIN_BYTES,
    parse_ending,
    parse_join,
)

# The addresses that a page reads.
_READABLE = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(?:assets|static|svelte)/.*)?"
    r"|/gradio_api/(?:info|theme\.css|startup-events|app_id|queue/data"
    r"|heartbeat/[^/]*)",
    re.DOTALL,
)
# Where a page sends an event, cancels or resets it, receives its results, and signals that it is
# open.
_JOIN = "/gradio_api/queue/join"
_CANCEL = ("/gradio_api/cancel", "/gradio_api/reset")
_EVENT_STREAM = "/gradio_api/queue/data"
_HEARTBEAT = "/gradio_api/heartbeat/"
# Bytes of the bodies at these addresses.
MAX_BODY_BYTES = {_JOIN: MAX_JOIN_BYTES} | dict.fromkeys(_CANCEL, MAX_CANCEL_BYTES)
# A page sends a few events when it loads; these may always wait, however few requests may.
_MIN_JOINABLE = 8
# Gradio's answer to a page whose session it does not know.
_NO_SESSION = {
    "msg": "unexpected_error",
    "event_id": None,
    "message": "The server no longer knows this page. Load it again",
    "session_not_found": True,
    "success": False,
}


def count_joinable(workers: Workers) -> int:
    """Count the events of the screen that can wait if nothing else does."""
    return max(workers.room, _MIN_JOINABLE)


class GradioGate:
    """The application that stands before Gradio."""

    def __init__(self, app: ASGIApp, queue: GradioQueue, workers: Workers) -> None:
        self._app = app
        self._queue = queue
        self._workers = workers
        self._sessions = GradioSessions(queue)
        # Events that have passed and are not in the queue yet.
        self._joining = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to Gradio, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000, "reason": ""})
            return
        try:
            if not self.allows(scope["method"], scope["path"]):
                raise Refusal(404, "There is nothing at this address")
            await self._choose_handler(scope)(_remove_origin(scope), receive, send)
        except Refusal as refusal:
            await refusal.response(scope, receive, send)

    @staticmethod
    def allows(method: str, path: str) -> bool:
        """Does the page send such a request?"""
        if method in ("GET", "HEAD"):
            return bool(_READABLE.fullmatch(path))
        return method == "POST" and path in MAX_BODY_BYTES

    def _choose_handler(self, scope: Scope) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        """Choose the handler of a request by its address."""
        path: str = scope["path"]
        if path == _JOIN:
            return self._join
        if path in _CANCEL:
            return self._cancel
        if path == _EVENT_STREAM:
            return self._stream_events
        return self._hold_open if path.startswith(_HEARTBEAT) else self._app

    async def _join(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle an event of a page."""
        join = parse_join(await _read_body(scope, receive))
        if not self._queue.has_function(join.fn_index):
            raise Refusal(422, "The page has no such function")
        waiting = self._workers.active_count + self._queue.waiting_events + self._joining
        if waiting >= count_joinable(self._workers):
            raise refuse_too_many()
        self._joining += 1
        try:
            await self._sessions.join(join.session_hash)
            await self._forward(join, scope, receive, _add_retry_after(send))
        finally:
            self._joining -= 1

    async def _cancel(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a page's request to cancel an event."""
        await self._forward(parse_ending(await _read_body(scope, receive)), scope, receive, send)

    async def _forward(
        self, request: BaseModel, scope: Scope, receive: Receive, send: Send
    ) -> None:
        """Forward the parsed request, so that Gradio cannot parse the original differently."""
        body = json.dumps(request.model_dump()).encode()
        MutableHeaders(scope=scope)["content-length"] = str(len(body))
        await self._app(scope, replay_body(body, receive), send)

    async def _stream_events(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream the results of a page's events."""
        session = QueryParams(scope["query_string"]).get("session_hash", "")
        if not self._queue.has_session(session):
            event = f"data: {json.dumps(_NO_SESSION)}\n\n"
            await Response(event, media_type="text/event-stream")(scope, receive, send)
            return
        with self._sessions.fetch(session):
            try:
                await self._app(scope, receive, send)
            except HTTPException:
                # Another stream has ended the session.
                return

    async def _hold_open(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the session of an open page."""
        with self._sessions.open(scope["path"].removeprefix(_HEARTBEAT)):
            await self._app(scope, receive, send)


async def _read_body(scope: Scope, receive: Receive) -> bytes:
    request = Request(scope, receive)
    require_json(request)
    return await request.body()


def _add_retry_after(send: Send) -> Send:
    """Add Retry-After to the answer if Gradio's queue is full."""

    async def send_with_header(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 503:
            MutableHeaders(scope=message)["retry-after"] = "1"
        await send(message)

    return send_with_header


def _remove_origin(scope: Scope) -> Scope:
    """Remove the Origin header: the server has checked it already, and Gradio would allow any."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": headers}
