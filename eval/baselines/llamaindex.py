"""Runs LlamaIndex as its documentation shows, with the same model and a Chroma store.

https://developers.llamaindex.ai/python/framework/understanding/rag/storing
https://developers.llamaindex.ai/python/framework/integrations/retrievers/reciprocal_rerank_fusion

Differs from the documentation only to avoid the network: the model is a local folder, and no
language model generates queries. A title is metadata, which LlamaIndex embeds with the text.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.baselines.system import ReadySystem, RetrievalTask, fold_to_articles
from index.core.errors import DatelineError
from index.embedding.model_files import locate_model
from index.sources.parsed_article import ParsedArticle

if TYPE_CHECKING:
    from llama_index.core import VectorStoreIndex
    from llama_index.core.base.base_retriever import BaseRetriever
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import BaseNode

NEEDS = ("sentence_transformers", "llama_index.core", "llama_index.vector_stores.chroma")
FUSION_NEEDS = (*NEEDS, "llama_index.retrievers.bm25")
# The chunk size of the page on fusion, in tokens. It suits a model that reads 256 word pieces
# better than the default of 1,024.
FUSION_CHUNK = 256


@contextmanager
def pipeline(task: RetrievalTask) -> Iterator[ReadySystem]:
    """SentenceSplitter with its defaults (1,024 tokens, 200 shared), VectorStoreIndex on Chroma."""
    from llama_index.core.node_parser import SentenceSplitter

    nodes = _split_nodes(task, SentenceSplitter())
    with _open_index(task, nodes) as index:
        yield ReadySystem(_make_search(index.as_retriever(similarity_top_k=task.passages)))


@contextmanager
def fusion(task: RetrievalTask) -> Iterator[ReadySystem]:
    """QueryFusionRetriever of a VectorStoreIndex and a BM25Retriever, by reciprocal rank."""
    from llama_index.core.llms import MockLLM
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.core.retrievers import QueryFusionRetriever
    from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
    from llama_index.retrievers.bm25 import BM25Retriever

    nodes = _split_nodes(task, SentenceSplitter(chunk_size=FUSION_CHUNK))
    with _open_index(task, nodes) as index:
        count = min(task.passages, len(nodes))
        retriever = QueryFusionRetriever(
            [
                index.as_retriever(similarity_top_k=count),
                BM25Retriever.from_defaults(nodes=list(nodes), similarity_top_k=count),
            ],
            # The retriever requires a model (default: OpenAI), but never calls it for a single
            # query.
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            similarity_top_k=task.passages,
            num_queries=1,
            use_async=False,
        )
        yield ReadySystem(_make_search(retriever))


def _make_search(retriever: BaseRetriever) -> Any:
    def search(query: str) -> list[str]:
        passages = retriever.retrieve(query)
        return fold_to_articles(
            passage.node.ref_doc_id for passage in passages if passage.node.ref_doc_id
        )

    return search


def _split_nodes(task: RetrievalTask, splitter: Any) -> Sequence[BaseNode]:
    from llama_index.core import Document

    documents = [
        Document(
            text=event.article.text,
            id_=event.article.id,
            metadata={"title": event.article.title} if event.article.title else {},
        )
        for event in task.dataset.reads()
        if isinstance(event, ParsedArticle)
    ]
    if not documents:
        raise DatelineError(f"The dataset {task.dataset.name} has no article that can be read")
    nodes: Sequence[BaseNode] = splitter.get_nodes_from_documents(documents)
    return nodes


@contextmanager
def _open_index(task: RetrievalTask, nodes: Sequence[BaseNode]) -> Iterator[VectorStoreIndex]:
    # Chroma reads this when it is first opened: no telemetry.
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

    task.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=task.folder, ignore_cleanup_errors=True) as folder:
        store = ChromaVectorStore.from_params(collection_name="articles", persist_dir=folder)
        yield VectorStoreIndex(
            nodes=nodes,
            storage_context=StorageContext.from_defaults(vector_store=store),
            embed_model=_load_embedding(locate_model(task.settings.model).folder),
        )


def _load_embedding(folder: Path) -> BaseEmbedding:
    """Load the model as LlamaIndex's own wrapper does: batches of ten, unit vectors."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    class Local(BaseEmbedding):
        """Embeds with a model in a local folder."""

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            vectors = model.encode(
                texts,
                batch_size=len(texts),
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            lists: list[list[float]] = vectors.tolist()
            return lists

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_query_embedding(self, query: str) -> list[float]:
            return self._get_text_embeddings([query])[0]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    return Local(model_name=folder.name)
