"""Pages of the server beside the screen: articles to read, and headers that keep pages safe."""

from __future__ import annotations

from importlib.resources import files
from typing import Annotated, Literal

from fastapi import FastAPI, Query, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.present.html.article import Beside, Shown, render_article, render_message, spans_of
from assistant.server.http.get_route import add_get
from assistant.server.http.problems import is_own_path, make_public
from index.core.article import Article, Span
from index.core.errors import DatelineError, UnknownArticleError
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
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
    " frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
# What programs read is no page, whatever a browser takes it for.
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_MOST_QUOTES = 50
# What article pages load, all of it from here.
_FILES = {"article.css": "text/css", "article.js": "text/javascript"}


class _Asked(BaseModel):
    """How an article's page is asked for."""

    id: str = ""
    # The stretch, as addresses had it that are still about.
    start: int = -1
    end: int = -1
    quote: list[str] = Field(default=[], max_length=_MOST_QUOTES)
    version: int | None = None
    embed: bool = False
    theme: Literal["", "light", "dark"] = ""

    @property
    def shown(self) -> Shown:
        old = (Span(self.start, self.end),) if 0 <= self.start < self.end else ()
        return Shown((*old, *spans_of(self.quote)), self.embed, self.theme)


def add_routes(app: FastAPI, library: Library) -> None:
    """Put the article pages on an app."""
    folder = files("assistant.ui.static")
    contents = {name: folder.joinpath(name).read_text("utf-8") for name in _FILES}

    @add_get(app, "/article", response_class=HTMLResponse, include_in_schema=False)
    def by_parameter(asked: Annotated[_Asked, Query()]) -> HTMLResponse:
        """An article whose id cannot be a part of a path, or by an older address."""
        return _page(library, asked.id, asked)

    @add_get(
        app, "/article/{article_id:path}", response_class=HTMLResponse, include_in_schema=False
    )
    def by_path(asked: Annotated[_Asked, Query()], article_id: str) -> HTMLResponse:
        """An article; its script opens it at the stretch that the address names."""
        return _page(library, article_id, asked)

    @add_get(app, "/pages/{name}", include_in_schema=False)
    def file(name: str) -> Response:
        """The style or the script of article pages."""
        if name not in contents:
            return Response(status_code=404)
        headers = {"Cache-Control": "no-cache"}
        return Response(contents[name], media_type=_FILES[name], headers=headers)


def _page(library: Library, article_id: str, asked: _Asked) -> HTMLResponse:
    try:
        article = library.get(article_id)
        versions = library.versions(article_id)
        copies = tuple(library.copies(article_id))
    except UnknownArticleError as error:
        return HTMLResponse(render_message(error.message), status_code=404)
    except DatelineError as error:
        page = render_message(make_public(error).message)
        return HTMLResponse(page, status_code=503, headers={"Retry-After": "5"})
    earlier = tuple((version.number, version.replaced) for version in versions)
    beside = Beside(earlier, copies=copies)
    shown: Article | None = article
    if asked.version is not None:
        shown = next((v.article for v in versions if v.number == asked.version), None)
        beside = Beside(version=asked.version)
    if shown is None:
        return HTMLResponse(render_message("The archive has no such version"), status_code=404)
    return HTMLResponse(render_article(shown, asked.shown, beside))


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
    if path == "/article" or path.startswith(("/article/", "/pages/")):
        return _ARTICLE_POLICY
    return _DATA_POLICY if is_own_path(path) else _SCREEN_POLICY
