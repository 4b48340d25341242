"""LlamaIndex gets the library's own passages: its ids, offsets, order and metadata."""

from __future__ import annotations

from index.article import Filters
from index.library import Library
from index.llama import LibraryRetriever

QUESTION = "What did the Kremlin say about European troops?"


def test_nodes_are_the_hits(samples: Library) -> None:
    hits = samples.search(QUESTION, k=5)
    nodes = LibraryRetriever(samples, k=5).retrieve(QUESTION)
    assert [node.node_id for node in nodes] == [hit.passage.id for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]
    for found in nodes:
        node = found.node.to_dict()
        article = samples.get(node["metadata"]["article_id"])
        stretch = article.text[node["start_char_idx"] : node["end_char_idx"]]
        assert stretch == node["text"] == found.text
        assert node["metadata"]["title"] == article.title
        assert node["metadata"]["published"] == article.published


def test_filters_hold(samples: Library) -> None:
    retriever = LibraryRetriever(samples, k=50, filters=Filters(before="2022"))
    years = {str(node.metadata["published"])[:4] for node in retriever.retrieve(QUESTION)}
    assert years == {"2022"}
