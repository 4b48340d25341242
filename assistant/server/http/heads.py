"""HEAD, wherever there is a GET: the same answer without its body (RFC 9110, 9.3.2)."""

from __future__ import annotations

from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Heads:
    """Asks the routes of its app for what GET gives, and sends the head of it.

    What is mounted answers HEAD itself: it may have answers that never end.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return
        asked = {**scope, "method": "GET"}
        if not any(_answers(route, asked) for route in scope["app"].router.routes):
            await self._app(scope, receive, send)
            return

        async def bodiless(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app(asked, receive, bodiless)
        if "route" in asked:
            # Requests are counted by it.
            scope["route"] = asked["route"]


def _answers(route: BaseRoute, asked: Scope) -> bool:
    return not isinstance(route, Mount) and route.matches(asked)[0] is Match.FULL
