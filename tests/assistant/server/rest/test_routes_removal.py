"""Removed articles over HTTP: listed in pages, restored, erased, by keys that may write."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from assistant.server.http.keys import KeyFile, KeyScope, make_key
from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from tests.assistant.rest import assert_problem, program, settings_of

ID = "2025-03-17-kremlin-european-troops"


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples_home, tmp_path / "own"))


@pytest.fixture
def client(home: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as opened:
        yield opened


def removed(client: httpx.Client) -> list[str]:
    listed = client.get("/v1/removed").json()["articles"]
    return [one["article_id"] for one in listed]


def restore(client: httpx.Client, *article_ids: str) -> httpx.Response:
    return client.post("/v1/restorations", json={"article_ids": list(article_ids)})


def test_a_removed_article_is_gone_and_comes_back(client: httpx.Client) -> None:
    before = client.get(f"/v1/articles/{ID}").json()
    assert client.delete(f"/v1/articles/{ID}").status_code == 204
    assert_problem(client.get(f"/v1/articles/{ID}"), 404)
    (listed,) = client.get("/v1/removed").json()["articles"]
    assert (listed["article_id"], listed["title"]) == (ID, before["title"])
    assert listed["goes"] > listed["removed"]
    answer = restore(client, ID)
    assert (answer.status_code, answer.json()) == (200, {"restored": [ID]})
    assert client.get(f"/v1/articles/{ID}").json() == before
    assert removed(client) == []


def test_pages_follow_and_all_are_restored_or_none(client: httpx.Client) -> None:
    ids = [a["article_id"] for a in client.get("/v1/articles").json()["articles"]][:5]
    for article_id in ids:
        client.delete(f"/v1/articles/{article_id}")
    pages, after = [], ""
    while True:
        page = client.get("/v1/removed", params={"limit": 2, "after": after}).json()
        pages += [one["article_id"] for one in page["articles"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(pages) == sorted(ids)
    assert_problem(restore(client, ids[0], "nothing"), 404)
    assert sorted(removed(client)) == sorted(ids)
    assert restore(client, *ids).json()["restored"] == ids
    assert removed(client) == []


def test_for_good_and_purge(client: httpx.Client) -> None:
    first, second, third = [a["article_id"] for a in client.get("/v1/articles").json()["articles"]][
        :3
    ]
    good = {"for_good": True}
    assert client.delete(f"/v1/articles/{first}", params=good).status_code == 204
    assert removed(client) == []
    client.delete(f"/v1/articles/{second}")
    assert client.delete(f"/v1/articles/{second}", params=good).status_code == 204
    assert_problem(client.delete(f"/v1/articles/{second}", params=good), 404)
    client.delete(f"/v1/articles/{third}")
    assert client.delete("/v1/removed").json() == {"purged": 1}
    for article_id in (first, second, third):
        assert_problem(restore(client, article_id), 404)


@pytest.mark.parametrize(
    "body", [{}, {"article_ids": []}, {"article_ids": [""]}, {"article_ids": ["x"] * 101}, {"x": 1}]
)
def test_what_is_wrong_is_refused(client: httpx.Client, body: dict[str, object]) -> None:
    assert_problem(client.post("/v1/restorations", json=body), 422)
    assert_problem(client.get("/v1/removed", params={"after": "yesterday"}), 422)
    assert_problem(client.get("/v1/removed", params={"limit": 0}), 422)


def test_a_key_that_may_read_sees_none(home: Path, embedder: Embedder) -> None:
    secret, key = make_key("reader", KeyScope.READ)
    KeyFile(home).write([key])
    with (
        Library(Home(home), embedder) as library,
        program(settings_of(home), library, Authorization=f"Bearer {secret}") as client,
    ):
        assert_problem(client.get("/v1/removed"), 403)
        assert_problem(client.delete("/v1/removed"), 403)
        assert_problem(restore(client, ID), 403)
