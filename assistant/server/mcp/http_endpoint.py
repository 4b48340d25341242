"""Serves the Model Context Protocol over HTTP: each answer is one JSON value.

It is stateless: it keeps nothing between requests, so it needs no start, no end and no sessions.
https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.server.http.limits import BodyLimit, require_json
from assistant.server.http.other_sites import OtherSites
from assistant.server.http.problems import Refusal, make_public
from assistant.server.http.trusted_hosts import HostNames
from assistant.server.http.workers import Workers
from assistant.server.mcp.protocol import make_mcp_server
from assistant.server.mcp.tools import ToolArchive
from index.core.errors import DatelineError, PublicError

LOOPBACK = HostNames(("127.0.0.1", "localhost", "[::1]"))
_NO_SITES = OtherSites()
# Bytes. The longest question takes 12 kB in JSON's longest notation.
_MAX_BODY = 64 * 1024


def make_mcp_app(
    get_archive: Callable[[], ToolArchive],
    workers: Workers,
    hosts: HostNames = LOOPBACK,
    other_sites: OtherSites = _NO_SITES,
) -> ASGIApp:
    """Make the application for a route such as /mcp, which runs its work on `workers`.

    `hosts` are the names of the server; its own pages and those of `other_sites` may call it.
    """

    async def run(work: Callable[[ToolArchive], Any]) -> Any:
        try:
            return await workers.run(lambda: work(get_archive()))
        except Refusal as refusal:
            raise PublicError(refusal.details.detail, refusal.details.remedy) from refusal
        except DatelineError as error:
            raise make_public(error) from error

    return BodyLimit(_Endpoint(make_mcp_server(run), hosts, other_sites), _MAX_BODY, workers.limit)


class _Endpoint:
    """Answers POST. There is no stream to open (GET) and no session to end (DELETE)."""

    def __init__(self, server: Any, hosts: HostNames, other_sites: OtherSites) -> None:
        self._server = server
        self._hosts = hosts
        self._other_sites = other_sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._check(Request(scope))
        except Refusal as refusal:
            await refusal.response(scope, receive, send)
            return
        # A manager for each request: so nothing has to start together with the server.
        manager = StreamableHTTPSessionManager(
            app=self._server,
            json_response=True,
            stateless=True,
            max_request_body_size=_MAX_BODY,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)

    def _check(self, request: Request) -> None:
        """Raise Refusal for a request that the server must not read."""
        if request.method != "POST":
            refusal = Refusal(405, "Messages are sent with POST")
            refusal.headers["Allow"] = "POST"
            raise refusal
        if not self._hosts.know(request.headers.get("host", "")):
            raise Refusal(421, "The server does not have the name in the Host header")
        origin = request.headers.get("origin", "")
        if origin and not (self._hosts.know_origin(origin) or self._other_sites.allow(origin)):
            raise Refusal(403, "Pages of other sites may not ask")
        require_json(request)
