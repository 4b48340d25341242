"""The official client of the Model Context Protocol, and a server for it to talk to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from mcp import Client
from starlette.applications import Starlette
from starlette.routing import Route

from assistant.server.mcp.http_endpoint import make_mcp_app
from assistant.server.mcp.tools import ToolArchive
from tests.assistant.rest import listening, working

T = TypeVar("T")

MODES = ["auto", "legacy"]  # today's protocol, and the handshake of earlier ones


@contextmanager
def start_mcp_server(
    archive_of: Callable[[], ToolArchive], threads: int = 2, places: int = 50
) -> Iterator[str]:
    """The address of a server of an archive, until the end of the block."""
    with working(threads, places) as workers:
        app = Starlette(routes=[Route("/mcp", make_mcp_app(archive_of, workers))])
        with listening(app) as url:
            yield f"{url}/mcp"


def talk(url: str, talking: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    """What comes of talking to a server."""

    async def connected() -> T:
        async with Client(url, mode=mode) as client:
            return await talking(client)

    return asyncio.run(connected())
