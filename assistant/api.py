"""Pages of the server beside the screen: articles to read, and headers that keep pages safe."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import FastAPI, Query, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.markup.article import article_page, message_page
from assistant.rest.problems import is_own
from index.article import DatelineError, Span
from index.library import Library

# The page's own scripts and styles are inline (Gradio's); nothing may come from, or go to, another
# host, whatever an article contains.
_SCREEN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:;"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
    " connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; frame-ancestors 'self';"
    " base-uri 'self'; form-action 'self'; object-src 'none'"
)
_ARTICLE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none';"
    " form-action 'none'"
)
# What programs read is no page, whatever a browser takes it for.
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


def add_routes(app: FastAPI, library: Library) -> None:
    """Put the article pages on an app."""
    style = files("assistant.ui").joinpath("article.css").read_text("utf-8")

    @app.get("/article", response_class=HTMLResponse, include_in_schema=False)
    def article(
        article_id: Annotated[str, Query(alias="id")], start: int = -1, end: int = -1
    ) -> HTMLResponse:
        """An article, open at the stretch from `start` to `end`."""
        try:
            found = library.get(article_id)
        except DatelineError as error:
            return HTMLResponse(message_page(error.message, style), status_code=404)
        span = Span(start, end) if start >= 0 else None
        return HTMLResponse(article_page(found, span, style))

    @app.get("/reader", response_class=HTMLResponse, include_in_schema=False)
    def reader() -> HTMLResponse:
        """What the reading frame shows before an article is opened."""
        return HTMLResponse(message_page("Click a number to read the quote in its article.", style))

    @app.post("/gradio_api/upload", include_in_schema=False)
    def upload() -> Response:
        """Closed: nothing here takes files, and Gradio would keep what any web page sends."""
        return Response(status_code=404)


class SafeHeaders:
    """Puts on every answer what keeps it to itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with these headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = _policy(scope["path"])

        async def kept(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
            await send(message)

        await self._app(scope, receive, kept)


def _policy(path: str) -> str:
    if path in ("/article", "/reader"):
        return _ARTICLE_POLICY
    return _DATA_POLICY if is_own(path) else _SCREEN_POLICY
