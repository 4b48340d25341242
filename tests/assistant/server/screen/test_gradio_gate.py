"""What Gradio answers on the server's port: the chat of its own page, and nothing beyond it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.server.http.keys import Key, KeyFile, KeyScope, make_key
from tests.assistant.rest import PATIENCE, assert_problem
from tests.e2e.server import Server, serving

QUESTION = "What did the Kremlin say about EU troops?"
JOIN = "/gradio_api/queue/join"
# What a page reads; no more of it than this is there to be read.
PAGE = ["/", "/config", "/theme.css", "/manifest.json", "/robots.txt", "/favicon.ico"]
PAGE += ["/gradio_api/info", "/gradio_api/startup-events", "/gradio_api/app_id"]
# Asked by whoever looks for a way in.
CLOSED = [
    ("GET", "/openapi.json"),
    ("GET", "/gradio_api/openapi.json"),
    ("GET", "/docs"),
    ("GET", "/monitoring"),
    ("GET", "/monitoring/summary"),
    ("GET", "/gradio_api/proxy=http://127.0.0.1/healthz"),
    ("HEAD", "/gradio_api/proxy=https://example.org/"),
    ("GET", "/gradio_api/dev/reload"),
    ("GET", "/gradio_api/deep_link"),
    ("GET", "/gradio_api/queue/status"),
    ("GET", "/gradio_api/token"),
    ("GET", "/gradio_api/vibe-code/"),
    ("GET", "/gradio_api/custom_component/x/client/component/index.js"),
    ("GET", "/gradio_api/stream/a/1/2/playlist.m3u8"),
    ("GET", "/logout"),
    ("POST", "/login"),
    ("POST", "/gradio_api/run/answer"),
    ("POST", "/gradio_api/api/predict"),
    ("POST", "/gradio_api/call/answer"),
    ("POST", "/gradio_api/call/v2/answer"),
    ("POST", "/gradio_api/component_server"),
    ("POST", "/gradio_api/process_recording"),
    ("POST", "/gradio_api/vibe-edit/"),
    ("POST", "/gradio_api/upload"),
    ("POST", "/gradio_api/upload?upload_id=x"),
    ("POST", "/gradio_api/upload/"),
    ("GET", "/gradio_api/upload_progress?upload_id=x"),
    ("POST", "/gradio_api/run/predict"),
    ("POST", "/config"),
    ("OPTIONS", "/gradio_api/queue/join"),
]


@pytest.fixture(scope="module")
def secrets() -> dict[KeyScope, tuple[str, Key]]:
    """A key for each scope, and what is remembered of it."""
    return {scope: make_key(f"{scope}-key", scope) for scope in KeyScope}


@pytest.fixture(scope="module")
def server(
    samples_home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    secrets: dict[KeyScope, tuple[str, Key]],
) -> Iterator[Server]:
    """The whole program, which has keys and a name of its own."""
    home = tmp_path_factory.mktemp("screen") / "home"
    shutil.copytree(samples_home, home)
    KeyFile(home).write(key for _, key in secrets.values())
    (home / "settings.toml").write_text('allowed_hosts = ["news.example"]\n')
    with serving(home) as server:
        yield server


def make_client(server: Server, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers=headers, timeout=PATIENCE)


@pytest.fixture(scope="module")
def client(server: Server, secrets: dict[KeyScope, tuple[str, Key]]) -> Iterator[httpx.Client]:
    """A client that may write."""
    with make_client(server, Authorization=f"Bearer {secrets[KeyScope.WRITE][0]}") as client:
        yield client


@pytest.fixture(scope="module")
def stranger(server: Server) -> Iterator[httpx.Client]:
    """A client without a key."""
    with make_client(server) as client:
        yield client


def send_question(client: httpx.Client, question: Any = QUESTION, **more: Any) -> httpx.Response:
    """A question as the page sends it, by the number of what answers it."""
    config = client.get("/config").json()
    labels = {one["id"]: one["props"].get("label") for one in config["components"]}
    (number,) = [
        one["id"]
        for one in config["dependencies"]
        if ("Question", "submit") in [(labels.get(i), event) for i, event in one["targets"]]
    ]
    data = [question, None, "", "", [], "", "", []]
    body = {"data": data, "fn_index": number, "session_hash": "here"} | more
    return client.post(JOIN, json=body)


def read_conversation(client: httpx.Client) -> str:
    """The conversation as the last of the events has it."""
    events = client.get("/gradio_api/queue/data", params={"session_hash": "here"}).text
    found = [json.loads(line[6:]) for line in events.split("\n\n") if line.startswith("data: ")]
    (whole,) = [event for event in found if event["msg"] == "process_completed"]
    assert whole["success"]
    return str(whole["output"]["data"][1])


def test_a_conversation_goes_on(client: httpx.Client) -> None:
    assert send_question(client).status_code == 200
    first = read_conversation(client)
    assert "an absolutely dangerous trend" in first
    assert send_question(client, "How do I bake sourdough bread?").status_code == 200
    second = read_conversation(client)
    assert "an absolutely dangerous trend" in second
    assert "The archive does not say" in second.replace("’", "'")


def test_what_the_page_needs_is_there_and_names_no_function(client: httpx.Client) -> None:
    for path in PAGE:
        assert client.get(path).status_code == 200, path
    assert client.get("/gradio_api/info").json() == {"named_endpoints": {}, "unnamed_endpoints": {}}
    assert client.head("/").status_code == 200


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_all_else_is_not_there(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(method, path, json={} if method == "POST" else None)
    if method == "HEAD":
        assert answer.status_code == 404
    else:
        assert_problem(answer, 404)


@pytest.fixture(scope="module")
def places(samples_home: Path) -> list[str]:
    """Files that are there, but for nobody who asks over HTTP."""
    here = [str(samples_home / "catalog.sqlite3"), "pyproject.toml", str(Path(__file__).resolve())]
    return [*here, "/etc/passwd", "../../../../../../etc/passwd", "https://example.org/"]


def test_no_file_is_given_by_its_name(client: httpx.Client, places: list[str]) -> None:
    for place in places:
        for written in (place, place.replace("/", "%2F"), place.replace(".", "%2e")):
            for route in ("/gradio_api/file=", "/gradio_api/file/", "/static/", "/assets/"):
                answer = client.get(route + written)
                assert 400 <= answer.status_code < 500, (route, written)
                assert "root:" not in answer.text


def test_no_file_is_taken_for_what_a_page_sends(client: httpx.Client, places: list[str]) -> None:
    """Gradio would copy it to where it can be had."""
    for place in places:
        file = {"path": place, "meta": {"_type": "gradio.FileData"}}
        assert_problem(send_question(client, file), 422)
        assert_problem(send_question(client, {"a": [[{"b": file}]]}), 422)
        assert_problem(send_question(client, event_data={"file": file}), 422)


@pytest.mark.parametrize("component", ["file", "Image", "chatbot", "html", ["html"], None])
def test_no_component_is_made_for_what_a_page_sends(client: httpx.Client, component: Any) -> None:
    part = {"component": component, "value": "/etc/passwd", "constructor_args": {}, "props": {}}
    for sent in (part, [{"role": "user", "content": [part]}]):
        assert_problem(send_question(client, sent), 422)
        assert_problem(send_question(client, event_data=sent), 422)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{}", "", 415),
        (b"{", "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
    ],
)
def test_what_is_no_question_of_the_page(
    client: httpx.Client, body: bytes, kind: str, status: int
) -> None:
    # A page of another site could send text without asking first.
    headers = {"Content-Type": kind}
    assert client.post(JOIN, content=body, headers=headers).status_code == status


def test_a_page_of_another_site_reads_nothing(client: httpx.Client) -> None:
    """Gradio lets any site read, with the browser's password, once the host is no loopback."""
    for host in ("news.example", "[::1]"):
        sent = {"Host": host, "Origin": "https://evil.example"}
        answer = client.get("/config", headers=sent)
        assert answer.status_code == 200
        assert "access-control-allow-origin" not in answer.headers
        assert "access-control-allow-credentials" not in answer.headers


def test_without_a_key_nothing_is_there(
    stranger: httpx.Client, secrets: dict[KeyScope, tuple[str, Key]]
) -> None:
    paths = [*PAGE, "/gradio_api/queue/data?session_hash=a", "/gradio_api/file=x", "/assets/x"]
    paths += ["/gradio_api/heartbeat/x", "/pages/article.js", "/article/x"]
    for method, path in [*(("GET", path) for path in paths), ("POST", JOIN), *CLOSED]:
        answer = stranger.request(method, path)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"].startswith("Basic ")
    reader = httpx.BasicAuth("me", secrets[KeyScope.READ][0])
    for path in PAGE:
        assert stranger.get(path, auth=reader).status_code == 200
