"""An answer as server-sent events: the hits, each sentence with its citations, the whole answer.

https://html.spec.whatwg.org/multipage/server-sent-events.html. An error after the first event comes
as an event `problem`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.core.answer import Answer
from assistant.pipeline import Event, HitsReady, SentenceReady
from assistant.server.http.problems import Refusal, refuse_unreadable
from assistant.wire.responses import (
    AnswerShape,
    CitationShape,
    HitShape,
    PeriodShape,
    SentenceShape,
)
from index.core.errors import DatelineError

MEDIA_TYPE = "text/event-stream"
# A proxy that buffers would delay the first sentence.
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Vary": "Accept"}

T = TypeVar("T")


class HitsEvent(BaseModel):
    """The data of an event `hits`, the first."""

    hits: list[HitShape]
    period: PeriodShape | None = Field(description="The period that the question names")


class SentenceEvent(BaseModel):
    """The data of an event `sentence`: a sentence, and the citations whose numbers it has."""

    sentence: SentenceShape
    citations: list[CitationShape]


def wants_events(accept: str) -> bool:
    """Does the client want events instead of one JSON value?"""
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name == MEDIA_TYPE:
            return not any(_is_zero(parameter) for parameter in parameters)
    return False


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip().rstrip("0") in ("", ".", "0.")


class EventStream(StreamingResponse):
    """The events of an answer. When it ends, for any reason, the work behind it ends too.

    `note` receives the timings of the answer.
    """

    def __init__(
        self,
        first: Event,
        rest: AsyncGenerator[Event, None],
        note: Callable[[Mapping[str, float]], None],
    ) -> None:
        super().__init__(_write_events(first, rest, note), media_type=MEDIA_TYPE, headers=_HEADERS)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events, until they end or the client has gone."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._rest.aclose()


async def _write_events(
    first: Event, rest: AsyncGenerator[Event, None], note: Callable[[Mapping[str, float]], None]
) -> AsyncGenerator[str, None]:
    yield _render_event(first)
    try:
        async for event in rest:
            if isinstance(event, Answer):
                note(event.timings_ms)
            yield _render_event(event)
    except Refusal as refusal:
        yield _format_event("problem", refusal.details)
    except DatelineError as error:
        yield _format_event("problem", refuse_unreadable(error).details)


def _render_event(event: Event) -> str:
    match event:
        case HitsReady():
            hits = [HitShape.of(hit) for hit in event.hits]
            period = PeriodShape.model_validate(event.period) if event.period else None
            return _format_event("hits", HitsEvent(hits=hits, period=period))
        case SentenceReady():
            shapes = [CitationShape.of(citation) for citation in event.citations]
            sentence = SentenceShape.of(event.sentence)
            return _format_event("sentence", SentenceEvent(sentence=sentence, citations=shapes))
        case Answer():
            return _format_event("answer", AnswerShape.of(event))


def _format_event(name: str, data: BaseModel) -> str:
    # JSON on one line: a line break in the data would be another field.
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"


async def run_while_connected(request: Request, work: Awaitable[T]) -> T:
    """Return the result of the work, or cancel it when the client goes away."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_wait_for_disconnect(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise Refusal(503, "The client has gone")
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()


async def _wait_for_disconnect(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
