"""The examples of docs/api.md do what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from index.embedder import Embedder
from index.home import Home
from index.library import Library
from tests.assistant.rest import PATIENCE, events_of, program, settings_of

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
ADDRESS = "http://127.0.0.1:7860"


def blocks(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def client(samples_home: Path, home: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    shutil.copytree(samples_home, home)
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as opened:
        yield opened


def test_the_python_example(samples_home: Path, embedder: Embedder) -> None:
    example = next(block for block in blocks("python") if "Library.open" in block)
    assert '"~/archive"' in example
    names: dict[str, object] = {}
    exec(example.replace("~/archive", str(samples_home)), names)
    assert names["citation"]


def test_the_curl_examples(client: httpx.Client) -> None:
    example = next(block for block in blocks("sh") if "curl" in block)
    commands = example.replace("\\\n", " ").strip().splitlines()
    assert all(ADDRESS in command for command in commands)
    found = [curl(command.replace(ADDRESS, str(client.base_url))) for command in commands]
    search, ask, stream, add = found
    assert json.loads(search)["hits"]
    assert json.loads(ask)["status"] == "answered"
    assert [name for name, _ in events_of(stream)][-1] == "answer"
    assert json.loads(add)["total"] == 1


def curl(command: str) -> str:
    ran = subprocess.run(
        command, shell=True, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    return ran.stdout


def test_the_settings_have_the_defaults_that_are_told() -> None:
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ([^|]+) \|", TEXT, re.MULTILINE)
    told = {
        name.strip("`"): value
        for names, values in rows
        for name, value in zip(names.split(", "), values.strip().split(", "), strict=False)
        if name.strip("`") in Settings.model_fields
    }
    assert len(told) == 12
    for name, value in told.items():
        default = Settings.model_fields[name].default
        said = {"none": (), "false": False}.get(value)
        assert (float(value.replace(",", "")) if said is None else said) == default, name
