"""Serves the Model Context Protocol over stdin and stdout, to the agent that started the program.

The archive opens with the first call: agents start all their servers and use few.
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
from assistant.server.mcp.protocol import make_mcp_server
from assistant.server.mcp.tools import ToolArchive


def serve_stdio(settings: Settings) -> None:
    """Serve until stdin ends."""
    # A thread that waits for stdin cannot be interrupted. The process may simply end, because it
    # writes nothing.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    with ExitStack() as stack:
        get_archive = _open_once(settings, stack)

        async def run(work: Callable[[ToolArchive], Any]) -> Any:
            return await anyio.to_thread.run_sync(lambda: work(get_archive()))

        server = make_mcp_server(run)

        async def serve() -> None:
            # Meanwhile, file descriptor 1 is stderr for all other code.
            async with stdio_server() as (read_stream, write_stream):
                await server.run(read_stream, write_stream, server.create_initialization_options())

        try:
            anyio.run(serve)
        except* BrokenPipeError:
            # The agent has closed the pipe.
            pass


def _open_once(settings: Settings, stack: ExitStack) -> Callable[[], ToolArchive]:
    """Make a function that opens the archive once, with the first call that succeeds."""
    lock = threading.Lock()
    archives: list[ToolArchive] = []

    def get_archive() -> ToolArchive:
        with lock:
            if not archives:
                library = stack.enter_context(open_library(settings))
                assistant = make_assistant(library, settings)
                archives.append(
                    ToolArchive(library, assistant, settings.max_question, settings.max_k)
                )
            return archives[0]

    return get_archive
