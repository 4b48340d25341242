"""`dateline mcp` as an agent starts it: a process of its own, talked to over its pipes."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult

from assistant.pipeline import Assistant
from assistant.present.citation_text import format_answer
from index.library import Library
from tests import CHECKOUT
from tests.e2e.server import DATELINE

KREMLIN = "What did the Kremlin say about EU troops?"
CLIENT = {"protocolVersion": "2025-11-25", "capabilities": {}}
CLIENT |= {"clientInfo": {"name": "test", "version": "1"}}


def make_command(home: Path) -> list[str]:
    return [*DATELINE, "--home", str(home), "mcp"]


Calls = list[tuple[str, dict[str, Any]]]


def call_tool(home: Path, errors: TextIO, calls: Calls, mode: str = "auto") -> list[CallToolResult]:
    """What the calls gave, which were made all at once."""
    program, *arguments = make_command(home)
    # The client hands on only what it must; the models lie in the cache of the tests.
    env = {name: os.environ[name] for name in ("XDG_CACHE_HOME", "DATELINE_READER")}
    server = StdioServerParameters(command=program, args=arguments, cwd=CHECKOUT, env=env)

    async def talk() -> list[CallToolResult]:
        async with Client(stdio_client(server, errors), mode=mode) as client:
            assert client.server_info is not None
            assert client.server_info.name == "dateline"
            tools = (await client.list_tools()).tools
            assert len(tools) == 4
            return list(await asyncio.gather(*(client.call_tool(*call) for call in calls)))

    return asyncio.run(talk())


def test_an_agent_asks(samples_home: Path, assistant: Assistant, tmp_path: Path) -> None:
    calls: Calls = [
        ("ask_archive", {"question": KREMLIN}),
        ("search_articles", {"query": "EU troops", "k": 2}),
        ("get_article", {"article_id": "nobody"}),
    ]
    with (tmp_path / "errors").open("w+") as errors:
        answer, search, nobody = call_tool(samples_home, errors, calls)
        errors.seek(0)
        assert errors.read() == ""
    assert answer.structured_content is not None
    assert answer.structured_content["text"] == format_answer(assistant.ask(KREMLIN)).text
    assert search.structured_content is not None
    assert len(search.structured_content["hits"]) == 2
    assert nobody.is_error
    assert "no article 'nobody'" in str(nobody.content)


def test_an_agent_that_speaks_an_earlier_version(
    samples_home: Path, samples: Library, tmp_path: Path
) -> None:
    article = next(samples.articles(1))
    calls: Calls = [("get_article", {"article_id": article.id})]
    with (tmp_path / "errors").open("w") as errors:
        (page,) = call_tool(samples_home, errors, calls, "legacy")
    assert page.structured_content is not None
    assert page.structured_content["text"] == article.text


def test_a_home_that_cannot_be_opened_is_told_to_the_agent(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    calls: Calls = [("search_articles", {"query": "troops"})] * 2
    with (tmp_path / "errors").open("w") as errors:
        results = call_tool(tmp_path / "home", errors, calls)
    assert all(result.is_error for result in results)
    assert all(str(tmp_path / "home") in str(result.content) for result in results)


@contextmanager
def started(home: Path) -> Iterator[subprocess.Popen[str]]:
    """The process, after its first answer."""
    with subprocess.Popen(
        make_command(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
        env={k: v for k, v in os.environ.items() if not k.startswith("DATELINE_")},
    ) as process:
        try:
            say(process, {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": CLIENT})
            assert process.stdout is not None
            assert json.loads(process.stdout.readline())["result"]["serverInfo"]
            yield process
        finally:
            process.kill()


def say(process: subprocess.Popen[str], message: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()


def test_it_opens_nothing_before_it_is_asked_and_ends_with_its_agent(home: Path) -> None:
    with started(home) as process:
        out, errors = process.communicate(timeout=60)
        assert (process.returncode, out, errors) == (0, "", "")
    assert not home.exists()


def test_an_agent_that_no_longer_reads(home: Path) -> None:
    with started(home) as process:
        assert process.stdout is not None
        process.stdout.close()
        say(process, {"jsonrpc": "2.0", "id": 2, "method": "ping"})
        assert process.stdin is not None
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == ""
        assert process.wait(60) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_while_it_waits(home: Path, stop: signal.Signals) -> None:
    with started(home) as process:
        process.send_signal(stop)
        assert process.wait(60) == -stop
        assert process.stderr is not None
        assert process.stderr.read() == ""


def test_the_other_commands_know_nothing_of_it() -> None:
    code = (
        "import sys; from assistant.cli.arguments import make_parser; import assistant.cli;"
        " make_parser().format_help();"
        " print([name for name in ('mcp', 'mcp_types', 'llama_index', 'fastapi', 'openai',"
        " 'starlette', 'uvicorn', 'torch', 'chromadb') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, cwd=CHECKOUT
    )
    assert (ran.stdout, ran.stderr) == ("[]\n", "")
