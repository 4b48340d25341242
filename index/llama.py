"""The library as a LlamaIndex retriever; the only llama_index import.

LlamaIndex gets finished nodes: ids, offsets and metadata are ours, and nothing is split or embedded
again. https://developers.llamaindex.ai/python/framework/module_guides/querying/retriever/
"""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.article import Filters, Hit
from index.library import Library


class LibraryRetriever(BaseRetriever):
    """Gives the `k` best passages of a library as `TextNode`s, best first.

    A node's `id_` is the passage's id; `start_char_idx` and `end_char_idx` are its offsets in the
    article, in code points, so that `article.text[start:end] == node.text`. Its metadata holds
    article_id, title, source, published and url.
    """

    def __init__(self, library: Library, k: int = 10, filters: Filters | None = None) -> None:
        super().__init__()
        self._library = library
        self._k = k
        self._search_filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._library.search(query_bundle.query_str, self._k, self._search_filters)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]


def _node(hit: Hit) -> TextNode:
    metadata = {
        "article_id": hit.passage.article_id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published,
        "url": hit.url,
    }
    return TextNode(
        id_=hit.passage.id,
        text=hit.passage.text,
        start_char_idx=hit.passage.start,
        end_char_idx=hit.passage.end,
        metadata=metadata,
        # A model reads who said it and when, not our ids.
        excluded_llm_metadata_keys=["article_id", "url"],
        excluded_embed_metadata_keys=list(metadata),
    )
