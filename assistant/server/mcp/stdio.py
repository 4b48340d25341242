"""The Model Context Protocol over stdin and stdout: one agent that has started the program.

Nothing is opened before it is needed: agents start all of their servers and use few.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

import anyio
from mcp.server.stdio import stdio_server

from assistant.config.factory import make_assistant, open_library
from assistant.config.settings import Settings
from assistant.server.mcp.protocol import mcp_server
from assistant.server.mcp.tools import Archive


def serve_pipe(settings: Settings) -> None:
    """Serve until stdin ends."""
    # A thread that waits for stdin cannot be interrupted. Nothing is written here, so that the
    # process may simply end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with ExitStack() as opened:
        archive_of = _opened_once(settings, opened)

        async def run(work: Callable[[Archive], Any]) -> Any:
            return await anyio.to_thread.run_sync(lambda: work(archive_of()))

        server = mcp_server(run)

        async def serve() -> None:
            # While this lasts, file descriptor 1 is stderr for everybody else.
            async with stdio_server() as (reading, writing):
                await server.run(reading, writing, server.create_initialization_options())

        try:
            anyio.run(serve)
        except* BrokenPipeError:
            # The agent has gone; nothing is left to say to it.
            pass


def _opened_once(settings: Settings, opened: ExitStack) -> Callable[[], Archive]:
    """What gives the archive, opened with the first call that succeeds."""
    lock = threading.Lock()
    found: list[Archive] = []

    def archive() -> Archive:
        with lock:
            if not found:
                library = opened.enter_context(open_library(settings))
                assistant = make_assistant(library, settings)
                found.append(Archive(library, assistant, settings.max_question, settings.max_k))
            return found[0]

    return archive
