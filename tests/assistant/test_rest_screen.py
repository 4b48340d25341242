"""What Gradio answers on the server's port: the chat of its own page, and nothing beyond it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.rest.keys import Key, KeyFile, Scope, new_key
from tests.assistant.rest import PATIENCE, Json, assert_problem
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
    ("POST", "/gradio_api/upload/"),
    ("POST", "/config"),
    ("OPTIONS", "/gradio_api/queue/join"),
]


@pytest.fixture(scope="module")
def secrets() -> dict[Scope, tuple[str, Key]]:
    """A key for each scope, and what is remembered of it."""
    return {scope: new_key(f"{scope}-key", scope) for scope in Scope}


@pytest.fixture(scope="module")
def server(
    samples_home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    secrets: dict[Scope, tuple[str, Key]],
) -> Iterator[Server]:
    """The whole program, which has keys and a name of its own."""
    home = tmp_path_factory.mktemp("screen") / "home"
    shutil.copytree(samples_home, home)
    KeyFile(home).write(key for _, key in secrets.values())
    (home / "settings.toml").write_text('allowed_hosts = ["news.example"]\n')
    with serving(home) as server:
        yield server


def sending(server: Server, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=server.url, headers=headers, timeout=PATIENCE)


@pytest.fixture(scope="module")
def client(server: Server, secrets: dict[Scope, tuple[str, Key]]) -> Iterator[httpx.Client]:
    """A client that may write."""
    with sending(server, Authorization=f"Bearer {secrets[Scope.WRITE][0]}") as client:
        yield client


@pytest.fixture(scope="module")
def stranger(server: Server) -> Iterator[httpx.Client]:
    """A client without a key."""
    with sending(server) as client:
        yield client


def asked(client: httpx.Client, history: Any = (), question: Any = QUESTION) -> httpx.Response:
    """A question as the page sends it, by the number of its function."""
    functions = {one["api_name"]: one["id"] for one in client.get("/config").json()["dependencies"]}
    data = [question, list(history), None, None, None]
    body = {"data": data, "fn_index": functions["answer"], "session_hash": "here"}
    return client.post(JOIN, json=body)


def messages(client: httpx.Client) -> list[Json]:
    """The conversation as the last of the events has it."""
    events = client.get("/gradio_api/queue/data", params={"session_hash": "here"}).text
    told = [json.loads(line[6:]) for line in events.split("\n\n") if line.startswith("data: ")]
    (whole,) = [event for event in told if event["msg"] == "process_completed"]
    found: list[Json] = whole["output"]["data"][1]
    return found


def message(**changed: Any) -> Json:
    content = {"component": "html", "value": "<p>Who?</p>", "constructor_args": {"render": False}}
    content |= {"type": "component", "props": {}} | changed
    return {"role": "user", "metadata": None, "options": None, "content": [content]}


def test_a_conversation_goes_on(client: httpx.Client) -> None:
    assert asked(client).status_code == 200
    first = messages(client)
    assert asked(client, first, "How do I bake sourdough bread?").status_code == 200
    second = messages(client)
    assert [one["role"] for one in second] == ["user", "assistant"] * 2
    values = [one["content"][0]["value"] for one in second]
    assert values[:2] == [one["content"][0]["value"] for one in first]
    assert 'class="answer"' in values[1]
    assert 'class="refusal"' in values[3]


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


def test_no_file_is_taken_for_a_part_of_the_conversation(
    client: httpx.Client, places: list[str]
) -> None:
    """Gradio would copy it to where it can be had."""
    for place in places:
        file = {"path": place, "meta": {"_type": "gradio.FileData"}}
        attached = {"role": "user", "content": [{"type": "file", "file": file}]}
        for history, question in (
            ([message(value=file)], QUESTION),
            ([message(component="file", value=file)], QUESTION),
            ([attached], QUESTION),
            ([{"a": [[{"b": file}]]}], QUESTION),
            ([], file),
        ):
            assert_problem(asked(client, history, question), 422)


@pytest.mark.parametrize(
    "changed",
    [
        {"component": "file", "value": {"path": "/etc/passwd"}},
        {"component": "Image", "constructor_args": {"value": "/etc/passwd"}},
        {"component": "chatbot", "constructor_args": {"avatar_images": ["/etc/passwd", None]}},
        {"component": "fileexplorer", "value": None, "constructor_args": {"root_dir": "/"}},
        {"component": "HTML"},
        {"component": ["html"]},
        {"value": {"path": "/etc/passwd"}},
        {"constructor_args": {"head": "<script>alert(1)</script>"}},
        {"constructor_args": {"js_on_load": "alert(1)"}},
        {"constructor_args": None},
    ],
)
def test_no_component_is_made_that_the_page_does_not_have(
    client: httpx.Client, changed: Json
) -> None:
    assert_problem(asked(client, [message(**changed)]), 422)


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


def test_uploads_are_writes_of_a_bounded_size(
    client: httpx.Client, stranger: httpx.Client, secrets: dict[Scope, tuple[str, Key]]
) -> None:
    """As long as the screen has no use for files, none is taken. Where it has, this is the rule:
    whoever may only read may send none, and nobody one above the limit of all requests."""
    sent = {"files": b"anything"}
    kinds = {part["type"] for part in client.get("/config").json()["components"]}
    taken = 200 if kinds & {"file", "uploadbutton", "multimodaltextbox"} else 404
    for path in ("/gradio_api/upload", "/gradio_api/upload?upload_id=x"):
        assert client.post(path, files=sent).status_code == taken
        assert stranger.post(path, files=sent).status_code == 401
        reading = {"Authorization": f"Bearer {secrets[Scope.READ][0]}"}
        assert_problem(stranger.post(path, files=sent, headers=reading), 403)
        assert_problem(client.post(path, files={"files": b"x" * 10_000_001}), 413)


def test_without_a_key_nothing_is_there(
    stranger: httpx.Client, secrets: dict[Scope, tuple[str, Key]]
) -> None:
    paths = [*PAGE, "/gradio_api/queue/data?session_hash=a", "/gradio_api/file=x", "/assets/x"]
    paths += ["/gradio_api/heartbeat/x", "/reader", "/article?id=x"]
    for method, path in [*(("GET", path) for path in paths), ("POST", JOIN), *CLOSED]:
        answer = stranger.request(method, path)
        assert answer.status_code == 401, path
        assert answer.headers["www-authenticate"].startswith("Basic ")
    reader = httpx.BasicAuth("me", secrets[Scope.READ][0])
    for path in PAGE:
        assert stranger.get(path, auth=reader).status_code == 200
