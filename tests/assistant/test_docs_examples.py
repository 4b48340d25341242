"""The examples of docs/agents.md, run as they stand there, against a real server and archive."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.routing import Route

from assistant.agents.tools import Archive
from assistant.agents.web import mcp_app
from assistant.openai_api.routes import openai_router
from assistant.pipeline import Assistant
from index.library import Library
from tests.assistant.live import listening, working

PAGE = (Path(__file__).parents[2] / "docs" / "agents.md").read_text("utf-8")
SERVER = "http://127.0.0.1:7860"
HOME = "~/archive"


@pytest.fixture(scope="module")
def url(samples: Library, assistant: Assistant) -> Iterator[str]:
    archive = Archive(samples, assistant)
    with working() as workers:
        app = FastAPI()
        app.include_router(openai_router(lambda: assistant, workers))
        app.router.routes.append(Route("/mcp", mcp_app(lambda: archive, workers)))
        with listening(app) as url:
            yield url


def examples(section: str, language: str) -> list[str]:
    """The section's pieces of code in a language, in their order."""
    text = PAGE.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("section", "pieces"),
    [("The Model Context Protocol", 1), ("OpenAI's chat API", 2), ("LlamaIndex", 5)],
)
def test_python(
    section: str, pieces: int, url: str, samples_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = examples(section, "python")
    assert len(found) == pieces
    names: dict[str, Any] = {"__name__": "example"}
    for piece in found:
        code = piece.replace(SERVER, url).replace(HOME, str(samples_home))
        exec(compile(code, f"docs/agents.md, {section}", "exec"), names)
    if "client" in names:
        names["client"].close()
    assert "References:" in capsys.readouterr().out


def test_curl(url: str) -> None:
    (command,) = examples("OpenAI's chat API", "sh")
    environment = {"PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1"}
    ran = subprocess.run(
        ["sh", "-c", command.replace(SERVER, url)],
        capture_output=True,
        text=True,
        timeout=60,
        env=environment,
    )
    assert ran.returncode == 0, ran.stderr
    assert "References:" in json.loads(ran.stdout)["choices"][0]["message"]["content"]


def test_how_an_agent_is_told(samples_home: Path) -> None:
    """The command of the settings file is one that the program knows."""
    from assistant.arguments import make_parser

    (settings,) = examples("The Model Context Protocol", "json")
    server = json.loads(settings)["mcpServers"]["dateline"]
    assert server["command"] == "dateline"
    assert make_parser().parse_args(server["args"]).command == "mcp"
