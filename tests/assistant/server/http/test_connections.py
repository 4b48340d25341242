"""Clients that send slowly, read slowly, or do nothing hold nobody up."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from assistant.cli.serve import build_interfaces, configure_uvicorn
from assistant.config.factory import make_assistant
from assistant.config.settings import Settings
from index.library import Library
from tests.assistant.rest import PATIENCE, settings_of

QUESTION = json.dumps({"question": "What did the Kremlin say about EU troops?"}).encode()
HEAD = b"POST /v1/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\n\r\n" % len(QUESTION) + QUESTION


@contextmanager
def listening(app: FastAPI) -> Iterator[tuple[str, int]]:
    """The address of an app that is served as the program serves it, until the block's end."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    config = configure_uvicorn(app, Settings(home=Path("/nowhere")))
    config.timeout_graceful_shutdown = 1
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield listener.getsockname()
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()


def made(home: Path, library: Library, **chosen: float) -> FastAPI:
    settings = settings_of(home, **chosen)
    return build_interfaces(settings, library, make_assistant(library, settings))


@pytest.fixture(scope="module")
def app(samples_home: Path, samples: Library) -> Iterator[FastAPI]:
    app = made(samples_home, samples, max_working=2, max_waiting=2)
    yield app
    app.state.service.close(PATIENCE)


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[tuple[str, int]]:
    with listening(app) as address:
        yield address


def connected(address: tuple[str, int], sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(address, timeout=PATIENCE)
    connection.sendall(sent)
    return connection


def asked(address: tuple[str, int]) -> httpx.Response:
    url = f"http://127.0.0.1:{address[1]}/v1/ask"
    kind = {"Content-Type": "application/json"}
    return httpx.post(url, content=QUESTION, headers=kind, timeout=PATIENCE)


def rest_of(connection: socket.socket) -> bytes:
    """What comes until the other side closes."""
    found = b""
    try:
        while part := connection.recv(65_536):
            found += part
    except ConnectionResetError:
        pass
    return found


def test_two_hundred_idle_connections_hold_nobody_up(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(connected(address))
        assert asked(address).status_code == 200


def test_a_head_without_end_is_refused(address: tuple[str, int]) -> None:
    # The sockets' own buffers take some of it.
    with connected(address, HEAD) as connection, pytest.raises(OSError):  # noqa: PT012
        for _ in range(20_000):
            connection.sendall(b"X-More: " + b"a" * 1_000 + b"\r\n")
    with connected(address, b"GET /v1/search?q=" + b"a" * 300_000) as connection:
        assert rest_of(connection).startswith(b"HTTP/1.1 400 ")


def test_the_longest_question_has_room(address: tuple[str, int]) -> None:
    url = f"http://127.0.0.1:{address[1]}/v1/search"
    found = httpx.get(url, params={"q": "\U0001f600" * 2_000}, timeout=PATIENCE)
    assert found.status_code == 200


def test_who_does_not_read_holds_no_worker(app: FastAPI) -> None:
    """Four find room; none of eight that read nothing, and wait as long as they may, is in it."""
    events = WHOLE.replace(b"Host", b"Accept: text/event-stream\r\nHost")
    with listening(app) as address, ExitStack() as stack:
        for _ in range(8):
            unread = stack.enter_context(connected(address, events))
            # The answer has begun, and nothing more of it is taken.
            assert unread.recv(1)
        while app.state.service.workers.active_count:
            pass
        assert asked(address).status_code == 200


def test_a_body_that_comes_a_byte_at_a_time_is_refused_in_time(
    samples_home: Path, samples: Library
) -> None:
    app = made(samples_home, samples, time_limit_seconds=0.3)
    with (
        listening(app) as address,
        connected(address, HEAD + b"Content-Length: 1000000\r\n\r\n") as connection,
    ):
        connection.settimeout(0.02)
        answer = b""
        while not answer:
            connection.sendall(b" ")
            with suppress(TimeoutError):
                answer = connection.recv(65_536)
        assert answer.startswith(b"HTTP/1.1 408 ")
    app.state.service.close(PATIENCE)
