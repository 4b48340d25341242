"""The assistant as LlamaIndex's query engine: the same answer, its quotations as nodes."""

from __future__ import annotations

import asyncio

import pytest
from llama_index.core.base.response.schema import Response
from llama_index.core.schema import TextNode
from llama_index.core.tools import QueryEngineTool

from assistant.llama import AssistantQueryEngine
from assistant.pipeline import Assistant
from assistant.present.citation_text import format_answer
from assistant.wire.json_output import make_answer_json
from index.core.article import Filters
from index.core.errors import DatelineError
from index.library import Library

KREMLIN = "What did the Kremlin say about EU troops?"
BREAD = "How do I bake sourdough bread?"


@pytest.fixture(scope="module")
def engine(assistant: Assistant) -> AssistantQueryEngine:
    return AssistantQueryEngine(assistant)


def query(engine: AssistantQueryEngine, question: str) -> Response:
    response = engine.query(question)
    assert isinstance(response, Response)
    return response


def test_an_answer_with_its_quotations(
    engine: AssistantQueryEngine, assistant: Assistant, samples: Library
) -> None:
    answer = assistant.ask(KREMLIN)
    response = query(engine, KREMLIN)
    assert str(response) == format_answer(answer).text
    assert len(response.source_nodes) == len(answer.citations) > 1
    scores = {hit.passage.id: hit.score for hit in answer.hits}
    for found, citation in zip(response.source_nodes, answer.citations, strict=True):
        node = found.node
        assert isinstance(node, TextNode)
        text = samples.get(citation.article_id).text
        assert text[node.start_char_idx : node.end_char_idx] == node.text == citation.quote
        assert node.ref_doc_id == citation.article_id
        assert node.metadata["number"] == citation.number
        assert node.metadata["url"] == citation.url
        assert found.score == scores[citation.passage_id]
        assert f"{node.text} [" in str(response)
    assert len({node.node_id for node in response.source_nodes}) == len(answer.citations)
    metadata = dict(response.metadata or {})
    assert metadata.pop("timings_ms")
    assert metadata == {k: v for k, v in make_answer_json(answer).items() if k != "timings_ms"}


def test_a_refusal_has_no_sources(engine: AssistantQueryEngine, assistant: Assistant) -> None:
    response = query(engine, BREAD)
    assert str(response) == assistant.ask(BREAD).refusal
    assert response.source_nodes == []
    assert (response.metadata or {})["status"] == "no_evidence"


def test_filters_hold(assistant: Assistant) -> None:
    response = query(AssistantQueryEngine(assistant, Filters(before="2022")), KREMLIN)
    hits = (response.metadata or {})["hits"]
    assert {hit["published"][:4] for hit in hits} == {"2022"}


def test_a_question_that_cannot_be_asked(engine: AssistantQueryEngine) -> None:
    with pytest.raises(DatelineError, match="empty"):
        engine.query("")


def test_several_may_wait_for_it(engine: AssistantQueryEngine) -> None:
    async def all_of(questions: list[str]) -> list[str]:
        return [str(r) for r in await asyncio.gather(*map(engine.aquery, questions))]

    expected = [str(engine.query(KREMLIN)), str(engine.query(BREAD))]
    assert asyncio.run(all_of([KREMLIN, BREAD] * 3)) == expected * 3


def test_a_tool_of_an_agent(engine: AssistantQueryEngine) -> None:
    tool = QueryEngineTool.from_defaults(engine, name="news", description="Quotes the news")
    called = tool(KREMLIN)
    assert called.content == str(engine.query(KREMLIN))
    assert called.raw_output.source_nodes
