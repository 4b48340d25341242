"""The request of a client of OpenAI's chat API, and the check of its parameters.

Parameters that control a language model (temperature, seed, max_tokens, ...) are accepted and have
no effect. Parameters that quotations cannot honour are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StringConstraints

from assistant.server.openai.openai_errors import RequestError
from assistant.wire.requests import CollectionName
from index.core.article import MAX_SPEAKER, Filters
from index.core.collection import MAX_COLLECTIONS
from index.core.errors import DatelineError
from index.language.en.dates.question_time import QuestionTime
from index.search.query import MAX_QUERY_CHARACTERS, CheckedQuery, check_query

MODEL = "dateline-extractive"

Date = Annotated[str, StringConstraints(max_length=40)]
Outlet = Annotated[str, StringConstraints(max_length=200)]
Part = dict[str, Any]


class FilterOptions(BaseModel):
    """The filters of the articles to search: Dateline's own parameter `dateline`."""

    model_config = ConfigDict(extra="forbid")

    after: Date | None = Field(default=None, description="On or after: 2025, 2025-03-17")
    before: Date | None = Field(default=None, description="On or before; 2025 is all of it")
    sources: list[Outlet] = Field(default=[], max_length=100, description="Outlets; none is all")
    as_of: Date | None = Field(
        default=None, description="The day as of which the archive is read: 2025-03-20"
    )
    speaker: str = Field(
        default="", max_length=MAX_SPEAKER, description="Only words of this speaker; empty is all"
    )
    collections: list[CollectionName] = Field(
        default=[], max_length=MAX_COLLECTIONS, description="Collections; none is all"
    )
    read_dates: StrictBool = Field(
        default=True, description="Whether a date in the question names a period"
    )


class ChatMessage(BaseModel):
    """A turn of the conversation."""

    model_config = ConfigDict(extra="allow")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = Field(
        default=None, description="Text, or a list of text parts"
    )


class StreamOptions(BaseModel):
    """Options of a stream."""

    model_config = ConfigDict(extra="allow")

    include_usage: bool | None = None


class ChatRequest(BaseModel):
    """A request for a completion. The last message of the user is the question."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "model": MODEL,
                "messages": [{"role": "user", "content": "When did Finland join NATO?"}],
                "dateline": {"after": "2023"},
            }
        },
    )

    model: str = Field(description=f"Always {MODEL}")
    messages: list[ChatMessage] = Field(min_length=1, max_length=10_000)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    n: int | None = Field(default=None, description="Only 1")
    tool_choice: str | Part | None = Field(default=None, description="Tools are never called")
    function_call: str | Part | None = Field(default=None, description="Functions are never called")
    response_format: Part | None = Field(default=None, description="Only text")
    modalities: list[str] | None = Field(default=None, description="Only text")
    logprobs: bool | None = Field(default=None, description="Only false")
    dateline: FilterOptions | None = Field(
        default=None, description="Which articles may be searched"
    )

    @property
    def wants_usage(self) -> bool:
        """Should the stream end with its usage?"""
        return bool(self.stream_options and self.stream_options.include_usage)


# For each parameter, whether a value is unsupported, and why.
_UNSUPPORTED: dict[str, tuple[Callable[[Any], bool], str]] = {
    "n": (lambda n: n not in (None, 1), "A question has one answer: n can only be 1"),
    "tool_choice": (
        lambda choice: choice not in (None, "none", "auto"),
        "No tools are called here: tool_choice can only be none or auto",
    ),
    "function_call": (
        lambda choice: choice not in (None, "none", "auto"),
        "No functions are called here: function_call can only be none or auto",
    ),
    "response_format": (
        lambda form: form is not None and form.get("type") != "text",
        "An answer is quotations: response_format can only be text",
    ),
    "modalities": (
        lambda kinds: kinds is not None and set(kinds) != {"text"},
        "An answer is text: modalities can only be text",
    ),
    "logprobs": (bool, "Quotations have no token probabilities: logprobs can only be false"),
}


def check_supported(request: ChatRequest) -> None:
    """Raise RequestError if the request asks for something unsupported."""
    if request.model != MODEL:
        raise make_model_error(request.model)
    for name, (is_unsupported, why) in _UNSUPPORTED.items():
        if is_unsupported(getattr(request, name)):
            raise RequestError(why, param=name, code="unsupported_parameter")


def make_model_error(name: str) -> RequestError:
    """Make the error for a model that this server does not have."""
    return RequestError(
        f"There is no model '{name[:80]}'",
        f"The model is {MODEL}",
        status=404,
        param="model",
        code="model_not_found",
    )


def get_question(request: ChatRequest, max_characters: int = MAX_QUERY_CHARACTERS) -> CheckedQuery:
    """Get the last message of the user.

    Raises RequestError if there is none, if it is not text, or if it is too long.
    """
    for message in reversed(request.messages):
        if message.role == "user":
            try:
                return check_query(_join_text(message.content), max_characters)
            except DatelineError as error:
                raise _make_error("messages", error) from error
    raise RequestError("There is no message of the user", param="messages")


def get_filters(request: ChatRequest) -> Filters:
    """Get the filters of a request. Raises RequestError for an invalid date."""
    options = request.dateline or FilterOptions()
    filters = Filters(
        options.after,
        options.before,
        tuple(options.sources),
        options.as_of,
        speaker=options.speaker,
        collections=tuple(options.collections),
    )
    try:
        _ = filters.first_second, filters.last_second
    except DatelineError as error:
        raise _make_error("dateline", error) from error
    return filters


def get_time(request: ChatRequest, question: CheckedQuery) -> QuestionTime | None:
    """Get the time of the question, None if its words tell."""
    reads_dates = request.dateline is None or request.dateline.read_dates
    return None if reads_dates else QuestionTime.ignore(question)


def _join_text(content: str | list[Part] | None) -> str:
    if not isinstance(content, list):
        return content or ""
    texts = [part["text"] for part in content if isinstance(part.get("text"), str)]
    if len(texts) < len(content):
        raise RequestError("A question can only have parts of text", param="messages")
    return "\n".join(texts)


def _make_error(param: str, error: DatelineError) -> RequestError:
    return RequestError(error.message, error.remedy, param=param)
