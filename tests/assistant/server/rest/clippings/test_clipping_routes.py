"""Clippings over HTTP: kept, edited in turns, removed, exported; by keys that may write."""

from __future__ import annotations

import csv
import io
import json
import re
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
PATH = "/v1/clippings"


@pytest.fixture
def home(samples_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(samples_home, tmp_path / "own"))


@pytest.fixture
def client(home: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    with Library(Home(home), embedder) as library, program(settings_of(home), library) as opened:
        yield opened


def test_a_clipping_from_the_beginning_to_the_end(client: httpx.Client) -> None:
    text = client.get(f"/v1/articles/{ID}").json()["text"]
    body = {"article_id": ID, "start": 0, "end": 30, "note": "Ask", "collection": "Troops"}
    made = client.post(PATH, json=body)
    assert made.status_code == 201
    clipping = made.json()
    assert clipping["quote"] == text[clipping["start"] : clipping["end"]] == text[:30].strip()
    assert client.get(made.headers["location"]).json() == clipping
    assert client.post(PATH, json={"article_id": ID, "start": 0, "end": 30}).json() == clipping
    edited = client.post(made.headers["location"], json={"revision": 2, "note": "Ask him"})
    assert (edited.json()["note"], edited.json()["collection"]) == ("Ask him", "Troops")
    stale = client.post(made.headers["location"], json={"revision": 2, "note": "Ask her"})
    assert_problem(stale, 409)
    assert "Somebody else" in stale.json()["detail"]
    assert client.get(PATH).json()["clippings"] == [edited.json()]
    assert client.delete(made.headers["location"]).status_code == 204
    assert_problem(client.get(made.headers["location"]), 404)
    assert client.get(PATH).json()["total"] == 0
    restored = client.post(f"{made.headers['location']}/restore", json={})
    assert restored.json() == edited.json()


def test_words_alone_name_their_place(client: httpx.Client) -> None:
    text = client.get(f"/v1/articles/{ID}").json()["text"]
    sentence = re.split(r"(?<=\.)\s", text)[2].strip()
    made = client.post(PATH, json={"article_id": ID, "quote": "\n ".join(sentence.split())})
    assert made.json()["quote"] == sentence
    assert_problem(client.post(PATH, json={"article_id": ID, "quote": "the"}), 404)
    assert_problem(client.post(PATH, json={"article_id": ID, "quote": "Nobody said it"}), 404)
    assert_problem(client.post(PATH, json={"article_id": ID}), 422)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"start": 0, "end": 9_999_999}, 404),
        ({"start": 5, "end": 5}, 404),
        ({"start": -1, "end": 5}, 422),
        ({"start": 0, "end": 2**80}, 422),
        ({"start": 0, "end": 5, "quote": "other"}, 404),
        ({"start": 0, "end": 5, "note": "n" * 5_001}, 422),
        ({"start": 0, "end": 5, "note": "n" * 1_000_000}, 422),
        ({"start": 0, "end": 5, "collection": "a\nb"}, 422),
        ({"start": 0, "end": 5, "colour": "red"}, 422),
        ({"start": 0, "end": 5, "article_id": "nobody's"}, 404),
    ],
)
def test_what_is_wrong_keeps_nothing(
    client: httpx.Client, body: dict[str, object], status: int
) -> None:
    assert_problem(client.post(PATH, json={"article_id": ID} | body), status)
    assert client.get(PATH).json()["total"] == 0
    assert client.get("/v1/collections").json()["collections"] == []


def test_pages_and_filters(client: httpx.Client) -> None:
    for start in (0, 10, 20):
        body = {"article_id": ID, "start": start, "end": start + 10, "note": f"n{start}"}
        client.post(PATH, json=body | ({"collection": "Ten"} if start == 10 else {}))
    first = client.get(PATH, params={"limit": 2, "order": "published"})
    link = re.fullmatch(r'<(.*)>; rel="next"', first.headers["link"])
    assert link
    rest = client.get(link[1]).json()
    assert [one["note"] for one in first.json()["clippings"] + rest["clippings"]] == [
        "n20",
        "n10",
        "n0",
    ]
    assert rest["next"] is None
    assert client.get(PATH, params={"collection": "ten"}).json()["total"] == 1
    assert client.get(PATH, params={"collection": ""}).json()["total"] == 2
    assert client.get(PATH, params={"q": "n20"}).json()["total"] == 1
    assert_problem(client.get(PATH, params={"cursor": "x"}), 422)
    for cursor in ("9223372036854775807~999999999999999999", "-999999999999999999~1"):
        assert client.get(PATH, params={"cursor": cursor}).status_code == 200


