"""The interface keeps what its description promises, whatever that allows and forbids is sent."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import TypeAdapter

from assistant.cli.serve import build_interfaces
from assistant.config.factory import make_assistant
from assistant.server.http import event_stream, problems
from assistant.server.jobs import job_shape
from assistant.server.rest import openapi_examples
from assistant.wire import archive_shapes, new_articles, requests, responses, search_shape
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests import CHECKOUT
from tests.assistant.rest import PATIENCE, client_of, program, settings_of

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
MODULES = (archive_shapes, responses, search_shape, requests, new_articles, job_shape, problems)


@pytest.fixture
def client(samples_home: Path, home: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    """A server of a home that may be changed."""
    shutil.copytree(samples_home, home)
    settings = settings_of(home, max_jobs=1_000, max_waiting=1_000)
    with Library(Home(home), embedder) as library:
        app = build_interfaces(settings, library, make_assistant(library, settings))
        app.state.service.warm_up().join(PATIENCE)
        with client_of(app) as opened:
            yield opened


def test_whatever_is_sent_the_answer_is_as_described(client: httpx.Client, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "--no-color"]
    command += ["--config-file", str(CONFIGURATION), "run", f"{client.base_url}/v1/openapi.json"]
    command += ["--max-examples", "5", "--seed", "1", "--workers", "1"]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=240,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-6_000:] + ran.stderr
    assert "Stateful" in ran.stdout


@pytest.fixture(scope="module")
def description(samples_home: Path, samples: Library) -> Any:
    with program(settings_of(samples_home), samples) as client:
        return client.get("/v1/openapi.json").json()


def test_every_problem_of_every_route_is_described(description: Any) -> None:
    for path, operations in description["paths"].items():
        if "chat" in path or "models" in path:
            continue
        for method, operation in operations.items():
            responses = operation["responses"]
            assert {"400", "500"} <= set(responses), (path, method)
            assert ("422" in responses) == (path not in ("/healthz", "/readyz", "/metrics"))
            for status, response in responses.items():
                if status >= "400":
                    assert list(response["content"]) == ["application/problem+json"]
            assert operation["summary"]
            assert operation["description"]
    for path in ("/v1/ask", "/v1/articles"):
        assert {"408", "413", "415", "429", "503"} <= set(
            description["paths"][path]["post"]["responses"]
        )


def test_what_is_no_interface_is_not_described(description: Any) -> None:
    assert not {"/article", "/reader", "/gradio_api/upload", "/mcp"} & set(description["paths"])


@pytest.mark.parametrize("name", openapi_examples.SHAPES)
def test_the_examples_are_of_their_shapes(description: Any, name: str) -> None:
    shape = next(getattr(module, name) for module in MODULES if hasattr(module, name))
    made = shape.model_validate(openapi_examples.SHAPES[name])
    assert made.model_dump(mode="json", exclude_unset=True) == openapi_examples.SHAPES[name]
    assert description["components"]["schemas"][name]["examples"] == [openapi_examples.SHAPES[name]]


def test_the_examples_of_answers_are_answers() -> None:
    for example in openapi_examples.ANSWERS.values():
        made = TypeAdapter(responses.AnswerShape).validate_python(example["value"])
        for citation in made.citations:
            assert citation.end - citation.start == len(citation.quote)


def test_the_shapes_of_events_are_described(description: Any) -> None:
    schemas = description["components"]["schemas"]
    for shape in (event_stream.HitsEvent, event_stream.SentenceEvent, problems.ProblemDetails):
        assert set(schemas[shape.__name__]["properties"]) == set(shape.model_fields)
    content = description["paths"]["/v1/ask"]["post"]["responses"]["200"]["content"]
    assert set(content) == {"application/json", "text/event-stream"}
