"""The page of the screen as Gradio makes it, with Dateline's own head, and the articles for a
browser without scripts.

Gradio reads parameters of the address that are none of ours, and fails on some: it sees none.
"""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.present.html.script_free_view import render_head, render_without_scripts
from index.core.errors import DatelineError
from index.library import Library

PATH = "/"
_MOST_ARTICLES = 100
# What other programs show of a link to the page.
_PREVIEW = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')


class ScreenPage:
    """Middleware that completes the page; all else passes as it is."""

    def __init__(self, app: ASGIApp, library: Library) -> None:
        self._app = app
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        scope = {**scope, "query_string": b""}
        articles = await run_in_threadpool(self._render_articles)
        started: list[Message] = []
        body = b""

        async def complete(message: Message) -> None:
            nonlocal body
            if message["type"] == "http.response.start":
                started.append(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = complete_page(body.decode(), render_head(), articles).encode() if body else b""
            headers = MutableHeaders(scope=started[0])
            if body:
                headers["content-length"] = str(len(page))
            await send(started[0])
            await send({"type": "http.response.body", "body": page})

        await self._app(scope, receive, complete)

    def _render_articles(self) -> str:
        """Render the newest articles; "" if the archive cannot be read."""
        try:
            newest = self._library.page(_MOST_ARTICLES).articles
            return render_without_scripts(newest, self._library.article_count)
        except DatelineError:
            return ""


def complete_page(page: str, head: str, articles: str) -> str:
    """Replace what the page says of itself to other programs, and add the articles at its end."""
    own = _PREVIEW.sub("", page).replace("</head>", f"{head}</head>", 1)
    before, end, after = own.rpartition("</body>")
    return f"{before}{articles}{end}{after}" if end else own
