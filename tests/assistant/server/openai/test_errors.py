"""What cannot be asked or answered comes back as OpenAI's clients expect errors."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import httpx
import openai
import pytest
from fastapi import FastAPI
from openai import OpenAI

from assistant.core.answer import AnswerSentence
from assistant.pipeline import Assistant, SentenceReady
from assistant.pipeline import Event as Found
from assistant.server.http.workers import Workers
from assistant.server.openai.chat_request import MODEL
from assistant.server.openai.chat_routes import make_openai_router
from index.core.article import Filters
from index.core.errors import DatelineError
from index.language.en.dates.question_time import QuestionTime
from index.library import Library
from tests.assistant.rest import listening, working

ASKED: dict[str, Any] = {"model": MODEL, "messages": [{"role": "user", "content": "Who?"}]}
FUNCTION = {"type": "function", "function": {"name": "f"}}


class Failing(Assistant):
    """An assistant whose archive goes away: before the first hit, or after it."""

    def __init__(self, library: Library, *, after_the_hits: bool) -> None:
        super().__init__(library)
        self._after_the_hits = after_the_hits

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        time: QuestionTime | None = None,
        without: Collection[tuple[str, int]] = (),
    ) -> Iterator[Found]:
        if self._after_the_hits:
            yield next(super().stream(question, filters))
        raise DatelineError("The disk is gone", "Put it back")


class Waiting(Assistant):
    """An assistant that answers when it may."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.asked, self.may_answer = Event(), Event()

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        time: QuestionTime | None = None,
        without: Collection[tuple[str, int]] = (),
    ) -> Iterator[Found]:
        self.asked.set()
        assert self.may_answer.wait(60)
        yield from super().stream(question, filters)


