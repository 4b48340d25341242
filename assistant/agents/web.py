"""The Model Context Protocol over HTTP: each request by itself, each answer one JSON value.

Nothing is kept between requests, so the application needs no start, no end and no sessions.
https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.agents.protocol import mcp_server
from assistant.agents.tools import Archive
from assistant.rest.problems import Refusal
from assistant.rest.workers import Workers
from index.article import DatelineError

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
# Bytes. The longest question takes 12 kB in JSON's widest writing.
_MAX_BODY = 64 * 1024


def mcp_app(
    archive_of: Callable[[], Archive], workers: Workers, hosts: Sequence[str] = LOOPBACK
) -> ASGIApp:
    """An application for a route such as /mcp, whose work is done on `workers`.

    `hosts` are the names under which it may be addressed (without ports; "*" is any), so that a
    page elsewhere cannot reach it under a name of its own (DNS rebinding).
    """

    async def run(work: Callable[[Archive], Any]) -> Any:
        try:
            return await workers.run(lambda: work(archive_of()))
        except Refusal as refusal:
            raise DatelineError(refusal.details.detail, refusal.details.remedy) from refusal

    return _Endpoint(run_on=mcp_server(run), security=_security(hosts))


class _Endpoint:
    """Answers POST; there is nothing to listen to (GET) and no session to end (DELETE)."""

    def __init__(self, run_on: Any, security: TransportSecuritySettings) -> None:
        self._server = run_on
        self._security = security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            await Response(status_code=405, headers={"Allow": "POST"})(scope, receive, send)
            return
        # A manager lives as long as its request: then nothing has to be started with the server.
        manager = StreamableHTTPSessionManager(
            app=self._server,
            json_response=True,
            stateless=True,
            security_settings=self._security,
            max_request_body_size=_MAX_BODY,
        )
        async with manager.run():
            await manager.handle_request(scope, receive, send)


def _security(hosts: Sequence[str]) -> TransportSecuritySettings:
    named = [*hosts, *(f"{host}:*" for host in hosts)]
    return TransportSecuritySettings(
        enable_dns_rebinding_protection="*" not in hosts,
        allowed_hosts=named,
        allowed_origins=[f"{scheme}://{host}" for scheme in ("http", "https") for host in named],
    )
