"""What the server refuses at OpenAI's addresses: the official client raises what it has for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI

from assistant.server.http.keys import KeyScope, make_key
from assistant.server.openai.chat_request import MODEL
from index.library import Library
from tests.assistant.rest import PATIENCE, assert_problem, program, settings_of
from tests.assistant.server.http.test_limits import Slow, until

SECRET, KEY = make_key("bot", KeyScope.READ)
COMPLETIONS = "/v1/chat/completions"
ASKED: dict[str, Any] = {"model": MODEL, "messages": [{"role": "user", "content": "Who?"}]}


@pytest.fixture(scope="module")
def server(samples_home: Path, samples: Library) -> Iterator[httpx.Client]:
    """The whole program behind a key, with limits that are soon reached."""
    settings = settings_of(
        samples_home,
        api_keys=f"bot:read:{KEY.hash}",
        max_request_bytes=5_000,
        max_question=50,
    )
    with program(settings, samples, Authorization=f"Bearer {SECRET}") as client:
        yield client


def make_client(server: httpx.Client, secret: str = SECRET, **options: Any) -> OpenAI:
    return OpenAI(base_url=f"{server.base_url}/v1", api_key=secret, max_retries=0, **options)


def test_a_key_lets_in(server: httpx.Client) -> None:
    with make_client(server) as client:
        assert [model.id for model in client.models.list()] == [MODEL]
        assert client.chat.completions.create(**ASKED).choices


@pytest.mark.parametrize("stream", [False, True])
def test_no_key(server: httpx.Client, stream: bool) -> None:
    with make_client(server, "none") as client:
        with pytest.raises(openai.AuthenticationError, match="A valid key is needed") as caught:
            client.chat.completions.create(**ASKED, stream=stream)
        with pytest.raises(openai.AuthenticationError):
            client.models.list()
        with pytest.raises(openai.AuthenticationError):
            client.models.retrieve(MODEL)
    assert caught.value.type == "authentication_error"
    assert caught.value.response.headers["www-authenticate"] == "Bearer"
    assert caught.value.response.headers["content-type"] == "application/json"


def test_a_body_that_is_too_large(server: httpx.Client) -> None:
    large: Any = [{"role": "user", "content": "x" * 6_000}]
    with (
        make_client(server) as client,
        pytest.raises(openai.BadRequestError, match="larger than 5,000 bytes") as caught,
    ):
        client.chat.completions.create(model=MODEL, messages=large)
    assert caught.value.type == "invalid_request_error"


def test_a_question_that_is_longer_than_the_server_takes(server: httpx.Client) -> None:
    messages: Any = [{"role": "user", "content": "x" * 51}]
    with (
        make_client(server) as client,
        pytest.raises(openai.BadRequestError, match="more than 50") as caught,
    ):
        client.chat.completions.create(model=MODEL, messages=messages)
    assert caught.value.param == "messages"


def test_a_name_that_is_not_the_servers(server: httpx.Client) -> None:
    with (
        make_client(server, default_headers={"Host": "evil.example"}) as client,
        pytest.raises(openai.BadRequestError, match="does not have the name"),
    ):
        client.chat.completions.create(**ASKED)


def test_no_room(samples_home: Path, samples: Library) -> None:
    settings = settings_of(samples_home, max_working=1, max_waiting=0)
    slow = Slow()
    with (
        program(settings, samples, slow) as server,
        make_client(server) as client,
        client.chat.completions.create(**ASKED, stream=True),
    ):
        until(server, "requests_taken 1.0")
        with pytest.raises(openai.RateLimitError, match="Too many requests") as caught:
            client.chat.completions.create(**ASKED)
        assert int(caught.value.response.headers["retry-after"]) > 0
        slow.may_end.release(2)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", COMPLETIONS, 405), ("GET", "/v1/models/x/y", 404)],
)
def test_what_is_not_there(server: httpx.Client, method: str, path: str, status: int) -> None:
    answer = server.request(method, path)
    assert answer.status_code == status
    assert set(answer.json()["error"]) == {"message", "type", "param", "code"}
    assert ("allow" in answer.headers) == (status == 405)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_rest_of_the_server_keeps_its_form(server: httpx.Client) -> None:
    for path in ("/v1/modelsx", "/v1/chat", "/v1/nothing", "/v1/response", "/v1/embedding/x"):
        assert_problem(server.get(path), 404)


def test_what_asks_for_the_head_only(server: httpx.Client) -> None:
    answer = server.head("/v1/models")
    assert (answer.status_code, answer.content) == (200, b"")
    assert server.head("/v1/models", headers={"Authorization": "x"}).status_code == 401


def test_answers_count_among_the_figures(server: httpx.Client) -> None:
    figure = 'dateline_stage_seconds_count{stage="embed"}'

    def count() -> float:
        lines = server.get("/metrics").text.splitlines()
        return sum(float(line.split()[1]) for line in lines if line.startswith(figure))

    before = count()
    body = json.dumps(ASKED | {"stream": True})
    kind = {"Content-Type": "application/json"}
    assert server.post(COMPLETIONS, content=body, headers=kind, timeout=PATIENCE).status_code == 200
    assert server.post(COMPLETIONS, json=ASKED).status_code == 200
    assert count() == before + 2


@pytest.mark.parametrize(
    "call",
    [
        lambda it: it.responses.create(model=MODEL, input="Who?"),
        lambda it: it.responses.retrieve("resp_1"),
        lambda it: it.embeddings.create(model=MODEL, input="Who?"),
        lambda it: it.completions.create(model=MODEL, prompt="Who?"),
        lambda it: it.moderations.create(input="Who?"),
        lambda it: it.images.generate(prompt="A lighthouse"),
        lambda it: it.files.list(),
        lambda it: it.chat.completions.retrieve("c1"),
    ],
)
def test_other_interfaces_name_the_way_out(server: httpx.Client, call: Any) -> None:
    with (
        make_client(server) as client,
        pytest.raises(openai.NotFoundError, match=r"client\.chat\.completions\.create") as caught,
    ):
        call(client)
    assert caught.value.type == "invalid_request_error"
    assert caught.value.request_id


def test_every_answer_has_an_id(server: httpx.Client) -> None:
    with make_client(server) as client:
        first = client.chat.completions.with_raw_response.create(**ASKED)
        second = client.chat.completions.with_raw_response.create(**ASKED, stream=True)
    assert first.request_id
    assert second.request_id
    assert first.request_id != second.request_id
    with make_client(server, "none") as client, pytest.raises(openai.AuthenticationError) as caught:
        client.responses.create(model=MODEL, input="Who?")
    assert caught.value.request_id
