"""What a browser may ask of the screen: what its own page asks, and nothing else.

Gradio answers far more than a page needs: functions by name, uploads, a monitor, a proxy, and
whatever a later version adds. It also makes components and opens files as the data of a request
tells it to, since the conversation so far comes back from the browser. So only the page's own
requests are let through to it. Knows nothing of keys and limits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.rest.limits import json_only, replaying
from assistant.rest.problems import Refusal

UPLOAD = "/gradio_api/upload"
# What a page reads. A file that Gradio has not put into its own cache it does not give, either.
_READ = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|manifest\.json|robots\.txt|(?:assets|static|svelte)/.*)?"
    r"|/gradio_api/(?:info|theme\.css|startup-events|app_id|queue/data|upload_progress"
    r"|heartbeat/[^/]*|file=.*)",
    re.DOTALL,
)
# Where a page sends data, and where it takes back or gives up what it sent.
_ASKING = ("/gradio_api/queue/join", "/gradio_api/run/predict")
_ENDING = ("/gradio_api/cancel", "/gradio_api/reset")
# How the conversation's messages are made (assistant/ui.py): HTML, which stays with its browser.
_COMPONENT = "html"
_OPTIONS = frozenset({"render", "elem_id", "elem_classes", "container", "padding"})
_FILE = "gradio.FileData"

Json = dict[str, Any]


class ScreenGate:
    """Stands before Gradio. A file that a request names must lie in `uploads`, where Gradio puts
    what it was sent."""

    def __init__(self, app: ASGIApp, uploads: Path) -> None:
        self._app = app
        self._uploads = uploads

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
        return method == "POST" and path in (*_ASKING, *_ENDING, UPLOAD)

    async def _checked(self, scope: Scope, receive: Receive) -> Receive:
        """The same body, once it is known to hold nothing but what the page sends."""
        request = Request(scope, receive)
        json_only(request)
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError) as error:
            raise Refusal(400, "The body is no JSON") from error
        for part in _objects(asked):
            self._check(part)
        # As it was understood here, so that nobody understands it otherwise.
        body = json.dumps(asked).encode()
        MutableHeaders(scope=scope)["content-length"] = str(len(body))
        return replaying(body, receive)

    def _check(self, part: Json) -> None:
        if "component" in part and not _is_message(part):
            raise Refusal(422, "Messages of the conversation are HTML, and nothing else")
        meta = part.get("meta")
        if isinstance(meta, dict) and meta.get("_type") == _FILE and not self._was_sent(part):
            raise Refusal(422, "There is no such uploaded file")

    def _was_sent(self, file: Json) -> bool:
        path = file.get("path")
        try:
            return isinstance(path, str) and Path(path).resolve().is_relative_to(self._uploads)
        except (OSError, ValueError):
            return False


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


def _is_message(part: Json) -> bool:
    options = part.get("constructor_args")
    return (
        part["component"] == _COMPONENT
        and isinstance(part.get("value"), str)
        and isinstance(options, dict)
        and options.keys() <= _OPTIONS
    )


def _without_origin(scope: Scope) -> Scope:
    """The request as if no page of another site were behind it: which of those may read what the
    server says is settled before, and Gradio would let any of them."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": headers}
