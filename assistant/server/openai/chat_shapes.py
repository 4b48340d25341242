"""Answers in the shapes of OpenAI's chat API: completions, and the chunks of a stream.

Tokens are words and punctuation marks: no language model reads or writes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field

from assistant.answering.answer import Answer
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
    """A quotation of the answer and where it is from."""

    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class Message(BaseModel):
    """The answer as text, with marks [n] and references, or the sentence that refuses one."""

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
    """An answer; `dateline` is the whole of it, as POST /v1/ask gives it."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: Usage
    dateline: AnswerShape


class Model(BaseModel):
    """What can be asked."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "dateline"


class ModelList(BaseModel):
    """The models, of which there is one."""

    object: Literal["list"] = "list"
    data: list[Model] = [Model()]


class ErrorDetail(BaseModel):
    """What went wrong."""

    message: str
    type: str
    param: str | None
    code: str | None


class ErrorBody(BaseModel):
    """An error as OpenAI's clients read it."""

    error: ErrorDetail


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is the same in everything that belongs to one answer: its id and the Unix time."""

    id: str
    created: int

    def completion(self, answer: Answer, text: AnswerText) -> Completion:
        """The whole answer at once."""
        message = Message(content=text.text, annotations=citations_of(answer, text))
        return Completion(
            id=self.id,
            created=self.created,
            choices=[Choice(message=message)],
            usage=usage(answer, text),
            dateline=AnswerShape.of(answer),
        )

    def chunk(self, delta: Json, finish_reason: str | None = None) -> Json:
        """A part of a stream that adds `delta` to the message."""
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}
        return self._part([choice])

    def last_chunk(self, answer: Answer, text: AnswerText) -> Json:
        """The part that ends the message: all annotations at once, and the whole answer.

        At once, because clients that put the parts together know no other way with lists.
        """
        notes = [note.model_dump() for note in citations_of(answer, text)]
        return self.chunk({"annotations": notes}, "stop") | {
            "dateline": AnswerShape.of(answer).model_dump(mode="json")
        }

    def usage_chunk(self, answer: Answer, text: AnswerText) -> Json:
        """The part after the message for those who asked for it."""
        return self._part([]) | {"usage": usage(answer, text).model_dump()}

    def _part(self, choices: Iterable[Json]) -> Json:
        return {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": MODEL,
            "choices": list(choices),
        }


def citations_of(answer: Answer, text: AnswerText) -> list[Annotation]:
    """The quotations of the text, in their order."""
    cited = {citation.number: citation for citation in answer.citations}
    return [
        Annotation(
            url_citation=UrlCitation(
                start_index=mark.start,
                end_index=mark.end,
                title=cited[mark.number].title,
                url=locate_article(cited[mark.number]),
            )
        )
        for mark in text.marks
    ]


def usage(answer: Answer, text: AnswerText) -> Usage:
    """The size of the question and of the answer."""
    asked, answered = _tokens(answer.question), _tokens(text.text)
    return Usage(prompt_tokens=asked, completion_tokens=answered, total_tokens=asked + answered)


def _tokens(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))
