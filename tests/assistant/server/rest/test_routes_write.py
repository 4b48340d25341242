"""Articles over HTTP: added, replaced, removed; added once however often they are sent."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.embedding.embedder import Embedder
from index.library import Library
from index.storage.home import Home
from index.storage.lock import WriterLock
from tests.assistant.conftest import TEXTS
from tests.assistant.rest import Json, assert_problem, program, settings_of

STORY = "The mayor of Quillport said the lighthouse would shine again in May."
QUESTION = {"question": "What did the mayor of Quillport say about the lighthouse?"}


@pytest.fixture
def client(filled: Path, embedder: Embedder) -> Iterator[httpx.Client]:
    """A server of a home with two articles, which it has open for reading."""
    with Library(Home(filled), embedder) as library, program(settings_of(filled), library) as it:
        yield it


def put(client: httpx.Client, **article: Any) -> httpx.Response:
    return client.post("/v1/articles", json=article)


def ended(client: httpx.Client, answer: httpx.Response) -> Json:
    """The job of an answer, once it has ended; asking is what it waits for."""
    assert answer.status_code == 202, answer.text
    for _ in range(10_000):
        job: Json = client.get(answer.headers["location"]).json()
        if job["state"] in ("done", "failed"):
            return job
        client.post("/v1/ask", json=QUESTION)
    raise AssertionError("it does not end")


def test_an_article_is_there_at_once_and_answers(client: httpx.Client) -> None:
    assert client.post("/v1/ask", json=QUESTION).json()["status"] == "no_evidence"
    sent: Json = {
        "id": "lighthouse",
        "title": "The lighthouse",
        "text": STORY,
        "published": "2025-03",
    }
    sent |= {"source": "Meridian Wire", "authors": ["Ada Quill"], "language": "en"}
    answer = put(client, **sent)
    assert answer.status_code == 201
    assert answer.headers["location"] == "/v1/articles/lighthouse"
    job = answer.json()
    assert (job["state"], job["articles"], job["done"], job["total"]) == (
        "done",
        ["lighthouse"],
        1,
        1,
    )
    assert (job["report"]["added"], job["report"]["skipped"]) == (1, [])
    found = client.get(answer.headers["location"]).json()
    del sent["id"]
    assert {name: found[name] for name in sent} == sent
    told = client.post("/v1/ask", json=QUESTION).json()
    assert [sentence["text"] for sentence in told["sentences"]] == [STORY]


def test_again_is_unchanged_and_another_text_replaces(client: httpx.Client) -> None:
    first = put(client, id="lighthouse", text=STORY)
    tag = client.get("/v1/articles/lighthouse").headers["etag"]
    again = put(client, id="lighthouse", text=STORY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["report"]["unchanged"] == 1
    other = put(client, id="lighthouse", text="It will not shine.")
    assert (other.status_code, other.json()["report"]["updated"]) == (200, 1)
    known = {"If-None-Match": tag}
    changed = client.get("/v1/articles/lighthouse", headers=known)
    assert (changed.status_code, changed.json()["text"]) == (200, "It will not shine.")


def test_an_article_of_a_file_is_not_replaced(client: httpx.Client) -> None:
    answer = put(client, id="rain", text="Rain fell on Quillport, too.")
    (article_id,) = answer.json()["articles"]
    assert article_id.startswith("rain-")
    assert answer.headers["location"] == f"/v1/articles/{article_id}"
    assert client.get(answer.headers["location"]).json()["text"].endswith("too.")
    assert client.get("/v1/articles/rain").json()["text"] == TEXTS["rain"]
    again = put(client, id="rain", text="Rain fell on Quillport, too.")
    assert (again.status_code, again.json()["articles"]) == (200, [article_id])


def test_without_an_id_the_content_is_the_name(client: httpx.Client) -> None:
    first, again = put(client, text=STORY), put(client, text=STORY)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["articles"] == again.json()["articles"]
    other = put(client, text="Other.")
    assert other.json()["articles"] != first.json()["articles"]


def test_many_are_a_job_with_progress(client: httpx.Client) -> None:
    articles = [{"id": f"a{n}", "text": f"Storm {n} hit Quillport."} for n in range(40)]
    answer = client.post("/v1/articles", json={"articles": articles})
    job = ended(client, answer)
    assert (job["state"], job["error"]) == ("done", "")
    assert job["done"] == job["total"] == 40
    assert job["articles"] == [article["id"] for article in articles]
    assert job["report"]["added"] == 40
    assert client.get("/v1/stats").json()["articles"] == 42
    again = ended(client, client.post("/v1/articles", json={"articles": articles}))
    assert (again["report"]["added"], again["report"]["unchanged"]) == (0, 40)


def test_one_article_does_not_wait_for_the_end_of_a_job(client: httpx.Client) -> None:
    articles = [{"id": f"a{n}", "text": f"Storm {n} hit Quillport."} for n in range(64)]
    job = client.post("/v1/articles", json={"articles": articles})
    alone = put(client, id="lighthouse", text=STORY)
    so_far = client.get(job.headers["location"]).json()
    assert alone.status_code in (201, 202)
    if alone.status_code == 201:
        assert so_far["done"] < 64
    assert ended(client, job)["done"] == 64


def test_the_same_articles_sent_at_a_time_are_added_once(client: httpx.Client) -> None:
    body = {"articles": [{"text": f"Storm {n} hit."} for n in range(20)]}
    with ThreadPoolExecutor() as pool:
        answers = pool.map(lambda _: client.post("/v1/articles", json=body), range(6))
        reports = [ended(client, answer)["report"] for answer in answers]
    assert sum(report["added"] for report in reports) == 20
    assert sum(report["unchanged"] for report in reports) == 100


def test_a_removed_article_answers_nothing_any_more(client: httpx.Client) -> None:
    put(client, id="lighthouse", text=STORY)
    gone = client.delete("/v1/articles/lighthouse")
    assert (gone.status_code, gone.content) == (204, b"")
    assert_problem(client.get("/v1/articles/lighthouse"), 404)
    assert_problem(client.delete("/v1/articles/lighthouse"), 404)
    assert client.post("/v1/ask", json=QUESTION).json()["status"] == "no_evidence"


def test_while_another_process_writes(
    client: httpx.Client, filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = {"articles": [{"id": "patient", "text": "Storm hit."}]}
    with WriterLock(filled):
        waiting = client.post("/v1/articles", json=body)
        for answer in (
            put(client, id="lighthouse", text=STORY),
            client.delete("/v1/articles/rain"),
        ):
            told = assert_problem(answer, 503)
            assert int(answer.headers["retry-after"]) > 0
            # Neither the folder nor the other process is anybody's affair.
            assert str(filled) not in answer.text
            assert "pid" not in answer.text
            assert "Another process is writing" in told["detail"]
        assert client.get(waiting.headers["location"]).json()["state"] == "waiting"
        assert client.get("/v1/articles/rain").status_code == 200
    assert ended(client, waiting)["state"] == "done"
    assert put(client, id="lighthouse", text=STORY).status_code == 201
    gc.collect()
    assert "never retrieved" not in caplog.text


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({}, "body.one.text"),
        ({"text": " \n"}, "body.one.text"),
        ({"text": STORY, "id": "\u200b\x00 "}, ""),
        ({"text": STORY, "id": ""}, "body.one.id"),
        ({"text": STORY, "published": "03/04/2025"}, "body.one.published"),
        ({"text": STORY, "colour": "red"}, "body.one.colour"),
        ({"text": STORY, "authors": ["x"] * 51}, "body.one.authors"),
        ({"articles": []}, "body.many.articles"),
        ({"articles": [{"text": STORY}, {"text": ""}]}, "body.many.articles.1.text"),
        ({"articles": [{"text": STORY}], "text": STORY}, "body.many.text"),
        ([], "body.one"),
    ],
)
def test_what_is_no_article_is_refused_whole(client: httpx.Client, wrong: Any, where: str) -> None:
    answer = client.post("/v1/articles", json=wrong)
    if not where:
        assert answer.status_code == 201
        return
    told = assert_problem(answer, 422)
    assert where in [error["where"] for error in told["errors"]]
    assert client.get("/v1/stats").json()["articles"] == 2


def test_an_unknown_job(client: httpx.Client) -> None:
    assert_problem(client.get("/v1/jobs/none"), 404)


def test_too_many_jobs_are_refused(filled: Path, embedder: Embedder) -> None:
    settings = settings_of(filled, max_jobs=2)
    body = {"articles": [{"text": "Storm hit."}]}
    with (
        Library(Home(filled), embedder) as library,
        program(settings, library) as client,
        WriterLock(filled),
    ):
        taken = [client.post("/v1/articles", json=body).status_code for _ in range(2)]
        refused = client.post("/v1/articles", json=body)
    assert taken == [202, 202]
    assert_problem(refused, 429)
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://kel.example/a:b", 201),
        ("HTTP://kel.example/", 201),
        ("kel.example/a?b=c:d", 201),
        ("/news/a", 201),
        ("", 201),
        ("javascript:alert(1)", 422),
        (" JavaScript:alert(1)", 422),
        ("\x01javascript:alert(1)", 422),
        ("java\nscript:alert(1)", 422),
        ("data:text/html,<script>", 422),
        ("file:///etc/passwd", 422),
        ("vbscript:x/", 422),
    ],
)
def test_an_address_is_one_of_the_web(client: httpx.Client, url: str, status: int) -> None:
    answer = client.post("/v1/articles", json={"text": "Rain fell.", "url": url})
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["errors"][0]["where"].endswith("url")
