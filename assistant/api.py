"""Routes of the server beside the screen: article pages, and headers that keep pages safe."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.middleware.base import RequestResponseEndpoint

from assistant.markup import article_page, message_page
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


def add_routes(app: FastAPI, library: Library) -> None:
    """Put the article pages and the security headers on an app."""
    _add_headers(app)
    style = files("assistant").joinpath("article.css").read_text("utf-8")

    @app.get("/article", response_class=HTMLResponse)
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

    @app.get("/reader", response_class=HTMLResponse)
    def reader() -> HTMLResponse:
        """What the reading frame shows before an article is opened."""
        return HTMLResponse(message_page("Click a number to read the quote in its article.", style))

    @app.post("/gradio_api/upload")
    def upload() -> Response:
        """Closed: nothing here takes files, and Gradio would keep what any web page sends."""
        return Response(status_code=404)


def _add_headers(app: FastAPI) -> None:
    @app.middleware("http")
    async def headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        own_page = request.url.path in ("/article", "/reader")
        response.headers["Content-Security-Policy"] = (
            _ARTICLE_POLICY if own_page else _SCREEN_POLICY
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
