"""Names by which the server may be called; HEAD; which version a client has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.server.http.etags import has_version, make_tag
from assistant.server.http.own_hosts import choose_hosts
from assistant.server.http.trusted_hosts import HostNames
from index.core.errors import DatelineError
from index.library import Library
from tests.assistant.rest import assert_problem, program, settings_of

SAMPLE = "2025-03-17-kremlin-european-troops"
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}


@pytest.fixture(scope="module")
def client(samples_home: Path, samples: Library) -> Iterator[httpx.Client]:
    settings = settings_of(samples_home, allowed_hosts="*.news.example,Desk.example")
    with program(settings, samples) as opened:
        yield opened


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("127.0.0.1", True),
        ("localhost:7860", True),
        ("[::1]:7860", True),
        ("a.news.example", True),
        ("A.B.NEWS.example:443", True),
        ("desk.example", True),
        ("news.example", False),
        ("xnews.example", False),
        ("a.news.example.evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example", False),
        ("evil.example#.news.example", False),
        ("evil.example:80@a.news.example", False),
        ("a.news.example:x", False),
        ("", False),
        ("*.news.example", True),  # a name that no page can have
    ],
)
def test_known_names(client: httpx.Client, host: str, known: bool) -> None:
    hosts = HostNames(["127.0.0.1", "localhost", "::1", "*.news.example", "Desk.example"])
    assert hosts.know(host) == known
    for path in ("/v1/stats", "/healthz", "/reader", "/v1/nothing"):
        answer = client.get(path, headers={"Host": host})
        if known:
            assert answer.status_code in (200, 404)
        else:
            told = assert_problem(answer, 400)
            assert "Host" in told["detail"]
            assert answer.headers["x-content-type-options"] == "nosniff"
    kinds = {"Accept": "application/json, text/event-stream"}
    agent = client.post("/mcp", json=PING, headers=kinds | {"Host": host})
    assert agent.status_code == (200 if known else 400)


@pytest.mark.parametrize(
    ("origin", "known"),
    [
        ("https://a.news.example", True),
        ("http://a.news.example:8080", True),
        ("https://news.example", False),
        ("https://evil.example/a.news.example", False),
        ("ftp://a.news.example", False),
        ("null", False),
        ("https://[", False),
    ],
)
def test_known_origins_of_agents(client: httpx.Client, origin: str, known: bool) -> None:
    sent = {"Accept": "application/json, text/event-stream", "Origin": origin}
    answer = client.post("/mcp", json=PING, headers=sent)
    if known:
        assert answer.status_code == 200
    else:
        assert_problem(answer, 403)


def test_any_name() -> None:
    for hosts in (HostNames(), HostNames(["*"]), HostNames(["news.example", "*"])):
        assert hosts.any
        assert hosts.know("whatever.example")
        assert hosts.know_origin("null")


@pytest.mark.parametrize(
    ("listens", "allowed", "needs_key", "known"),
    [
        # Whoever reaches it may write: by addresses and the name of the machine alone.
        ("0.0.0.0", (), False, "10.0.0.5:80 [2001:db8::1] 127.0.0.1 localhost desk desk.local"),
        ("10.0.0.5", (), False, "10.0.0.5 [2001:db8::1]:80 localhost desk desk.local"),
        ("0.0.0.0", ("news.example",), False, "news.example"),
        ("0.0.0.0", (), True, "10.0.0.5 evil.example desk.evil.example"),
        ("127.0.0.1", (), False, "127.0.0.1 localhost [::1]"),
        ("127.0.0.1", ("news.example",), False, "127.0.0.1 localhost news.example"),
    ],
)
def test_the_names_of_a_server(
    monkeypatch: pytest.MonkeyPatch,
    listens: str,
    allowed: tuple[str, ...],
    needs_key: bool,
    known: str,
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    hosts = choose_hosts(listens, allowed, needs_key=needs_key)
    assert all(map(hosts.know, known.split()))
    if not needs_key:
        foreign = ("evil.example", "desk.evil.example", "10.0.0.5.evil.example", "10.0.0.5x", "x")
        assert not any(map(hosts.know, foreign))


def test_a_page_of_another_site_cannot_load_what_is_here(client: httpx.Client) -> None:
    for path in (f"/v1/articles/{SAMPLE}", "/v1/articles/nobody", f"/article?id={SAMPLE}", "/"):
        answer = client.get(path)
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("name", ["", "a b", "*x", "a.*", "http://a", "a/b", "news.example:80"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(DatelineError, match="no name of a host"):
        HostNames([name])


@pytest.mark.parametrize(
    "path",
    [
        "/v1/search?q=troops",
        "/v1/articles?limit=2",
        f"/v1/articles/{SAMPLE}",
        "/v1/articles/nobody",
        "/v1/stats",
        "/v1/openapi.json",
        "/v1/models",
        "/v1/nothing",
        "/v1/ask",
        "/v1/search?q=",
        "/healthz",
        "/readyz",
        "/reader",
        f"/article?id={SAMPLE}",
        "/article?id=nobody",
    ],
)
def test_a_head_is_what_get_gives_without_its_body(client: httpx.Client, path: str) -> None:
    whole, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == whole.status_code

    def told(answer: httpx.Response) -> dict[str, str]:
        # The length of a search's answer is that of its timings, too.
        own = ("date", "content-length", "x-request-id")
        return {k: v for k, v in answer.headers.items() if k not in own}

    assert told(head) == told(whole)
    if "search" not in path:
        assert head.headers["content-length"] == str(len(whole.content))


def test_a_head_counts_as_one(client: httpx.Client) -> None:
    client.head(f"/v1/articles/{SAMPLE}")
    figures = client.get("/metrics").text
    assert 'method="HEAD",route="/v1/articles/{article_id:path}",status="200"' in figures


def test_a_request_under_a_foreign_name_counts(client: httpx.Client) -> None:
    refused = client.put("/v1/stats", headers={"Host": "evil.example"})
    assert refused.status_code == 400
    figures = client.get("/metrics").text
    assert 'dateline_requests_total{method="PUT",route="other",status="400"} 1.0' in figures


TAG = make_tag("0f")


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        ([], False),
        ([""], False),
        (["*"], True),
        (['"*"'], False),
        (['"0f"'], True),
        (['W/"0f"'], True),
        (['"a", "b,c" ,W/"0f"'], True),
        (['"a",,', '"0f"'], True),
        (['"a"', 'W/"b"'], False),
        (["0f"], False),
        (['"0F"'], False),
        (['"x0f"'], False),
        (['"a, *"'], False),
    ],
)
def test_which_version_a_client_has(client: httpx.Client, lines: list[str], known: bool) -> None:
    assert has_version(TAG, lines) == known
    path = f"/v1/articles/{SAMPLE}"
    tag = client.get(path).headers["etag"]
    sent = [("If-None-Match", line.replace("0f", tag.strip('"'))) for line in lines]
    answer = client.get(path, headers=sent)
    assert answer.status_code == (304 if known else 200)
    assert answer.headers["etag"] == tag
