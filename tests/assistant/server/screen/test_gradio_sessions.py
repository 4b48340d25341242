"""The limits of the server hold for its screen: sizes, room, and what is kept of answers."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.chat.chat_json import MAX_KEPT_BYTES
from assistant.cli.serve import build_app
from assistant.pipeline import Assistant, Event, HitsReady
from assistant.present.search_results import SortOrder
from assistant.server.http.keys import KeyFile, KeyScope, make_key
from assistant.server.screen.gradio_sessions import MAX_UNFETCHED
from assistant.server.screen.join_request import MAX_FIELD, MAX_JOIN_BYTES
from index.core.article import Filters
from index.language.en.dates.question_time import QuestionTime
from index.library import Library
from tests.assistant.rest import PATIENCE, assert_problem, client_of, settings_of
from tests.assistant.server.http.test_limits import until
from tests.e2e.server import Server, serving

JOIN, DATA = "/gradio_api/queue/join", "/gradio_api/queue/data"
QUESTION = "What did the Kremlin say about EU troops?"
# Bytes. What a server of the samples takes more after some hundred requests, whatever they are.
GROWTH = 150_000_000
# Sessions that fetch nothing: all that may be, and as many as four clients may have under way.
MANY = MAX_UNFETCHED + 20


class Slow(Assistant):
    """Finds nothing, once it may."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Event()

    def warm_up(self) -> None:
        pass

    def get_today(self, filters: Filters) -> date:
        return date(2026, 11, 28)

    def stream(
        self,
        question: str,
        filters: Filters | None = None,
        time: QuestionTime | None = None,
        without: Collection[tuple[str, int]] = (),
    ) -> Iterator[Event]:
        self.begun.release()
        assert self.may_end.wait(PATIENCE)
        yield HitsReady(())


@contextmanager
def screen(home: Path, library: Library, **chosen: Any) -> Iterator[httpx.Client]:
    """A client of the whole program."""
    app = build_app(settings_of(home, **chosen), library)
    with client_of(app) as client:
        yield client


@pytest.fixture(scope="module")
def small(samples_home: Path, samples: Library) -> Iterator[httpx.Client]:
    """A server that takes questions of 20 characters."""
    with screen(samples_home, samples, max_question=20) as client:
        yield client


def find_function(client: httpx.Client, label: str, event: str) -> int:
    """The number of the function that answers an event of a component."""
    config = client.get("/config").json()
    labels = {one["id"]: one["props"].get("label") for one in config["components"]}
    found = [
        one["id"]
        for one in config["dependencies"]
        if (label, event) in [(labels.get(i), name) for i, name in one["targets"]]
    ]
    return int(found[0])


def join(client: httpx.Client, question: str, session: str, number: int | None = None) -> Any:
    """A question as the page sends it."""
    fn_index = find_function(client, "Question", "submit") if number is None else number
    body = {
        "data": [question, None, "", "", [], "", "", []],
        "fn_index": fn_index,
        "session_hash": session,
    }
    return client.post(JOIN, json=body)


def join_when_free(client: httpx.Client, question: str, session: str, number: int) -> None:
    """Ask as soon as the server has room."""
    end = time.monotonic() + PATIENCE
    while (status := join(client, question, session, number).status_code) != 200:
        assert status == 429
        assert time.monotonic() < end


def read_messages(client: httpx.Client, session: str) -> list[Any]:
    """What a session fetches, to the end."""
    text = client.get(DATA, params={"session_hash": session}).text
    return [json.loads(line[6:]) for line in text.split("\n\n") if line.startswith("data: ")]


def read_conversation(found: list[Any]) -> str:
    """The conversation as the last of the messages with one has it."""
    outputs = [one["output"]["data"] for one in found if one["msg"] == "process_completed"]
    assert len(outputs) == 1
    return str(outputs[0][1])


def test_a_body_larger_than_a_page_sends_is_refused(small: httpx.Client) -> None:
    assert_problem(join(small, "x" * MAX_JOIN_BYTES, "large", 0), 413)
    assert MAX_KEPT_BYTES < MAX_JOIN_BYTES


def test_a_field_longer_than_the_page_has_is_refused(small: httpx.Client) -> None:
    told = assert_problem(join(small, "x" * (MAX_FIELD + 1), "field", 0), 413)
    assert "8,000 characters" in told["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"fn_index": 10_000},
        {"fn_index": "secret-word"},
        {"session_hash": "secret-word" * 10},
        {"session_hash": None},
        {"data": "secret-word"},
        {"data": ["secret-word"] * 17},
    ],
)
def test_what_the_page_does_not_send_is_refused_and_not_repeated(
    small: httpx.Client, change: dict[str, Any]
) -> None:
    body = {"data": [], "fn_index": 0, "session_hash": "form"} | change
    answer = small.post(JOIN, json=body)
    assert_problem(answer, 422)
    assert "secret-word" not in answer.text


@pytest.mark.parametrize("path", ["/gradio_api/cancel", "/gradio_api/reset"])
def test_an_ending_is_checked_as_well(small: httpx.Client, path: str) -> None:
    answer = small.post(path, json={"event_id": {"secret-word": 1}})
    assert_problem(answer, 422)
    assert "secret-word" not in answer.text
    assert_problem(small.post(path, json={"event_id": "x" * 5_000}), 413)
    ending = {"event_id": "none", "fn_index": 0, "session_hash": "none"}
    assert small.post(path, json=ending).json() == {"success": True}


