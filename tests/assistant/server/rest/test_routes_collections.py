"""Collections over HTTP: changed as a whole, by keys that may write, with names of any kind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

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


def test_a_collection_is_made_chosen_and_deleted(client: httpx.Client) -> None:
    name = "a/b <b> & ?x=1"
    made = client.post("/v1/collections", json={"name": name, "add": [ID]})
    assert (made.status_code, made.json()["articles"]) == (200, 1)
    listed = client.get("/v1/articles", params={"collection": name.upper()}).json()["articles"]
    assert [article["article_id"] for article in listed] == [ID]
    answer = client.post(
        "/v1/ask", json={"question": "What did the Kremlin say?", "collection": [name]}
    )
    assert {each["article_id"] for each in answer.json()["citations"]} <= {ID}
    edit = {"name": name, "remove": [ID], "new_name": "Plain"}
    assert client.post("/v1/collections", json=edit).json()["name"] == "Plain"
    assert client.get("/v1/collections", params={"begin": "pl"}).json()["collections"] == [
        client.get("/v1/collections").json()["collections"][0]
    ]
    client.post("/v1/collections", json={"name": "Plain", "new_name": name})
    assert client.delete(f"/v1/collections/{quote(name, safe='')}").status_code == 204
    assert_problem(client.delete(f"/v1/collections/{quote(name, safe='')}"), 404)


def test_what_is_wrong_changes_nothing(client: httpx.Client) -> None:
    for body, status in (
        ({"name": "x", "add": ["nothing"]}, 404),
        ({"name": "x"}, 404),
        ({"name": "x" * 101, "add": [ID]}, 422),
        ({"name": "a\nb", "add": [ID]}, 422),
        ({"name": "x", "add": [ID], "new_name": "\u202eb"}, 422),
        ({"name": "  ", "add": [ID]}, 422),
    ):
        assert_problem(client.post("/v1/collections", json=body), status)
    assert client.get("/v1/collections").json() == {"collections": []}


def test_a_key_for_reading_changes_none(home: Path, embedder: Embedder) -> None:
    secret, key = make_key("reader", KeyScope.READ)
    KeyFile(home).write([key])
    with (
        Library(Home(home), embedder) as library,
        program(settings_of(home), library, Authorization=f"Bearer {secret}") as client,
    ):
        assert client.get("/v1/collections").status_code == 200
        edit = {"name": "x", "add": [ID]}
        assert_problem(client.post("/v1/collections", json=edit), 403)
        assert_problem(client.delete("/v1/collections/x"), 403)
