"""Operators in the agents' search: what is listed and counted, and faults with their place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.pipeline import Assistant
from assistant.server.mcp.tools import ToolArchive
from index.library import Library
from tests.assistant.agent import start_mcp_server
from tests.assistant.server.mcp.test_tools import get_refusal, get_result


@pytest.fixture(scope="module")
def url(samples: Library, assistant: Assistant) -> Iterator[str]:
    archive = ToolArchive(samples, assistant)
    with start_mcp_server(lambda: archive) as url:
        yield url


def test_a_search_with_operators_lists_what_matches(url: str, samples: Library) -> None:
    found = get_result(url, "search_articles", query='"ground troops" -Scholz', k=2, order="newest")
    assert found["exact"]
    articles = [samples.get(hit["article_id"]) for hit in found["hits"]]
    assert articles
    for article in articles:
        assert "ground troops" in f"{article.title} {article.text}".lower()
        assert "Scholz" not in article.text
    if found["next_offset"] is not None:
        rest = get_result(
            url, "search_articles", query='"ground troops" -Scholz', offset=2, order="newest"
        )
        assert len(rest["hits"]) + 2 == found["articles"]
    plain = get_result(url, "search_articles", query="ground troops", k=3)
    assert (plain["exact"], len(plain["hits"])) == (False, 3)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ('troops "in', "The quotation mark is not closed, at character 7 of the query (from 0)"),
        ("outlet:Wire", "There is no field “outlet:”, at character 0 of the query (from 0)"),
    ],
)
def test_a_fault_in_a_query_names_its_place(url: str, query: str, reason: str) -> None:
    assert get_refusal(url, "search_articles", query=query).startswith(reason)
