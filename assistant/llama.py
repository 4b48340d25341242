"""The assistant as a LlamaIndex query engine: answers of quotations, with no language model.

https://developers.llamaindex.ai/python/framework/module_guides/deploying/query_engine/
"""

from __future__ import annotations

import asyncio

from llama_index.core.base.base_query_engine import BaseQueryEngine
from llama_index.core.base.response.schema import Response
from llama_index.core.callbacks import CallbackManager
from llama_index.core.prompts.mixin import PromptMixinType
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.answering.answer import Answer, Citation
from assistant.pipeline import Assistant
from assistant.present.citation_text import format_answer
from assistant.wire.json_output import answer_json
from index.core.article import Filters
from index.llama import text_node


class AssistantQueryEngine(BaseQueryEngine):
    """Answers a query with what the assistant finds.

    The response's text is the answer with marks [n] and references, or the refusal. Its
    `source_nodes` are the quotations, one a citation and in their order: `source_nodes[n - 1]` is
    [n]; `start_char_idx` and `end_char_idx` are its place in the article, its score that of the
    passage it is from. A refusal has none. `metadata` is the whole answer, as JSON has it.
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
            source_nodes=_quotations(answer),
            metadata=answer_json(answer),
        )

    async def _aquery(self, query_bundle: QueryBundle) -> Response:
        # In a thread: answering takes the processor, and the event loop has others to serve.
        return await asyncio.to_thread(self._query, query_bundle)

    def _get_prompt_modules(self) -> PromptMixinType:
        return {}


def _quotations(answer: Answer) -> list[NodeWithScore]:
    scores = {hit.passage.id: hit.score for hit in answer.hits}
    return [
        NodeWithScore(node=_node(citation), score=scores.get(citation.passage_id))
        for citation in answer.citations
    ]


def _node(citation: Citation) -> TextNode:
    metadata = {
        "article_id": citation.article_id,
        "title": citation.title,
        "source": citation.source,
        "published": citation.published,
        "url": citation.url,
        "number": citation.number,
        "passage_id": citation.passage_id,
    }
    # Several quotations may be of one passage: its id is not enough.
    node_id = f"{citation.passage_id}/{citation.start}-{citation.end}"
    return text_node(node_id, citation.quote, citation.start, metadata)
