"""Applications on a real socket of this machine, in a thread: parts of the program, or all."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import uvicorn

from assistant.cli.serve import MAX_HEAD_BYTES, build_interfaces
from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from assistant.core.answer_options import NO_READER
from assistant.pipeline import Assistant
from assistant.server.http.workers import Workers
from index.library import Library

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.types import ASGIApp

Json = dict[str, Any]

# Seconds for anything that does not come at all where something is broken.
PATIENCE = 60


def settings_of(home: Path, **chosen: Any) -> Settings:
    """Settings of a home; the port is whatever is free, and answers go by features alone."""
    return Settings.load({"home": str(home), "port": 0, "reader": NO_READER} | chosen, {})


@contextmanager
def listening(app: ASGIApp) -> Iterator[str]:
    """The address of an app, until the end of the block."""
    listener = socket.create_server(("127.0.0.1", 0))
    # The parser that `dateline serve` uses.
    config = uvicorn.Config(
        app,
        http="h11",
        h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        log_level="critical",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    # It listens already: whoever connects before the server runs waits in the queue.
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listener.close()
    assert not thread.is_alive()


@contextmanager
def working(threads: int = 2, places: int = 50) -> Iterator[Workers]:
    """Threads for requests, until the end of the block."""
    workers = Workers(threads, places, limit=PATIENCE)
    try:
        yield workers
    finally:
        workers.close()


@contextmanager
def client_of(app: FastAPI, **headers: str) -> Iterator[httpx.Client]:
    """A client of the whole program, which is closed at the end of the block."""
    try:
        with (
            listening(app) as url,
            httpx.Client(base_url=url, headers=headers, timeout=PATIENCE) as client,
        ):
            yield client
    finally:
        app.state.service.close(PATIENCE)


@contextmanager
def program(
    settings: Settings, library: Library, assistant: Assistant | None = None, **headers: str
) -> Iterator[httpx.Client]:
    """A client of the whole program but its screen."""
    app = build_interfaces(settings, library, assistant or make_assistant(library, settings))
    with client_of(app, **headers) as client:
        yield client


def assert_problem(answer: httpx.Response, status: int) -> Json:
    """The answer is a problem of this status in its form, and says nothing of the inside."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: Json = answer.json()
    assert set(told) - {"offset"} == {"type", "title", "status", "detail", "remedy", "errors"}
    assert told["status"] == status
    assert told["detail"]
    assert "Traceback" not in answer.text
    return told


def events_of(text: str) -> list[tuple[str, Json]]:
    """Server-sent events by name with their data."""
    found = []
    for event in text.split("\n\n")[:-1]:
        name, data = event.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found
