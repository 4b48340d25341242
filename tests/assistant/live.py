"""An application on a real socket of this machine, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn

from assistant.rest.workers import Workers

if TYPE_CHECKING:
    from starlette.types import ASGIApp


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """The address at which the application answers, until the end of the block."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    )
    # It listens already: whoever connects before the server runs waits in the queue.
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()
    assert not thread.is_alive()


@contextmanager
def working(threads: int = 2, places: int = 50) -> Iterator[Workers]:
    """Threads for requests, until the end of the block."""
    workers = Workers(threads, places, limit=60)
    try:
        yield workers
    finally:
        workers.close()
