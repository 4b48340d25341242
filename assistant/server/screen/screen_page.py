"""The page of the screen as Gradio makes it, with Dateline's own head, and the articles for a
browser without scripts.

Gradio reads parameters of the address that are none of ours, and fails on some: it sees none.
"""

from __future__ import annotations

import re

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.present.html.screen_address import LONG_ADDRESS, is_too_long
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
        if is_too_long(scope["query_string"]):
            # A browser keeps the fragment, which says for which tab it is.
            await RedirectResponse(LONG_ADDRESS, 303)(scope, receive, send)
            return
        scope = {**scope, "query_string": b""}
        articles = await run_in_threadpool(self._render_articles)
        await self._app(scope, receive, _complete_answer(send, articles))

    def _render_articles(self) -> str:
        """Render the newest articles; "" if the archive cannot be read."""
        try:
            newest = self._library.page(_MOST_ARTICLES).articles
            return render_without_scripts(newest, self._library.article_count)
        except DatelineError:
            return ""


def _complete_answer(send: Send, articles: str) -> Send:
    """Complete the page once the whole of it is there."""
    started: list[Message] = []
    parts: list[bytes] = []

    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(message)
            return
        parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        page = b"".join(parts)
        # An answer to HEAD has no body.
        if page:
            page = complete_page(page.decode(), render_head(), articles).encode()
            MutableHeaders(scope=started[0])["content-length"] = str(len(page))
        await send(started[0])
        await send({"type": "http.response.body", "body": page})

    return complete


def complete_page(page: str, head: str, articles: str) -> str:
    """Replace what the page says of itself to other programs, and add the articles at its end."""
    own = _PREVIEW.sub("", page).replace("</head>", f"{head}</head>", 1)
    before, end, after = own.rpartition("</body>")
    return f"{before}{articles}{end}{after}" if end else own
