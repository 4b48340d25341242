"""The Model Context Protocol over HTTP: who may reach it, how much at once, what goes wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from threading import Event

import httpx
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult
from starlette.applications import Starlette
from starlette.routing import Route

from assistant.pipeline import Assistant
from assistant.server.http.trusted_hosts import HostNames
from assistant.server.mcp.http_endpoint import make_mcp_app
from assistant.server.mcp.tools import ToolArchive
from index.library import Library
from tests.assistant.agent import MODES, start_mcp_server, talk
from tests.assistant.rest import listening, working

PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


@pytest.fixture(scope="module")
def url(samples: Library, assistant: Assistant) -> Iterator[str]:
    archive = ToolArchive(samples, assistant)
    with start_mcp_server(lambda: archive) as url:
        yield url


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "rebound.example"}, 421),
        ({"Host": "127.0.0.1.rebound.example:80"}, 421),
        ({"Origin": "https://rebound.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Host": "localhost:7860", "Origin": "http://localhost:7860"}, 200),
    ],
)
@pytest.mark.parametrize("version", ["2025-11-25", "2026-07-28"])
def test_pages_from_elsewhere_reach_nothing(
    url: str, headers: dict[str, str], status: int, version: str
) -> None:
    sent = HEADERS | headers | {"MCP-Protocol-Version": version}
    if status == 200 and version == "2026-07-28":
        status = 400  # let in, but this is no request of that version
    response = httpx.post(url, json=PING, headers=sent, trust_env=False)
    assert response.status_code == status, response.text


def test_a_server_with_a_name_of_its_own(samples: Library, assistant: Assistant) -> None:
    archive = ToolArchive(samples, assistant)
    with working() as workers:
        app = Starlette(
            routes=[
                Route(
                    "/named", make_mcp_app(lambda: archive, workers, HostNames(["*.news.example"]))
                ),
                Route("/any", make_mcp_app(lambda: archive, workers, HostNames())),
            ]
        )
        with listening(app) as url:
            for path, host, status in (
                ("/named", "desk.news.example", 200),
                ("/named", "desk.news.example:8443", 200),
                ("/named", "news.example", 421),
                ("/named", "127.0.0.1", 421),
                ("/any", "whatever.example", 200),
            ):
                sent = HEADERS | {"Host": host}
                response = httpx.post(url + path, json=PING, headers=sent, trust_env=False)
                assert response.status_code == status, (path, host)


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT", "OPTIONS"])
def test_nothing_but_post(url: str, method: str) -> None:
    response = httpx.request(method, url, headers=HEADERS, trust_env=False)
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")


def test_a_body_that_is_too_large(url: str) -> None:
    body = json.dumps(PING | {"params": {"x": "x" * 70_000}})
    response = httpx.post(url, content=body, headers=HEADERS, trust_env=False)
    assert response.status_code == 413


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 20_000, b"\xff", b"[]", b'{"jsonrpc":"2.0"}'])
def test_a_body_that_is_no_message(url: str, body: bytes) -> None:
    response = httpx.post(url, content=body, headers=HEADERS, trust_env=False)
    assert 400 <= response.status_code < 500


def test_more_calls_than_there_is_room_for(samples: Library, assistant: Assistant) -> None:
    asked, may_answer = Event(), Event()

    def archive() -> ToolArchive:
        asked.set()
        assert may_answer.wait(60)
        return ToolArchive(samples, assistant)

    async def both(url: str) -> list[CallToolResult]:
        async with Client(url) as client:
            first = asyncio.create_task(client.call_tool("search_articles", {"query": "troops"}))
            assert await asyncio.to_thread(asked.wait, 60)
            second = await client.call_tool("search_articles", {"query": "troops"})
            may_answer.set()
            return [await first, second]

    with start_mcp_server(archive, threads=1, places=0) as url:
        first, second = asyncio.run(both(url))
    assert not first.is_error
    assert second.is_error
    assert "Too many requests" in str(second.content)


def test_an_error_of_ours_says_nothing_of_the_inside(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> ToolArchive:
        raise ZeroDivisionError("/home/someone/secret")

    async def told(client: Client) -> str:
        with pytest.raises(MCPError) as called:
            await client.call_tool("search_articles", {"query": "troops"})
        with pytest.raises(MCPError) as listed:
            await client.list_resources()
        assert called.value.error.message == "An internal error occurred"
        return f"{called.value.error} {listed.value.error}"

    with start_mcp_server(broken) as url:
        for mode in MODES:
            assert "secret" not in talk(url, told, mode)
    assert "secret" in caplog.text  # in the log, where it belongs
