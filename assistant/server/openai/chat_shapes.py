"""Puts answers into the shapes of OpenAI's chat API: completions, and the chunks of a stream.

Tokens are words and punctuation marks, because there is no language model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.core.answer import Answer
from assistant.present.citation_text import AnswerText, locate_article
from assistant.server.openai.chat_request import MODEL
from assistant.wire.responses import AnswerShape

Json = dict[str, Any]

_TOKEN = re.compile(r"\w+|[^\w\s]")


class UrlCitation(BaseModel):
    """`content[start_index:end_index]` is the quotation, in code points."""

    start_index: int
    end_index: int
    title: str
    url: str = Field(description="The article's own address, or dateline://article/ID")


class Annotation(BaseModel):
    """A quotation of the answer and its article."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Message(BaseModel):
    """The answer as text, with marks [n] and references, or the sentence of a refusal."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class Choice(BaseModel):
    """The only choice."""

    index: Literal[0] = 0
    message: Message
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Usage(BaseModel):
    """Words and punctuation marks of the question and the answer."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Completion(BaseModel):
    """An answer; `dateline` is the whole answer, as in POST /v1/ask."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    dateline: AnswerShape


class Model(BaseModel):
    """The model that clients can name."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "dateline"


class ModelList(BaseModel):
    """The models, of which there is one."""

    object: Literal["list"] = "list"
    data: list[Model] = [Model()]


class ErrorDetail(BaseModel):
    """The details of an error."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(BaseModel):
    """An error in OpenAI's shape."""

    error: ErrorDetail


@dataclass(frozen=True, slots=True)
class Envelope:
    """The id and the Unix time, which all parts of one answer share."""

    id: str
    created: int

    def make_completion(self, answer: Answer, text: AnswerText) -> Completion:
        """Make the completion with the whole answer."""
        message = Message(content=text.text, annotations=make_annotations(answer, text))
        return Completion(
            id=self.id,
            created=self.created,
            choices=[Choice(message=message)],
            usage=count_usage(answer, text),
            dateline=AnswerShape.of(answer),
        )

    def make_chunk(self, delta: Json, finish_reason: str | None = None) -> Json:
        """Make a chunk of a stream that adds `delta` to the message."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return self._make_part([choice])

    def make_last_chunk(self, answer: Answer, text: AnswerText) -> Json:
        """Make the chunk that ends the message, with all annotations and the whole answer.

        All annotations in one chunk, because clients that join chunks replace lists.
        """
        notes = [note.model_dump() for note in make_annotations(answer, text)]
        return self.make_chunk({"annotations": notes}, "stop") | {
            "dateline": AnswerShape.of(answer).model_dump(mode="json")
        }

    def make_usage_chunk(self, answer: Answer, text: AnswerText) -> Json:
        """Make the chunk with the usage, for clients that request it."""
        return self._make_part([]) | {"usage": count_usage(answer, text).model_dump()}

    def _make_part(self, choices: Iterable[Json]) -> Json:
        return {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": MODEL,
            "choices": list(choices),
        }


def make_annotations(answer: Answer, text: AnswerText) -> list[Annotation]:
    """Make an annotation for each quotation of the text, in their order."""
    citations = {citation.number: citation for citation in answer.citations}
    return [
        Annotation(
            url_citation=UrlCitation(
                start_index=mark.start,
                end_index=mark.end,
                title=citations[mark.number].title,
                url=locate_article(citations[mark.number]),
            )
        )
        for mark in text.marks
    ]


def count_usage(answer: Answer, text: AnswerText) -> Usage:
    """Count the tokens of the question and of the answer."""
    prompt, completion = _count_tokens(answer.question), _count_tokens(text.text)
    return Usage(
        prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion
    )


def _count_tokens(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))
