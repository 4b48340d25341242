"""Held articles, releases, kills and the ledger over HTTP, and that nothing held leaks out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.server.http.keys import KeyFile, KeyScope, make_key
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.sandbox.files import find_files, read_files
from index.storage.home import Home
from tests.assistant.rest import assert_problem, program, settings_of

NOON = int(datetime(2025, 3, 17, 12, tzinfo=UTC).timestamp())
SECRET = "Xylophones"  # a word that only held articles have
HELD = (
    "---\ntitle: Xylophones in Kel\nsource: Secret Post\npublished: 2025-03-16\n"
    "embargo: {embargo}\n---\nXylophones were played in Kel on Sunday.\n"
)


class Clock:
    now = NOON

    def __call__(self) -> float:
        return float(self.now)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(home: Path, tmp_path: Path, embedder: Embedder, clock: Clock) -> Iterator[httpx.Client]:
    news = tmp_path / "news"
    news.mkdir()
    (news / "dated.md").write_text(HELD.format(embargo="2025-03-17T13:00:00Z"))
    (news / "unclear.md").write_text(HELD.format(embargo="after the concert"))
    (news / "rain.md").write_text(
        "---\ntitle: Rain\nsource: Kel Wire\npublished: 2025-03-17\nusage_terms: CC BY 4.0\n---\n"
        "Rain fell on Kel on Sunday.\n"
    )
    with Library(Home(home, write=True, clock=clock, process="add"), embedder) as library:
        library.add(read_files(find_files([news])))
    with (
        Library(Home(home, clock=clock, process="server"), embedder) as library,
        program(settings_of(home), library) as client,
    ):
        yield client


READ: list[tuple[str, str, dict[str, Any] | None]] = [
    ("GET", f"/v1/search?q={SECRET}", None),
    ("GET", "/v1/articles", None),
    ("GET", "/v1/articles/dated", None),
    ("GET", "/v1/articles/unclear", None),
    ("GET", "/v1/stats", None),
    ("GET", "/article/dated", None),
    ("GET", "/article?id=unclear", None),
    ("GET", "/metrics", None),
    ("POST", "/v1/ask", {"question": "What was played in Kel on Sunday?"}),
    ("POST", "/v1/chat/completions",
     {"model": "dateline-extractive",
      "messages": [{"role": "user", "content": "What was played in Kel on Sunday?"}]}),
]  # fmt: skip


@pytest.mark.parametrize(("method", "address", "body"), READ)
def test_no_address_tells_of_what_is_held(
    client: httpx.Client, method: str, address: str, body: dict[str, Any] | None
) -> None:
    answer = client.request(method, address, json=body)
    told = answer.text.replace(f'"query":"{SECRET}"', "")
    assert SECRET not in told
    assert "Secret Post" not in told
    assert answer.status_code in (200, 404)


def test_tools_of_agents_tell_nothing_of_what_is_held(client: httpx.Client) -> None:
    headers = {"Accept": "application/json, text/event-stream"}
    for name, arguments in (
        ("search_articles", {"query": "played in Kel"}),
        ("ask_archive", {"question": "What was played in Kel on Sunday?"}),
        ("get_article", {"article_id": "dated"}),
    ):
        call = {
            "jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": name, "arguments": arguments},
        }  # fmt: skip
        answer = client.post("/mcp", json=call, headers=headers)
        assert answer.status_code == 200, answer.text
        assert SECRET not in answer.text


def test_it_appears_by_itself_when_its_hour_comes(client: httpx.Client, clock: Clock) -> None:
    assert client.get("/v1/articles/dated").status_code == 404
    assert client.get("/v1/stats").json()["articles"] == 1
    clock.now = NOON + 3600
    assert client.get("/v1/articles/dated").json()["title"] == "Xylophones in Kel"
    assert client.get("/v1/stats").json()["articles"] == 2
    hits = client.get("/v1/search", params={"q": SECRET}).json()["hits"]
    assert hits[0]["article_id"] == "dated"
    assert SECRET in client.get("/article/dated").text


def test_what_is_held_is_listed_and_released(client: httpx.Client) -> None:
    held = client.get("/v1/held").json()["articles"]
    assert [(one["article_id"], one["opens"], one["state"]) for one in held] == [
        ("dated", "2025-03-17T13:00:00+00:00", "held"),
        ("unclear", None, "held"),
    ]
    assert held[1]["reason"] == "its embargo 'after the concert' cannot be understood"
    assert client.get("/v1/held?state=expired").json() == {"articles": []}
    early = client.post("/v1/releases", json={"article_ids": ["dated"]})
    assert "ends by itself" in assert_problem(early, 422)["detail"]
    assert_problem(client.post("/v1/releases", json={"article_ids": ["unclear", "x"]}), 404)
    assert_problem(client.post("/v1/releases", json={"article_ids": []}), 422)
    body: dict[str, object] = {"article_ids": ["unclear"], "reason": "the concert is over"}
    assert client.post("/v1/releases", json=body).json() == {"released": ["unclear"]}
    assert client.get("/v1/articles/unclear").status_code == 200
    body = {"article_ids": ["dated"], "early": True}
    assert client.post("/v1/releases", json=body).status_code == 200
    assert client.get("/v1/held").json() == {"articles": []}
    rows = client.get("/v1/log?action=released").json()["rows"]
    assert [(row["article_id"], row["process"], row["detail"]) for row in rows] == [
        ("unclear", "server", "the concert is over"),
        ("dated", "server", ""),
    ]


def test_the_ledger_comes_in_pages(client: httpx.Client) -> None:
    client.post("/v1/articles", json={"id": "hail", "text": "Hail fell.", "published": "2025"})
    client.delete("/v1/articles/hail")
    numbers: list[int] = []
    after: int | None = 0
    while after is not None:
        page = client.get("/v1/log", params={"limit": 2, "after": after}).json()
        numbers += [row["number"] for row in page["rows"]]
        after = page["next"]
    assert numbers == [1, 2, 3, 4, 5]
    rows = client.get("/v1/log", params={"article_id": "hail"}).json()["rows"]
    assert [(row["action"], row["place"]) for row in rows] == [
        ("added", "api:hail"),
        ("removed", "api:hail"),
    ]
    assert_problem(client.get("/v1/log?since=soon"), 422)
    assert_problem(client.get("/v1/log?action=burned"), 422)


def test_terms_and_the_filter(client: httpx.Client) -> None:
    terms = client.get("/v1/articles/rain").json()["terms"]
    assert (terms["usage"], terms["republishable"]) == ("CC BY 4.0", "yes")
    client.post("/v1/articles", json={"id": "hail", "text": "Rain and hail fell on Kel."})
    every = client.get("/v1/search?q=rain").json()["hits"]
    assert {hit["article_id"] for hit in every} == {"rain", "hail"}
    free = client.get("/v1/search?q=rain&republishable=true").json()["hits"]
    assert [hit["article_id"] for hit in free] == ["rain"]
    asked = client.post(
        "/v1/ask", json={"question": "Where did rain fall?", "republishable": True}
    ).json()
    assert {hit["article_id"] for hit in asked["hits"]} == {"rain"}


def test_terms_can_be_sent(client: httpx.Client) -> None:
    article = {
        "id": "snow", "text": "Snow fell on Kel.", "usage_terms": "All rights reserved",
        "copyright": "© Kel", "credit": "Bo", "data_mining": "no", "expiry": "2030-01-02",
        "embargo": "2025-03-17T12:30:00Z", "correction": "It was snow.",
    }  # fmt: skip
    added = client.post("/v1/articles", json=article)
    assert added.status_code in (200, 201)
    assert added.json()["report"]["held"] == ["snow"]
    assert client.get("/v1/articles/snow").status_code == 404
    (held, *_) = client.get("/v1/held").json()["articles"]
    assert (held["article_id"], held["terms"]["usage"], held["closes"]) == (
        "snow",
        "All rights reserved",
        "2030-01-01T10:00:00+00:00",
    )
    assert_problem(client.post("/v1/articles", json=article | {"embargo": "soon"}), 422)


def test_only_keys_that_may_write_see_what_is_held_and_the_log(
    home: Path, embedder: Embedder
) -> None:
    made = {scope: make_key(f"{scope}-key", scope) for scope in KeyScope}
    Home(home, write=True).close()
    KeyFile(home).write([key for _, key in made.values()])
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as client:
        for scope, status in ((KeyScope.READ, 403), (KeyScope.WRITE, 200)):
            headers = {"Authorization": f"Bearer {made[scope][0]}"}
            for address in ("/v1/held", "/v1/log", "/v1/held?state=expired"):
                assert client.get(address, headers=headers).status_code == status
                assert client.head(address, headers=headers).status_code == status
            body = {"article_ids": ["x"]}
            refused = client.post("/v1/releases", json=body, headers=headers)
            assert refused.status_code == (403 if status == 403 else 404)
        assert client.get("/v1/log").status_code == 401
