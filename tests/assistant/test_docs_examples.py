"""The examples of docs/api.md, run as they stand there, against the whole program."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.arguments import make_parser
from assistant.config.settings import Settings
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests import CHECKOUT
from tests.assistant.rest import PATIENCE, events_of, program, settings_of

DOCS = CHECKOUT / "docs"
PAGE = (DOCS / "api.md").read_text("utf-8")
SERVER = "http://127.0.0.1:7860"
HOME = "~/archive"


@pytest.fixture(scope="module")
def url(
    samples_home: Path, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("docs") / "home"
    shutil.copytree(samples_home, home)
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as client:
        yield str(client.base_url)


def section(name: str) -> str:
    found = PAGE.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    assert found, name
    return found


def examples(name: str, language: str) -> list[str]:
    """The section's pieces of code in a language, in their order."""
    return re.findall(rf"^```{language}\n(.*?)^```$", section(name), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "pieces", "printed"),
    [
        ("Python", 1, ""),
        ("OpenAI's chat API", 2, "References:"),
        ("LlamaIndex", 5, "References:"),
        ("The Model Context Protocol", 1, "References:"),
    ],
)
def test_python(
    name: str,
    pieces: int,
    printed: str,
    url: str,
    samples_home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = examples(name, "python")
    assert len(found) == pieces
    names: dict[str, Any] = {"__name__": "example"}
    for piece in found:
        code = piece.replace(SERVER, url).replace(HOME, str(samples_home))
        exec(compile(code, f"docs/api.md, {name}", "exec"), names)
    if "client" in names:
        names["client"].close()
    assert names.keys() & {"answer", "response"}
    assert printed in capsys.readouterr().out


def curl(command: str, url: str) -> str:
    assert SERVER in command
    ran = subprocess.run(
        ["sh", "-c", command.replace(SERVER, url)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={"PATH": os.environ["PATH"], "NO_PROXY": "127.0.0.1"},
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_curl(url: str) -> None:
    (example,) = examples("REST", "sh")
    commands = example.replace("\\\n", " ").strip().splitlines()
    search, ask, stream, add = [curl(command, url) for command in commands]
    assert json.loads(search)["hits"]
    assert json.loads(ask)["status"] == "answered"
    assert [name for name, _ in events_of(stream)][-1] == "answer"
    assert json.loads(add)["total"] == 1


def test_curl_and_a_chat(url: str) -> None:
    (command,) = examples("OpenAI's chat API", "sh")
    told = json.loads(curl(command, url))
    assert "References:" in told["choices"][0]["message"]["content"]


def test_how_an_agent_is_told() -> None:
    """The command of the settings file is one that the program knows."""
    (settings,) = examples("The Model Context Protocol", "json")
    server = json.loads(settings)["mcpServers"]["dateline"]
    assert server["command"] == "dateline"
    assert make_parser().parse_args(server["args"]).command == "mcp"


def test_the_commands_are_known() -> None:
    (commands,) = examples("Keys", "sh")
    for command in commands.strip().splitlines():
        program_, *words = command.partition("#")[0].split()
        assert program_ == "dateline"
        assert make_parser().parse_args(words).command == "keys"
    (tried,) = examples("How the interface is tried", "sh")
    assert (DOCS.parent / "tests/assistant/server/rest/schemathesis.toml").is_file()
    assert "tests/assistant/server/rest/schemathesis.toml" in tried


def test_the_settings_have_the_defaults_that_are_told() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ([^|]+) \|", section("Limits"), re.MULTILINE)
    told = {
        name.strip("`"): value
        for names, values in rows
        for name, value in zip(names.split(", "), values.strip().split(", "), strict=True)
    }
    assert len(told) == 12
    for name, value in told.items():
        default = Settings.model_fields[name].default
        said = {"none": (), "false": False}.get(value)
        assert (float(value.replace(",", "")) if said is None else said) == default, name


def test_every_section_is_in_the_list() -> None:
    listed = set(re.findall(r"\]\(#([\w-]+)\)", PAGE.partition("\n## ")[0]))
    names = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    made = {re.sub(r"[^\w -]", "", name).lower().replace(" ", "-") for name in names}
    assert listed == made