class Endless(Assistant):
    """An assistant that goes on until nobody listens."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.ended = Event()

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        time: QuestionTime | None = None,
        without: Collection[tuple[str, int]] = (),
    ) -> Iterator[Found]:
        try:
            yield next(super().stream(question, filters))
            while not self.ended.wait(0.01):
                yield SentenceReady(AnswerSentence("Rain.", (1,)), ())
        finally:
            self.ended.set()


@contextmanager
def serve_app(workers: Workers, assistant: Assistant) -> Iterator[str]:
    app = FastAPI()
    app.include_router(make_openai_router(lambda: assistant, workers))
    with listening(app) as url:
        yield f"{url}/v1"


@contextmanager
def serving(assistant: Assistant, threads: int = 2, places: int = 50) -> Iterator[str]:
    with working(threads, places) as workers, serve_app(workers, assistant) as url:
        yield url


@pytest.fixture(scope="module")
def url(assistant: Assistant) -> Iterator[str]:
    with serving(assistant) as url:
        yield f"{url}/chat/completions"


def expect_error(url: str, **changed: Any) -> dict[str, Any]:
    response = httpx.post(url, json=ASKED | changed, trust_env=False)
    assert response.status_code == 400, response.text
    (error,) = response.json().values()
    assert set(error) == {"message", "type", "param", "code"}
    assert error["type"] == "invalid_request_error"
    return dict(error)


@pytest.mark.parametrize(
    ("param", "value"),
    [
        ("n", 2),
        ("n", 0),
        ("tool_choice", "required"),
        ("tool_choice", FUNCTION),
        ("function_call", {"name": "f"}),
        ("response_format", {"type": "json_object"}),
        ("modalities", ["text", "audio"]),
        ("logprobs", True),
    ],
)
def test_what_quotations_cannot_keep_is_refused(url: str, param: str, value: Any) -> None:
    error = expect_error(url, **{param: value})
    assert (error["param"], error["code"]) == (param, "unsupported_parameter")
    assert param in error["message"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "The question is empty"),
        (None, "The question is empty"),
        ([], "The question is empty"),
        ("why " * 600, "The question has 2,399 characters"),
        ([{"type": "image_url", "image_url": {"url": "x"}}], "only have parts of text"),
        ([{"type": "text", "text": 5}], "only have parts of text"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_question_that_cannot_be_asked(
    url: str, stream: bool, content: Any, message: str
) -> None:
    error = expect_error(url, messages=[{"role": "user", "content": content}], stream=stream)
    assert error["param"] == "messages"
    assert message in error["message"]


def test_a_conversation_without_a_question(url: str) -> None:
    error = expect_error(url, messages=[{"role": "system", "content": "Be brief."}])
    assert "no message of the user" in error["message"]
    assert expect_error(url, messages=[])["param"] == "messages"
    assert expect_error(url, messages=[{"role": "emperor"}])["param"] == "messages.0.role"


def test_filters_that_are_none(url: str) -> None:
    assert "'soon' is not a date" in expect_error(url, dateline={"after": "soon"})["message"]
    assert expect_error(url, dateline={"until": "2025"})["param"] == "dateline.until"
    assert expect_error(url, dateline={"after": "2" * 41})["param"] == "dateline.after"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"a":' * 100_000])
def test_a_body_that_is_no_request(url: str, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = httpx.post(url, content=body, headers=headers, trust_env=False)
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"


@pytest.mark.parametrize("name", ["gpt-5", "\ud800", "x" * 10_000, "<script>"])
def test_a_model_that_is_not_here(url: str, name: str) -> None:
    body = json.dumps(ASKED | {"model": name})  # as ASCII, so that a lone surrogate gets there
    headers = {"Content-Type": "application/json"}
    response = httpx.post(url, content=body, headers=headers, trust_env=False)
    assert response.status_code == 404
    error = response.json()["error"]
    assert (error["param"], error["code"]) == ("model", "model_not_found")
    assert MODEL in error["message"]
    assert len(error["message"]) < 200


def test_a_name_that_no_reply_can_carry(url: str) -> None:
    body = json.dumps(ASKED | {"dateline": {"\ud800": 1}})
    headers = {"Content-Type": "application/json"}
    response = httpx.post(url, content=body, headers=headers, trust_env=False)
    assert response.status_code == 400
    assert response.json()["error"]["param"].startswith("dateline")


# The error itself can name folders of the server.
UNREADABLE = (
    "The archive, or a model, cannot be read."
    " See the log of the server, or run dateline doctor there"
)


@pytest.mark.parametrize("stream", [False, True])
def test_an_archive_that_cannot_be_read(samples: Library, stream: bool) -> None:
    with (
        serving(Failing(samples, after_the_hits=False)) as url,
        make_client(url) as client,
        pytest.raises(openai.InternalServerError) as caught,
    ):
        client.chat.completions.create(**ASKED, stream=stream)
    assert caught.value.status_code == 503
    assert caught.value.body == {
        "message": UNREADABLE,
        "type": "server_error",
        "param": None,
        "code": None,
    }


def test_an_archive_that_goes_away_in_the_middle(samples: Library) -> None:
    with serving(Failing(samples, after_the_hits=True)) as url, make_client(url) as client:
        stream = client.chat.completions.create(**ASKED, stream=True)
        assert next(stream).choices[0].delta.role == "assistant"
        with pytest.raises(openai.APIError, match=UNREADABLE):
            next(stream)


@pytest.mark.parametrize("stream", [False, True])
def test_more_questions_than_there_is_room_for(samples: Library, stream: bool) -> None:
    assistant = Waiting(samples)
    with (
        serving(assistant, threads=1, places=0) as url,
        make_client(url) as client,
        ThreadPoolExecutor(1) as pool,
    ):
        first = pool.submit(lambda: client.chat.completions.create(**ASKED))
        assert assistant.asked.wait(60)
        with pytest.raises(openai.RateLimitError, match="Too many requests") as caught:
            client.chat.completions.create(**ASKED, stream=stream)
        assert int(caught.value.response.headers["Retry-After"]) >= 1
        assistant.may_answer.set()
        assert first.result(60).choices


def test_a_reader_that_goes_away_ends_the_work(samples: Library) -> None:
    assistant = Endless(samples)
    with working(threads=1) as workers, serve_app(workers, assistant) as url:
        with (
            make_client(url) as client,
            client.chat.completions.create(**ASKED, stream=True) as read,
        ):
            assert [next(read).choices[0].delta.content for _ in range(2)] == ["", "Rain. [1]"]
        assert assistant.ended.wait(60)


def make_client(url: str) -> OpenAI:
    return OpenAI(base_url=url, api_key="none", max_retries=0)
