"""Serves the pages of articles, and adds the security headers to all answers.

`assistant.present.html.article_view` renders the pages.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from fastapi import FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, Field
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.present.html.article_address import make_article_address
from assistant.present.html.article_view import (
    PageOptions,
    RelatedPages,
    parse_spans,
    render_article,
    render_message,
)
from assistant.server.http.get_route import add_get
from assistant.server.http.problems import is_own_path, make_public
from index.core.article import Span
from index.core.clipping import Clipping
from index.core.errors import DatelineError, UnknownArticleError
from index.library import Library

# Gradio's scripts and styles are inline. Nothing may come from or go to another host, whatever an
# article contains.
_SCREEN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:;"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
    " connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; frame-ancestors 'self';"
    " base-uri 'self'; form-action 'self'; object-src 'none'"
)
_ARTICLE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " connect-src 'self';"
    " frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
# Data for programs is not a page, even if a browser takes it for one.
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_MAX_QUOTES = 50
# The files that article pages load.
_FILES = {
    "article.css": "text/css",
    "article.js": "text/javascript",
    "clippings/article.css": "text/css",
    "clippings/article.js": "text/javascript",
    "clippings/clippings.js": "text/javascript",
}


class _PageQuery(BaseModel):
    """The query parameters of an article's page."""

    id: str = ""
    # Older links name the quote by these two.
    start: int = -1
    end: int = -1
    quote: list[str] = Field(default=[], max_length=_MAX_QUOTES)
    version: int | None = None
    embed: bool = False
    theme: Literal["", "light", "dark"] = ""
    # A clipping at which the page opens, wherever it stands now.
    clipping: int | None = None

    def make_options(self, request: Request) -> PageOptions:
        """How to render the page for the sender of a request."""
        old = (Span(self.start, self.end),) if 0 <= self.start < self.end else ()
        may_write = bool(getattr(request.state, "may_write", False))
        return PageOptions((*old, *parse_spans(self.quote)), self.embed, self.theme, may_write)


def add_routes(app: FastAPI, library: Library) -> None:
    """Add the article pages to an app."""
    folder = files("assistant.ui.static")
    contents = {name: folder.joinpath(name).read_text("utf-8") for name in _FILES}

    @add_get(app, "/article", response_class=HTMLResponse, include_in_schema=False)
    def by_parameter(request: Request, query: Annotated[_PageQuery, Query()]) -> Response:
        """Serve an article whose id cannot be part of a path, or by an older link."""
        return _respond(library, query.id, query, query.make_options(request))

    @add_get(
        app, "/article/{article_id:path}", response_class=HTMLResponse, include_in_schema=False
    )
    def by_path(
        request: Request, query: Annotated[_PageQuery, Query()], article_id: str
    ) -> Response:
        """Serve an article; its script scrolls to the quote that the address names."""
        return _respond(library, article_id, query, query.make_options(request))

    @add_get(app, "/pages/{name:path}", include_in_schema=False)
    def file(name: str) -> Response:
        """Serve the style or the script of article pages."""
        if name not in contents:
            return Response(status_code=404)
        headers = {"Cache-Control": "no-cache"}
        return Response(contents[name], media_type=_FILES[name], headers=headers)


def _respond(
    library: Library, article_id: str, query: _PageQuery, options: PageOptions
) -> Response:
    try:
        article = library.get(article_id)
        versions = library.versions(article_id)
        copies = tuple(library.copies(article_id))
        recognised = library.recognised(article_id)
        clippings = tuple(library.clippings.list_of(article_id))
    except UnknownArticleError as error:
        return HTMLResponse(render_message(error.message), status_code=404)
    except DatelineError as error:
        page = render_message(make_public(error).message)
        return HTMLResponse(page, status_code=503, headers={"Retry-After": "5"})
    if query.clipping is not None:
        return _open_clipping(article_id, query.clipping, clippings)
    if query.version is None:
        earlier = tuple((version.number, version.replaced) for version in versions)
        related = RelatedPages(earlier, None, copies, recognised, clippings)
        return HTMLResponse(render_article(article, options, related))
    for version in versions:
        if version.number == query.version:
            related = RelatedPages(version=version.number)
            return HTMLResponse(render_article(version.article, options, related))
    return HTMLResponse(render_message("The archive has no such version"), status_code=404)


def _open_clipping(article_id: str, number: int, clippings: tuple[Clipping, ...]) -> Response:
    """Lead to the place of a clipping, or else to what the page says of it."""
    for clipping in clippings:
        if clipping.number == number:
            place = "" if clipping.span else f"#clipping-{number}"
            return RedirectResponse(make_article_address(article_id, clipping.span) + place, 303)
    return HTMLResponse(render_message("The article has no such clipping"), status_code=404)


class SecurityHeaders:
    """Middleware that adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add the headers to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        policy = _choose_policy(scope["path"])

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "no-referrer"
                # Else a page of another site sees whether an address loads: which ids exist.
                headers["Cross-Origin-Resource-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _choose_policy(path: str) -> str:
    if path == "/article" or path.startswith(("/article/", "/pages/")):
        return _ARTICLE_POLICY
    is_data = is_own_path(path) or path.startswith("/alerts/")
    return _DATA_POLICY if is_data else _SCREEN_POLICY
