"""Use a library as a LlamaIndex retriever.

LlamaIndex gets finished nodes with the library's ids, offsets and metadata; it splits and embeds
nothing. https://developers.llamaindex.ai/python/framework/module_guides/querying/retriever/
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from index.core.article import Filters, Hit
from index.library import Library


class LibraryRetriever(BaseRetriever):
    """Retrieves the `k` best passages of a library as `TextNode`s, best first.

    A node's `id_` is the passage's id, its `ref_doc_id` the article's; `start_char_idx` and
    `end_char_idx` are its offsets in the article, in code points, so that
    `article.text[start:end] == node.text`. Its metadata holds article_id, title, source, published
    and url.
    """

    def __init__(self, library: Library, k: int = 10, filters: Filters | None = None) -> None:
        super().__init__()
        self._library = library
        self._k = k
        self._search_filters = filters

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._library.search(query_bundle.query_str, self._k, self._search_filters)
        return [NodeWithScore(node=_build_node(hit), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        # In a thread: a search would block the event loop.
        return await asyncio.to_thread(self._retrieve, query_bundle)


def text_node(
    node_id: str, text: str, start: int, metadata: Mapping[str, str | int | None]
) -> TextNode:
    """A node of text at offset `start` of the article with metadata's article_id."""
    return TextNode(
        id_=node_id,
        text=text,
        start_char_idx=start,
        end_char_idx=start + len(text),
        metadata=dict(metadata),
        # A model reads the title, source and date, not the ids.
        excluded_llm_metadata_keys=[key for key in metadata if key not in _READ_BY_MODELS],
        excluded_embed_metadata_keys=list(metadata),
        relationships={
            NodeRelationship.SOURCE: RelatedNodeInfo(node_id=str(metadata["article_id"]))
        },
    )


_READ_BY_MODELS = ("title", "source", "published")


def _build_node(hit: Hit) -> TextNode:
    metadata = {
        "article_id": hit.passage.article_id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published,
        "url": hit.url,
    }
    return text_node(hit.passage.id, hit.passage.text, hit.passage.start, metadata)
