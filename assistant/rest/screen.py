"""What a browser may ask of the screen: what its own page asks, and nothing else.

Gradio answers far more than a page needs: functions by name, uploads, a monitor, a proxy, and
whatever a later version adds. It also makes components and opens files as the data of a request
tells it to. So only the page's own requests are let through to it, and none that names either: a
page sends text, and what an answer was made of stays on the server. Knows nothing of keys and
limits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.rest.limits import json_only, replaying
from assistant.rest.problems import Refusal

# What a page reads.
_READ = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(?:assets|static|svelte)/.*)?"
    r"|/gradio_api/(?:info|theme\.css|startup-events|app_id|queue/data"
    r"|heartbeat/[^/]*)",
    re.DOTALL,
)
# Where a page sends data, and where it takes back or gives up what it sent.
_ASKING = ("/gradio_api/queue/join",)
_ENDING = ("/gradio_api/cancel", "/gradio_api/reset")
_FILE = "gradio.FileData"

Json = dict[str, Any]


class ScreenGate:
    """Stands before Gradio."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or refuse it."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000, "reason": ""})
            return
        try:
            if not self.gives(scope["method"], scope["path"]):
                raise Refusal(404, "There is nothing at this address")
            if scope["path"] in _ASKING:
                receive = await self._checked(scope, receive)
        except Refusal as refusal:
            await refusal.response(scope, receive, send)
            return
        await self._app(_without_origin(scope), receive, send)

    @staticmethod
    def gives(method: str, path: str) -> bool:
        """Is this something that the page asks?"""
        if method in ("GET", "HEAD"):
            return bool(_READ.fullmatch(path))
        return method == "POST" and path in (*_ASKING, *_ENDING)

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        """The same body, once it is known to hold nothing but what the page sends."""
        request = Request(scope, receive)
        json_only(request)
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError) as error:
            raise Refusal(400, "The body is no JSON") from error
        if any(_is_more_than_text(part) for part in _objects(asked)):
            raise Refusal(422, "A page sends text here, neither components nor files")
        # As it was understood here, so that nobody understands it otherwise.
        body = json.dumps(asked).encode()
        MutableHeaders(scope=scope)["content-length"] = str(len(body))
        return replaying(body, receive)


def _objects(value: Any) -> Iterator[Json]:
    """All objects of a JSON value, however deep they are."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _is_more_than_text(part: Json) -> bool:
    """Would Gradio make a component of this, or open it as a file?"""
    meta = part.get("meta")
    return "component" in part or (isinstance(meta, dict) and meta.get("_type") == _FILE)


def _without_origin(scope: Scope) -> Scope:
    """The request as if no page of another site were behind it: which of those may read what the
    server says is settled before, and Gradio would let any of them."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": headers}
