"""LlamaIndex gets the library's own passages: its ids, offsets, order and metadata."""

from __future__ import annotations

import asyncio

import pytest
from llama_index.core.llms import MockLLM
from llama_index.core.postprocessor import SimilarityPostprocessor
from llama_index.core.query_engine import RetrieverQueryEngine
from llama_index.core.schema import MetadataMode

from index.core.article import Filters
from index.core.errors import DatelineError
from index.library import Library
from index.llama import LibraryRetriever

QUESTION = "What did the Kremlin say about European troops?"


def test_nodes_are_the_hits(samples: Library) -> None:
    hits = samples.search(QUESTION, k=5)
    nodes = LibraryRetriever(samples, k=5).retrieve(QUESTION)
    assert [node.node_id for node in nodes] == [hit.passage.id for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]
    for text_node in nodes:
        node = text_node.node.to_dict()
        article = samples.get(node["metadata"]["article_id"])
        stretch = article.text[node["start_char_idx"] : node["end_char_idx"]]
        assert stretch == node["text"] == text_node.text
        assert node["metadata"]["title"] == article.title
        assert node["metadata"]["published"] == article.published
        assert text_node.node.ref_doc_id == article.id


def test_filters_hold(samples: Library) -> None:
    retriever = LibraryRetriever(samples, k=50, filters=Filters(before="2022"))
    years = {str(node.metadata["published"])[:4] for node in retriever.retrieve(QUESTION)}
    assert years == {"2022"}


def test_a_question_that_cannot_be_asked(samples: Library) -> None:
    with pytest.raises(DatelineError, match="empty"):
        LibraryRetriever(samples).retrieve(" ")


def test_several_may_wait_for_it(samples: Library) -> None:
    retriever = LibraryRetriever(samples, k=3)

    async def all_of(questions: list[str]) -> list[list[str]]:
        results = await asyncio.gather(*map(retriever.aretrieve, questions))
        return [[node.node_id for node in nodes] for nodes in results]

    questions = [QUESTION, "Who won the World Cup?"] * 3
    expected = [[node.node_id for node in retriever.retrieve(q)] for q in questions[:2]]
    assert asyncio.run(all_of(questions)) == expected * 3


def test_a_query_engine_over_it(samples: Library) -> None:
    # The mock model says what it was given to read.
    engine = RetrieverQueryEngine.from_args(LibraryRetriever(samples, k=3), llm=MockLLM())
    response = engine.query(QUESTION)
    hits = samples.search(QUESTION, k=3)
    assert [node.node_id for node in response.source_nodes] == [hit.passage.id for hit in hits]
    response_text = str(response)
    assert QUESTION in response_text
    for hit in hits:
        assert hit.passage.text in response_text
        assert (
            f"title: {hit.title}\nsource: {hit.source}\npublished: {hit.published}" in response_text
        )
        assert hit.passage.article_id not in response_text
        assert hit.url not in response_text
    waited = asyncio.run(engine.aquery(QUESTION))
    assert str(waited) == response_text


def test_what_comes_after_a_retriever_sees_our_scores(samples: Library) -> None:
    hits = samples.search(QUESTION, k=5)
    best = SimilarityPostprocessor(similarity_cutoff=hits[1].score)
    engine = RetrieverQueryEngine.from_args(
        LibraryRetriever(samples, k=5), llm=MockLLM(), node_postprocessors=[best]
    )
    nodes = engine.query(QUESTION).source_nodes
    assert [node.node_id for node in nodes] == [hit.passage.id for hit in hits[:2]]
    assert nodes[0].node.get_content(MetadataMode.EMBED) == hits[0].passage.text