def test_exports_are_what_they_say(client: httpx.Client) -> None:
    formula = "=HYPERLINK(1)"
    body = {"article_id": ID, "start": 0, "end": 30, "note": formula}
    made = client.post(PATH, json=body).json()

    def export(form: str) -> str:
        answer = client.get("/v1/export/clippings", params={"format": form})
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith('attachment; filename="clippings.')
        return answer.text

    (row,) = csv.DictReader(io.StringIO(export("csv")))
    assert (row["quotation"], row["note"]) == (made["quote"], f"'{formula}")
    assert json.loads(export("json")) == [made]
    (item,) = json.loads(export("csl"))
    assert formula in item["note"]
    for form, mark in (("ris", "TY  - NEWS"), ("bibtex", "@article"), ("markdown", "# Clippings")):
        assert export(form).startswith(mark)
    assert made["quote"] in export("html")
    assert_problem(client.get("/v1/export/clippings", params={"format": "pdf"}), 422)


def test_a_removed_article_hides_its_clippings_and_says_so(
    client: httpx.Client, home: Path, embedder: Embedder
) -> None:
    client.post(PATH, json={"article_id": ID, "start": 0, "end": 30, "note": "secret"})
    with Library(Home(home, write=True), embedder) as writer:
        writer.remove([ID])
    page = client.get(PATH, params={"q": "secret"})
    assert "secret" not in page.text
    assert page.json()["hidden"] == {"removed": 1, "held": 0, "expired": 0}
    assert page.json()["notice"] == "1 clipping is not shown: 1 of removed articles"
    assert client.get("/v1/export/clippings", params={"format": "json"}).json() == []
    rows = client.get("/clippings/rows").text
    assert "1 clipping is not shown" in rows
    assert "secret" not in rows


def test_a_key_for_reading_keeps_nothing(home: Path, embedder: Embedder) -> None:
    secret, key = make_key("reader", KeyScope.READ)
    KeyFile(home).write([key])
    with (
        Library(Home(home), embedder) as library,
        program(settings_of(home), library) as client,
    ):
        client.headers["authorization"] = f"Bearer {secret}"
        body = {"article_id": ID, "start": 0, "end": 5}
        for path in (PATH, "/clippings"):
            assert client.post(path, json=body).status_code == 403
            assert client.post(f"{path}/1", json={"revision": 1}).status_code == 403
            assert client.delete(f"{path}/1").status_code == 403
            assert client.post(f"{path}/1/restore", json={}).status_code == 403
        assert client.get("/clippings/kept", params={"article": ID}).json()["may_write"] is False
        assert client.get(PATH).status_code == 200
        assert 'id="keep"' not in client.get(f"/article/{ID}").text
        del client.headers["authorization"]
        assert client.get("/clippings/rows").status_code == 401


def test_a_form_of_another_site_changes_nothing(client: httpx.Client) -> None:
    form = {"content-type": "text/plain"}
    for path in ("/clippings", "/clippings/1", "/clippings/1/restore"):
        assert client.post(path, content="{}", headers=form).status_code == 415


def test_the_screen_learns_which_spans_are_kept(client: httpx.Client) -> None:
    made = client.post("/clippings", json={"article_id": ID, "start": 0, "end": 30}).json()
    found = client.get("/clippings/kept", params={"article": [ID, "nobody's"]}).json()
    kept = {name: made[name] for name in ("id", "article_id", "start", "end")}
    assert found == {"may_write": True, "kept": [kept]}
    opened = client.get(f"/article/{ID}", params={"clipping": made["id"]})
    assert opened.status_code == 303
    assert opened.headers["location"] == f"/article/{ID}#{made['start']}-{made['end']}"
    assert client.get(f"/article/{ID}", params={"clipping": 99}).status_code == 404
    page = client.get(f"/article/{ID}").text
    assert f'<mark class=kept data-at="{made["start"]}-{made["end"]}"' in page
    assert f'id="clipping-{made["id"]}"' in page
