"""Search, questions and articles over HTTP: the same as from Python, and the same as the CLI's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from assistant.answering.reader import packaged_weights
from assistant.answering.reader.fallback_reader import NOTICE
from assistant.cli.serve import build_interfaces
from assistant.config.factory import make_assistant
from assistant.core.answer_options import BUNDLED_READER
from assistant.pipeline import Assistant
from assistant.wire.json_output import make_answer_json
from assistant.wire.responses import HitShape
from index.core.article import Article, Filters
from index.embedding.embedder import Embedder
from index.library import Library
from index.sources.parsed_article import ParsedArticle
from index.storage.home import Home
from tests.assistant.rest import (
    PATIENCE,
    assert_problem,
    client_of,
    events_of,
    program,
    settings_of,
)

KREMLIN = "what did the Kremlin say about EU troops?"
SOURDOUGH = "How do I bake sourdough bread?"
SAMPLE = "2025-03-17-kremlin-european-troops"
EVENTS = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def client(samples_home: Path, samples: Library) -> Iterator[httpx.Client]:
    with program(settings_of(samples_home), samples) as opened:
        yield opened


def test_an_answer_is_what_python_gives(client: httpx.Client, assistant: Assistant) -> None:
    for question in (KREMLIN, SOURDOUGH):
        answer = client.post("/v1/ask", json={"question": question})
        assert answer.status_code == 200
        assert answer.headers["vary"] == "Accept"
        found = answer.json()
        assert found.pop("timings_ms")["total"] > 0
        expected = make_answer_json(assistant.ask(question))
        del expected["timings_ms"]
        assert found == expected


def test_a_refusal_says_why(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": "What did Zembla say?"}).json()
    assert (answer["status"], answer["sentences"]) == ("no_evidence", [])
    assert "Zembla" in answer["refusal"]
    assert answer["missing"] == ["Zembla"]


def test_an_answer_comes_as_events_in_order(client: httpx.Client, assistant: Assistant) -> None:
    answer = client.post("/v1/ask", json={"question": KREMLIN}, headers=EVENTS)
    assert answer.headers["content-type"].startswith("text/event-stream")
    (first, hits), *sentences, (last, whole) = events_of(answer.text)
    assert (first, last) == ("hits", "answer")
    assert {name for name, _ in sentences} == {"sentence"}
    assert hits["hits"] == whole["hits"]
    assert [data["sentence"] for _, data in sentences] == whole["sentences"]
    for _, data in sentences:
        numbers = [citation["number"] for citation in data["citations"]]
        assert numbers == data["sentence"]["citations"]
    assert whole | {"timings_ms": {}} == make_answer_json(assistant.ask(KREMLIN)) | {
        "timings_ms": {}
    }


def test_a_refusal_comes_as_events_without_sentences(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": SOURDOUGH}, headers=EVENTS)
    assert [name for name, _ in events_of(answer.text)] == ["hits", "answer"]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/event-stream", "text/event-stream"),
        ("application/json;q=0.5, Text/Event-Stream", "text/event-stream"),
        ("text/event-stream;q=0", "application/json"),
        ("text/event-stream;q=0.0", "application/json"),
        ("*/*", "application/json"),
        ("", "application/json"),
    ],
)
def test_the_client_chooses_the_form(client: httpx.Client, accept: str, kind: str) -> None:
    answer = client.post("/v1/ask", json={"question": SOURDOUGH}, headers={"Accept": accept})
    assert answer.headers["content-type"].startswith(kind)


def test_a_search_is_what_python_gives(client: httpx.Client, samples: Library) -> None:
    asked: dict[str, str | int] = {
        "q": "Élysée security",
        "k": 3,
        "after": "2024",
        "source": "meridian wire",
    }
    found = client.get("/v1/search", params=asked).json()
    filters = Filters("2024", None, ("Meridian Wire",))
    assert found["query"] == asked["q"]
    expected = [
        HitShape.of(hit).model_dump(mode="json")
        for hit in samples.search("Élysée security", 3, filters)
    ]
    assert expected
    assert found["hits"] == expected


def test_filters_narrow_an_answer(client: httpx.Client) -> None:
    asked = {"question": KREMLIN, "after": "2025-03", "before": None, "source": ["Meridian Wire"]}
    hits = client.post("/v1/ask", json=asked).json()["hits"]
    assert hits
    assert {hit["source"] for hit in hits} == {"Meridian Wire"}
    assert min(hit["published"] for hit in hits) >= "2025-03"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"q": ""}, "query.q"),
        ({"q": " \x00\t\u2028"}, "query.q"),
        ({"q": "x" * 2001}, "query.q"),
        ({"q": "a", "k": 0}, "query.k"),
        ({"q": "a", "k": "many"}, "query.k"),
        ({"q": "a", "after": "17/03/2025"}, "query.after"),
        ({"q": "a", "before": "2025-02-30"}, "query.before"),
        ({"q": "a", "source": ["x"] * 51}, "query.source"),
        ({"q": "a", "after": ""}, "query.after"),
        ({"q": "a", "sauce": "x"}, "query.sauce"),
        ({}, "query.q"),
    ],
)
def test_a_wrong_search_says_where(client: httpx.Client, wrong: dict[str, str], where: str) -> None:
    told = assert_problem(client.get("/v1/search", params=wrong), 422)
    assert where in {error["where"].split(".0")[0] for error in told["errors"]}


def test_more_passages_than_allowed_are_refused(client: httpx.Client) -> None:
    assert client.get("/v1/search", params={"q": "troops", "k": 100}).status_code == 200
    assert_problem(client.get("/v1/search", params={"q": "troops", "k": 101}), 422)


def test_an_article_and_its_tag(client: httpx.Client, samples: Library) -> None:
    answer = client.get(f"/v1/articles/{SAMPLE}")
    article = samples.get(SAMPLE)
    assert answer.json()["text"] == article.text
    assert "origins" not in answer.json()
    tag = answer.headers["etag"]
    assert tag == f'"{article.content_hash}"'
    for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = client.get(f"/v1/articles/{SAMPLE}", headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    other = client.get(f"/v1/articles/{SAMPLE}", headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


def test_an_article_that_is_not_there(client: httpx.Client) -> None:
    told = assert_problem(client.get("/v1/articles/%3Cscript%3E%E2%80%AE%00"), 404)
    assert told["title"] == "Not Found"


def test_an_id_may_hold_anything(home: Path, embedder: Embedder) -> None:
    ids = ["a/b c#d?e%20f&g=h+i", "../../etc/passwd", "Ünïcode ‮ id", "x" * 200]
    with Library(Home(home, write=True), embedder) as library:
        library.add(
            [ParsedArticle(Article(i, "", f"Rain fell on {n}."), i) for n, i in enumerate(ids)]
        )
        with program(settings_of(home), library) as client:
            for article_id in ids:
                found = client.get(f"/v1/articles/{quote(article_id, safe='')}")
                assert found.json()["article_id"] == article_id


def test_pages_hold_every_article_once_and_in_order(client: httpx.Client, samples: Library) -> None:
    expected = [article.id for article in samples.articles()]
    for limit in (1, 5, 24, 100):
        assert listed(client, limit) == expected


def listed(client: httpx.Client, limit: int) -> list[str]:
    """The ids of all pages, by their links."""
    found: list[str] = []
    address = f"/v1/articles?limit={limit}"
    while address:
        answer = client.get(address)
        page = answer.json()
        assert len(page["articles"]) <= limit
        assert ("next" in answer.links) == (page["next"] is not None)
        found += [article["article_id"] for article in page["articles"]]
        address = answer.links.get("next", {}).get("url", "")
    return found


def test_pages_stand_still_while_articles_come_and_go(home: Path, embedder: Embedder) -> None:
    def incoming(article_id: str, published: str | None) -> ParsedArticle:
        text = f"Rain fell on {article_id}."
        return ParsedArticle(Article(article_id, "", text, published=published), article_id)

    dated = {"e": "2025-05", "d": "2025-04", "c": "2025-04", "b": None, "a~1": None}
    with Library(Home(home, write=True), embedder) as library:
        library.add([incoming(*item) for item in dated.items()])
        with program(settings_of(home), library) as client:
            first = client.get("/v1/articles?limit=2")
            assert [a["article_id"] for a in first.json()["articles"]] == ["e", "c"]
            # One in front of what was seen, one behind it; and the last one seen goes.
            library.add([incoming("new", "2026"), incoming("old", "2020")])
            library.remove(["c"])
            second = client.get(first.links["next"]["url"])
            assert [a["article_id"] for a in second.json()["articles"]] == ["d", "old"]
            third = client.get(second.links["next"]["url"])
            assert [a["article_id"] for a in third.json()["articles"]] == ["a~1", "b"]
            assert third.json()["next"] is None


@pytest.mark.parametrize("cursor", ["", "x", "1~" + "x" * 300, "99999999999999~a"])
def test_a_cursor_that_is_none(client: httpx.Client, cursor: str) -> None:
    assert_problem(client.get("/v1/articles", params={"cursor": cursor}), 422)


def test_stats_do_not_say_where_the_archive_lies(client: httpx.Client, samples_home: Path) -> None:
    stats = client.get("/v1/stats")
    assert stats.json()["articles"] == 24
    assert str(samples_home) not in stats.text


def test_health_readiness_and_figures(client: httpx.Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    told = assert_problem(client.get("/readyz"), 503)
    assert told["detail"] == "The model is being loaded"
    client.post("/v1/ask", json={"question": KREMLIN})
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    figures = answer.text
    assert "dateline_library_articles 24.0" in figures
    assert 'dateline_stage_seconds_count{stage="embed"}' in figures
    assert 'dateline_requests_total{method="POST",route="/v1/ask",status="200"}' in figures
    # A route has one label, whatever was asked of it.
    client.get(f"/v1/articles/{SAMPLE}")
    assert SAMPLE not in client.get("/metrics").text


def test_it_is_ready_once_the_model_is_there(
    samples_home: Path, samples: Library, assistant: Assistant
) -> None:
    app = build_interfaces(settings_of(samples_home), samples, assistant)
    with client_of(app) as client:
        assert_problem(client.get("/readyz"), 503)
        app.state.service.warm_up().join(PATIENCE)
        assert client.get("/readyz").json() == {"status": "ok", "notice": ""}


def test_it_is_not_ready_without_a_reader_that_is_named(
    samples_home: Path, samples: Library
) -> None:
    settings = settings_of(samples_home, reader="no-such-folder")
    app = build_interfaces(settings, samples, make_assistant(samples, settings))
    with client_of(app) as client:
        app.state.service.warm_up().join(PATIENCE)
        told = assert_problem(client.get("/readyz"), 503)
        assert told["detail"] == "The model cannot be loaded"
        assert client.get("/v1/search", params={"q": KREMLIN}).status_code == 200
        assert client.post("/v1/ask", json={"question": KREMLIN}).status_code == 503


def test_without_the_bundled_reader_it_is_ready_and_says_so(
    samples_home: Path, samples: Library, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packaged_weights, "_PACKAGE", "no_such_package")
    settings = settings_of(samples_home, reader=BUNDLED_READER)
    app = build_interfaces(settings, samples, make_assistant(samples, settings))
    with client_of(app) as client:
        app.state.service.warm_up().join(PATIENCE)
        assert client.get("/readyz").json() == {"status": "ok", "notice": NOTICE}
        told = client.post("/v1/ask", json={"question": KREMLIN}).json()
        assert told | {"timings_ms": {}} == make_answer_json(assistant.ask(KREMLIN)) | {
            "timings_ms": {}
        }


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("GET", "/v1", 404, None),
        ("GET", "/v1/", 404, None),
        ("GET", "/v1/nothing", 404, None),
        ("POST", "/v1/search/", 404, None),
        ("POST", "/v1/search", 405, "GET, HEAD"),
        ("PUT", "/v1/articles", 405, "GET, HEAD, POST"),
        ("PATCH", "/v1/articles/a/b", 405, "GET, HEAD, DELETE"),
        ("POST", "/healthz", 405, "GET, HEAD"),
        ("DELETE", "/metrics", 405, "GET, HEAD"),
        ("GET", "/v1/ask", 405, "POST"),
    ],
)
def test_what_is_not_there_is_a_problem(
    client: httpx.Client, method: str, path: str, status: int, allowed: str | None
) -> None:
    answer = client.request(method, path)
    assert_problem(answer, status)
    assert answer.headers.get("allow") == allowed
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_period_of_a_question_is_data(client: httpx.Client) -> None:
    body = {"question": "What happened in March 2025?"}
    answer = client.post("/v1/ask", json=body).json()
    assert answer["period"] == {
        "after": "2025-03",
        "before": "2025-03",
        "phrase": "in March 2025",
        "how": "preference",
    }
    assert (answer["order"], answer["as_of"], answer["note"]) == ("oldest", None, "")
    when = answer["citations"][0]["when"]
    assert (when["phrase"], when["after"], when["before"]) == (
        "on Saturday",
        "2025-03-01",
        "2025-03-01",
    )
    text = client.get(f"/v1/articles/{answer['citations'][0]['article_id']}").json()["text"]
    assert text[when["start"] : when["end"]] == when["phrase"]
    (_, hits), *_ = events_of(client.post("/v1/ask", json=body, headers=EVENTS).text)
    assert hits["period"] == answer["period"]
    assert client.post("/v1/ask", json=body | {"read_dates": False}).json()["period"] is None


def test_the_archive_is_read_as_of_a_day(client: httpx.Client) -> None:
    answer = client.post("/v1/ask", json={"question": KREMLIN, "as_of": "2025-03-20"}).json()
    assert answer["as_of"] == "2025-03-20"
    assert all(hit["published"] < "2025-03-21" for hit in answer["hits"])
    found = client.get("/v1/search", params={"q": "troops", "as_of": "2025-03-20"}).json()
    assert all(hit["published"] < "2025-03-21" for hit in found["hits"])
    assert found["notice"] == ""
    early = client.get("/v1/search", params={"q": "troops", "as_of": "2020"}).json()
    assert (early["hits"], "28 April 2022" in early["notice"]) == ([], True)
    assert_problem(client.get("/v1/search", params={"q": "troops", "as_of": "soon"}), 422)


def test_facets_are_counted_and_chosen(client: httpx.Client, samples: Library) -> None:
    (outlets,) = client.get("/v1/facets", params={"field": "outlet"}).json()["facets"]
    assert {v["value"]: v["articles"] for v in outlets["values"]} == dict(samples.sources())
    assert len(client.get("/v1/facets").json()["facets"]) == 9
    name = outlets["values"][0]["value"]
    query: dict[str, Any] = {"facet": [f"outlet:{name}", "year:2025"], "limit": 2}
    seen: list[tuple[str, str]] = []
    address = "/v1/articles"
    while address:
        answer = client.get(address, params=query if address == "/v1/articles" else None)
        seen += [(a["source"], a["published"][:4]) for a in answer.json()["articles"]]
        address = answer.links.get("next", {}).get("url", "")
    assert set(seen) == {(name, "2025")}
    (years,) = client.get("/v1/facets", params={"field": "year", "facet": f"outlet:{name}"}).json()[
        "facets"
    ]
    assert {v["value"]: v["articles"] for v in years["values"]}["2025"] == len(seen)
    for facet in ("colour:red", "year:1", "author"):
        assert_problem(client.get("/v1/facets", params={"facet": facet}), 422)
