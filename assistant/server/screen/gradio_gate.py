"""What a browser may ask of the screen: what its own page asks, within the limits of all requests.

Gradio answers far more than a page needs: functions by name, uploads, a monitor, a proxy, and
whatever a later version adds. It also makes components and opens files as the data of a request
tells it to, and queues and keeps whatever it gets. So only the page's own requests are let through
to it, and none that names either: a page sends text, and what an answer was made of stays on the
server. Knows nothing of keys.
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
from assistant.server.screen.join_request import (
    MAX_ENDING_BYTES,
    MAX_JOIN_BYTES,
    ending_of,
    join_of,
)
from assistant.server.screen.queue import ScreenQueue
from assistant.server.screen.sessions import Sessions

# What a page reads.
_READ = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(?:assets|static|svelte)/.*)?"
    r"|/gradio_api/(?:info|theme\.css|startup-events|app_id|queue/data"
    r"|heartbeat/[^/]*)",
    re.DOTALL,
)
# Where a page sends data, where it takes back or gives up what it sent, where it hears of it, and
# where it tells that it is open.
_ASKING = "/gradio_api/queue/join"
_ENDING = ("/gradio_api/cancel", "/gradio_api/reset")
_HEARING = "/gradio_api/queue/data"
_OPEN = "/gradio_api/heartbeat/"
# Bytes of the bodies that go there.
BODIES = {_ASKING: MAX_JOIN_BYTES} | dict.fromkeys(_ENDING, MAX_ENDING_BYTES)
# Events that a page begins with at once are no burden, however few requests may wait.
_LEAST_JOINED = 8
# What Gradio says to a page whose session it does not know.
_NO_SESSION = {
    "msg": "unexpected_error",
    "event_id": None,
    "message": "The server no longer knows this page. Load it again",
    "session_not_found": True,
    "success": False,
}


def most_joined(workers: Workers) -> int:
    """How many events of the screen can wait, where nothing else does."""
    return max(workers.room, _LEAST_JOINED)


class ScreenGate:
    """Stands before Gradio."""

    def __init__(self, app: ASGIApp, queue: ScreenQueue, workers: Workers) -> None:
        self._app = app
        self._queue = queue
        self._workers = workers
        self._sessions = Sessions(queue)
        # Events that were let through and do not stand in the queue yet.
        self._joining = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000, "reason": ""})
            return
        try:
            if not self.gives(scope["method"], scope["path"]):
                raise Refusal(404, "There is nothing at this address")
            await self._way(scope)(_without_origin(scope), receive, send)
        except Refusal as refusal:
            await refusal.response(scope, receive, send)

    @staticmethod
    def gives(method: str, path: str) -> bool:
        """Is this something that the page asks?"""
        if method in ("GET", "HEAD"):
            return bool(_READ.fullmatch(path))
        return method == "POST" and path in BODIES

    def _way(self, scope: Scope) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        """What a request goes through on its way to Gradio."""
        path: str = scope["path"]
        if path == _ASKING:
            return self._join
        if path in _ENDING:
            return self._end
        if path == _HEARING:
            return self._hear
        return self._stay if path.startswith(_OPEN) else self._app

    async def _join(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Something was done on a page."""
        join = join_of(await _body(scope, receive))
        if not self._queue.has_function(join.fn_index):
            raise Refusal(422, "The page has no such function")
        waiting = self._workers.active_count + self._queue.waiting + self._joining
        if waiting >= most_joined(self._workers):
            raise refuse_too_many()
        self._joining += 1
        try:
            await self._sessions.join(join.session_hash)
            await self._pass(join, scope, receive, _with_retry(send))
        finally:
            self._joining -= 1

    async def _end(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page gives up what it asked."""
        await self._pass(ending_of(await _body(scope, receive)), scope, receive, send)

    async def _pass(self, sent: BaseModel, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on what was sent as it was understood here, so that nobody understands it
        otherwise."""
        body = json.dumps(sent.model_dump()).encode()
        MutableHeaders(scope=scope)["content-length"] = str(len(body))
        await self._app(scope, replay_body(body, receive), send)

    async def _hear(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page fetches what it is answered."""
        session = QueryParams(scope["query_string"]).get("session_hash", "")
        if not self._queue.has(session):
            event = f"data: {json.dumps(_NO_SESSION)}\n\n"
            await Response(event, media_type="text/event-stream")(scope, receive, send)
            return
        with self._sessions.fetch(session):
            try:
                await self._app(scope, receive, send)
            except HTTPException:
                # Another stream has ended the session, and Gradio has told this one.
                return

    async def _stay(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A page is open."""
        with self._sessions.open(scope["path"].removeprefix(_OPEN)):
            await self._app(scope, receive, send)


async def _body(scope: Scope, receive: Receive) -> bytes:
    request = Request(scope, receive)
    require_json(request)
    return await request.body()


def _with_retry(send: Send) -> Send:
    """Says when to come again, where Gradio has no room."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == 503:
            MutableHeaders(scope=message)["retry-after"] = "1"
        await send(message)

    return sent


def _without_origin(scope: Scope) -> Scope:
    """The request as if no page of another site were behind it: which of those may read what the
    server says is settled before, and Gradio would let any of them."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": headers}
