"""Alerts over HTTP: kept, checked after each write, read as JSON and as a feed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import httpx
import pytest

from assistant.server.http.keys import KeyFile, KeyScope, make_key
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.assistant.rest import PATIENCE, assert_problem, program, settings_of
from tests.reliability.processes import wait_until

TEXT = "A storm hit Gotland on Monday. The <b>roofs</b> & the harbour were damaged."
NEW = {"id": "storm", "title": "A storm & <more>", "text": TEXT, "source": "Bay Post"}


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples_home, tmp_path / "own"))


@pytest.fixture
def client(home: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as opened:
        yield opened


def keep(client: httpx.Client, query: str = "gotland", **fields: Any) -> dict[str, Any]:
    answer = client.post("/v1/alerts", json={"kind": "search", "query": query} | fields)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def add(client: httpx.Client, **fields: Any) -> None:
    """Add an article, and wait until it is there."""
    answer = client.post("/v1/articles", json={"articles": [NEW | fields]})
    assert answer.status_code in (201, 202), answer.text
    job = f"/v1/jobs/{answer.json()['id']}"
    wait_until(lambda: client.get(job).json()["state"] == "done", PATIENCE)


def test_what_comes_in_is_reported_once(client: httpx.Client) -> None:
    made = keep(client, name="Isle", source=["bay post"], after="2020")
    assert (made["id"], made["name"], made["maker"], made["unseen"]) == (1, "Isle", "rest", 0)
    assert made["filters"]["source"] == ["bay post"]
    assert client.get("/v1/alerts").json()["alerts"] == [made]
    asked = keep(client, "What hit Gotland?", kind="question")
    add(client, published="2025-05-05")
    checked = client.post("/v1/alert-checks").json()
    # Whichever was faster, this check or the one after the write.
    assert checked["found"] in (0, 1, 2)
    for one in (made, asked):
        read = client.get(f"/v1/alerts/{one['id']}").json()
        (found,) = read["findings"]
        assert found["quote"] == TEXT[found["start"] : found["end"]]
        assert found["quote"] == "A storm hit Gotland on Monday."
        assert (read["total"], read["unseen"], read["last"]) == (1, 1, found["number"])
    seen = client.post("/v1/alerts/1/seen", json={})
    assert (seen.status_code, seen.json()["unseen"]) == (200, 0)
    older = client.get("/v1/alerts/2", params={"before": found["number"]}).json()
    assert older["findings"] == []
    assert client.delete("/v1/alerts/1").status_code == 204
    assert_problem(client.get("/v1/alerts/1"), 404)


def test_a_write_is_checked_without_being_asked(client: httpx.Client) -> None:
    keep(client)
    add(client)
    wait_until(lambda: client.get("/v1/alerts/1").json()["total"] == 1, PATIENCE)


@pytest.mark.parametrize("prefix", ["", "/v1"])
def test_a_feed_reader_understands_the_feed(client: httpx.Client, prefix: str) -> None:
    keep(client, name="Isle & <sea>")
    empty = client.get(f"{prefix}/alerts/1/feed")
    assert empty.headers["content-type"].startswith("application/atom+xml")
    assert not feedparser.parse(empty.content).entries
    add(client)
    add(client, id="a/b ?#", title="", text="Gotland has \x07 rain.", source="")
    client.post("/v1/alert-checks")
    answer = client.get(f"{prefix}/alerts/1/feed")
    read = feedparser.parse(answer.content)
    assert (read.bozo, read.version) == (False, "atom10")
    assert read.feed.title == "Isle & <sea> · Dateline"
    assert read.feed.id.startswith("urn:uuid:")
    assert read.feed.updated_parsed
    assert {"self": str(answer.url)}.items() <= {
        link.rel: link.href for link in read.feed.links
    }.items()
    assert len({entry.id for entry in read.entries}) == len(read.entries) == 2
    second, first = read.entries
    assert first.title == "A storm & <more>"
    assert first.summary == "“A storm hit Gotland on Monday.”"
    assert first.author == "Bay Post"
    assert first.updated_parsed
    assert second.title == "a/b ?#"
    for entry in read.entries:
        page = client.get(entry.link)
        assert page.status_code == 200
        assert "Gotland" in page.text
    again = feedparser.parse(client.get(f"{prefix}/alerts/1/feed").content)
    assert [entry.id for entry in again.entries] == [entry.id for entry in read.entries]
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"kind": "search", "query": ""},
        {"kind": "search", "query": " \u200b"},
        {"kind": "search", "query": "the of"},
        {"kind": "search", "query": "(gotland"},
        {"kind": "search", "query": 'said:"'},
        {"kind": "search", "query": "x" * 3_000},
        {"kind": "search", "query": "x", "after": "soon"},
        {"kind": "search", "query": "x", "name": "a\nb"},
        {"kind": "search", "query": "x", "name": "y" * 101},
        {"kind": "search", "query": "x", "limit": 1},
        {"kind": "search", "query": "x", "facet": ["shape:round"]},
        {"kind": "question", "query": "hello"},
        {"kind": "poem", "query": "x"},
        {"kind": "search", "query": "\ud800"},
        [],
    ],
)
def test_what_is_no_alert_is_refused_in_a_sentence(client: httpx.Client, body: Any) -> None:
    answer = client.post(
        "/v1/alerts", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["detail"]
    assert client.get("/v1/alerts").json() == {"alerts": []}


def test_what_is_there_already_is_a_conflict(client: httpx.Client) -> None:
    body = {"kind": "search", "query": "gotland"}
    keep(client)
    assert_problem(client.post("/v1/alerts", json=body), 409)
    assert_problem(client.post("/v1/alerts", json=body | {"name": "GOTLAND"}), 409)
    assert keep(client, source=["Wire"])["name"] == "gotland (2)"


def test_what_was_seen_is_a_whole_number(client: httpx.Client) -> None:
    keep(client)
    for last, status in ((1.0, 200), (None, 200), (1.5, 422), ("1", 422), (True, 422), (0, 422)):
        answer = client.post("/v1/alerts/1/seen", json={"last": last})
        assert answer.status_code == status, last


def test_a_malformed_search_says_where(client: httpx.Client) -> None:
    answer = client.post("/v1/alerts", json={"kind": "search", "query": "tide (gotland"})
    assert_problem(answer, 422)
    assert answer.json()["offset"] == 5


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 30, "1.5", "%00"])
def test_a_number_that_is_none_is_refused(client: httpx.Client, number: str) -> None:
    for path in (f"/v1/alerts/{number}", f"/v1/alerts/{number}/feed", f"/alerts/{number}/feed"):
        assert client.get(path).status_code in (404, 422)


def test_a_reading_key_reads_and_a_writing_key_writes(home: Path, embedder: Embedder) -> None:
    keys = [make_key("ann", KeyScope.READ), make_key("bob", KeyScope.WRITE)]
    KeyFile(home).write([key for _, key in keys])
    (reader, _), (writer, _) = keys
    body = {"kind": "search", "query": "gotland"}
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as client:
        reads = {"Authorization": f"Bearer {reader}"}
        writes = {"Authorization": f"Bearer {writer}"}
        assert client.get("/v1/alerts").status_code == 401
        assert client.get("/alerts/1/feed").status_code == 401
        assert client.post("/v1/alerts", json=body, headers=reads).status_code == 403
        assert client.post("/v1/alert-checks", headers=reads).status_code == 403
        assert client.post("/v1/alerts", json=body, headers=writes).status_code == 201
        assert client.post("/v1/alerts/1/seen", json={}, headers=reads).status_code == 403
        assert client.delete("/v1/alerts/1", headers=reads).status_code == 403
        assert client.get("/v1/alerts/1/feed", headers=reads).status_code == 200
        # A feed reader asks its user for a password.
        assert client.get("/alerts/1/feed", auth=("", reader)).status_code == 200
        assert client.get("/alerts/1/feed", headers={"Host": "evil.example"}).status_code in (
            400,
            401,
        )


def test_foreign_hosts_learn_nothing(client: httpx.Client) -> None:
    keep(client)
    for path in ("/v1/alerts", "/alerts/1/feed"):
        assert client.get(path, headers={"Host": "evil.example"}).status_code == 400