def test_a_question_has_as_many_characters_as_everywhere(small: httpx.Client) -> None:
    assert join(small, "x" * 21, "long").status_code == 200
    refused = small.post("/v1/ask", json={"question": "x" * 21})
    detail = assert_problem(refused, 422)["detail"]
    assert detail == "The question has 21 characters, more than 20"
    assert detail in read_conversation(read_messages(small, "long"))


def test_a_search_has_as_many_characters_as_everywhere(small: httpx.Client) -> None:
    number = find_function(small, "Search", "submit")
    data = ["x" * 21, "", "", "", [], "", "", [], SortOrder.RELEVANCE]
    body = {"data": data, "fn_index": number}
    assert small.post(JOIN, json=body | {"session_hash": "search"}).status_code == 200
    (last,) = [one for one in read_messages(small, "search") if one["msg"] == "process_completed"]
    assert "The question has 21 characters, more than 20" in json.dumps(last["output"])


def test_more_questions_than_may_wait_are_refused(samples_home: Path, samples: Library) -> None:
    slow = Slow()
    app = build_app(settings_of(samples_home, max_working=1, max_waiting=1), samples)
    app.state.service.assistant = slow
    with client_of(app) as client:
        number = find_function(client, "Question", "submit")
        statuses: Counter[int] = Counter()
        for session in range(2):
            assert join(client, "slow", f"first{session}", number).status_code == 200
        assert slow.begun.acquire(timeout=PATIENCE)
        until(client, "requests_taken 2.0")
        # REST and the screen share the room.
        assert_problem(client.post("/v1/ask", json={"question": "slow"}), 429)
        join(client, "slow", "third", number)
        assert "Too many requests are waiting" in read_conversation(read_messages(client, "third"))
        for _ in range(30):
            answer = join(client, "slow", "many", number)
            statuses[answer.status_code] += 1
            if answer.status_code != 200:
                assert_problem(answer, 429)
                assert int(answer.headers["retry-after"]) > 0
        assert statuses[429] >= 10
        assert not slow.begun.acquire(blocking=False)
        slow.may_end.set()
        for session in range(2):
            read_messages(client, f"first{session}")
        until(client, "requests_taken 0.0")


@pytest.fixture(scope="module")
def server(samples_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The whole program as a process."""
    home = tmp_path_factory.mktemp("limits") / "home"
    shutil.copytree(samples_home, home)
    with serving(home) as server:
        yield server


def measure_memory(server: Server) -> int:
    """Bytes of memory that the process has."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found
    return int(found[1]) * 1_000


def test_questions_of_nine_megabytes_leave_no_trace(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        assert join(client, QUESTION, "first").status_code == 200
        assert "dangerous trend" in read_conversation(read_messages(client, "first"))
        before = measure_memory(server)
        content = json.dumps({"data": ["x" * 9_000_000], "fn_index": 0, "session_hash": "s"})
        headers = {"Content-Type": "application/json"}
        for _ in range(60):
            assert client.post(JOIN, content=content, headers=headers).status_code == 413
        assert measure_memory(server) - before < GROWTH


def test_what_nobody_fetches_is_not_kept(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        number = find_function(client, "Question", "submit")
        assert join(client, QUESTION, "warm", number).status_code == 200
        read_messages(client, "warm")
        before = measure_memory(server)
        with ThreadPoolExecutor(4) as pool:
            answers = pool.map(lambda n: join(client, "", f"s{n}", number), range(MANY))
        assert {answer.status_code for answer in answers} <= {200, 429}
        until(client, "requests_taken 0.0")
        assert measure_memory(server) - before < GROWTH
        (event,) = read_messages(client, "s0")
        assert event["session_not_found"] is True
        # One who comes then is answered, once what has joined is done.
        join_when_free(client, QUESTION, "last", number)
        assert "dangerous trend" in read_conversation(read_messages(client, "last"))


def test_a_session_that_is_not_known_leaves_no_traceback(server: Server) -> None:
    with httpx.Client(base_url=server.url, timeout=PATIENCE) as client:
        (event,) = read_messages(client, "nope")
        assert event["session_not_found"] is True
        assert client.get(DATA).status_code == 200
    assert "Traceback" not in server.errors.read_text()


def test_a_key_to_read_keeps_no_verdict(
    samples_home: Path, samples: Library, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(samples_home, home)
    secrets = {scope: make_key(f"{scope}-key", scope) for scope in KeyScope}
    KeyFile(home).write(key for _, key in secrets.values())
    app = build_app(settings_of(home), samples)
    with client_of(app) as client:
        for scope, kept in ((KeyScope.READ, False), (KeyScope.WRITE, True)):
            client.headers["Authorization"] = f"Bearer {secrets[scope][0]}"
            assert join(client, QUESTION, str(scope)).status_code == 200
            read_messages(client, str(scope))
            fields: list[object] = ["", None, "", "", [], "", "", []]
            data: dict[str, object] = {"data": fields, "session_hash": str(scope)}
            data |= {
                "fn_index": find_like_function(client),
                "event_data": {"turn": "0", "verdict": "up"},
            }
            assert client.post(JOIN, json=data).status_code == 200
            told = read_conversation(read_messages(client, str(scope)))
            assert ("This key may read, not write" in told) is not kept
            assert (home / "feedback.jsonl").exists() is kept


def find_like_function(client: httpx.Client) -> int:
    """The number of the function that takes verdicts."""
    dependencies = client.get("/config").json()["dependencies"]
    (number,) = [
        one["id"] for one in dependencies if "like" in [name for _, name in one["targets"]]
    ]
    return int(number)
