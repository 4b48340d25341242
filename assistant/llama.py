"""The assistant as a LlamaIndex query engine: answers made of quotations, no language model.

https://developers.llamaindex.ai/python/framework/module_guides/deploying/query_engine/
"""

from __future__ import annotations

import asyncio

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.core.answer import Answer, Citation
from assistant.pipeline import Assistant
from assistant.present.citation_text import format_answer
from assistant.wire.json_output import make_answer_json
from index.core.article import Filters
from index.llama import text_node


class AssistantQueryEngine(BaseQueryEngine):
    """Answers a query with the assistant.

    The response's text is the answer with marks [n] and references, or the refusal. Its
    `source_nodes` are the quotations in the order of the citations: `source_nodes[n - 1]` is [n].
    `start_char_idx` and `end_char_idx` are a quotation's place in the article; its score is that of
    its passage. A refusal has none. `metadata` is the whole answer in JSON's form.
    """

    def __init__(
        self,
        assistant: Assistant,
        filters: Filters | None = None,
        callback_manager: CallbackManager | None = None,
    ) -> None:
        super().__init__(callback_manager)
        self._assistant = assistant
        self._search_filters = filters

    def _query(self, query_bundle: QueryBundle) -> Response:
        answer = self._assistant.ask(query_bundle.query_str, self._search_filters)
        return Response(
            response=format_answer(answer).text,
            source_nodes=_make_quotation_nodes(answer),
            metadata=make_answer_json(answer),
        )

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        # In a thread, because answering would block the event loop.
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _make_quotation_nodes(answer: Answer) -> list[NodeWithScore]:
    scores = {hit.passage.id: hit.score for hit in answer.hits}
    return [
        NodeWithScore(node=_make_node(citation), score=scores.get(citation.passage_id))
        for citation in answer.citations
    ]


def _make_node(citation: Citation) -> TextNode:
    metadata = {
        "article_id": citation.article_id,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published,
        "url": citation.url,
        "number": citation.number,
        "passage_id": citation.passage_id,
    }
    # Several quotations may come from one passage, so its id is not enough.
    node_id = f"{citation.passage_id}/{citation.start}-{citation.end}"
    return text_node(node_id, citation.quote, citation.start, metadata)
