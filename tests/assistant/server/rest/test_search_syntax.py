"""Operators over HTTP: what is listed and counted, pages, and problems with their place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from index.library import Library
from index.search.matching.matches import MatchRequest
from index.search.query_syntax.parser import parse_query
from tests.assistant.rest import assert_problem, program, settings_of


@pytest.fixture(scope="module")
def client(samples_home: Path, samples: Library) -> Iterator[httpx.Client]:
    with program(settings_of(samples_home), samples) as opened:
        yield opened


def search(client: httpx.Client, query: str, **chosen: Any) -> dict[str, Any]:
    answer = client.get("/v1/search", params={"q": query, **chosen})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    "query",
    [
        '"ground troops"',
        "Kremlin -Peskov",
        "(Macron OR Starmer) NEAR/8 troops",
        "title:troops after:2024",
        "econom* source:ledger",
        "-troops",
    ],
)
def test_what_is_found_is_what_python_finds(
    client: httpx.Client, samples: Library, query: str
) -> None:
    matches = samples.match(MatchRequest(parse_query(query), limit=5))
    found = search(client, query, k=5)
    assert found["exact"]
    assert (found["articles"], found["stories"]) == (matches.articles, matches.stories)
    assert [hit["passage_id"] for hit in found["hits"]] == [h.passage.id for h in matches.hits]
    assert found["articles"] > 0


def test_pages_end(client: httpx.Client) -> None:
    ids: list[str] = []
    offset: int | None = 0
    while offset is not None:
        found = search(client, "troops OR won", k=3, offset=offset, order="oldest")
        ids += [hit["article_id"] for hit in found["hits"]]
        offset = found["next_offset"]
    assert len(ids) == len(set(ids)) == found["stories"]


def test_a_plain_query_goes_on_by_meaning(client: httpx.Client, samples: Library) -> None:
    hits = [hit.passage.id for hit in samples.search("European troops", 9)]
    first = search(client, "European troops", k=5)
    assert not first["exact"]
    assert first["articles"] == samples.match(MatchRequest(parse_query("European troops"))).articles
    rest = search(client, "European troops", k=4, offset=first["next_offset"])
    assert [hit["passage_id"] for hit in first["hits"] + rest["hits"]] == hits
    assert search(client, "European troops", offset=1_000_000)["hits"] == []


@pytest.mark.parametrize(
    ("query", "offset"),
    [
        ('rain "snow', 5),
        ("rain OR", 5),
        ("(rain", 0),
        ("rain)", 4),
        ("rain NEAR/5", 5),
        ("rain - snow", 5),
        ("foo:bar", 0),
        ("rain after:2025-02-30", 11),
        ("é😀 before:soon", 10),
    ],
)
def test_a_problem_has_the_place(client: httpx.Client, query: str, offset: int) -> None:
    problem = assert_problem(client.get("/v1/search", params={"q": query}), 422)
    assert problem["offset"] == offset
    assert problem["detail"]


def test_other_problems_have_no_place(client: httpx.Client) -> None:
    wrongs: list[dict[str, str]] = [{"q": ""}, {"q": "a", "order": "x"}, {"q": "a", "offset": "-1"}]
    for wrong in wrongs:
        assert "offset" not in assert_problem(client.get("/v1/search", params=wrong), 422)


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        " OR ".join(["rain"] * 400),
        "(" * 500 + "rain" + ")" * 500,
        "\u202e -\u202e",
        "rain\x00 -\x00snow",
        'title:"<script>alert(1)</script>"',
        "a* b* c*",
        "\ufffd\uffff -x",
        "-" * 500,
        " ".join(["-rain"] * 300),
        "NEAR/1 " * 200,
        "日本語 -中文 title:العربية",
    ],
)
def test_odd_queries_are_answered_or_refused(client: httpx.Client, query: str) -> None:
    answer = client.get("/v1/search", params={"q": query})
    assert answer.status_code in (200, 422)
