"""An answer as server-sent events: the hits, each sentence with its citations, the whole Answer.

https://html.spec.whatwg.org/multipage/server-sent-events.html. What goes wrong once the first event
is out comes as an event `problem`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.answering.answer import Answer
from assistant.pipeline import Event, HitsReady, SentenceReady
from assistant.server.http.problems import Refusal, unreadable
from assistant.wire.responses import AnswerShape, CitationShape, HitShape, SentenceShape
from index.core.errors import DatelineError

MEDIA_TYPE = "text/event-stream"
# Proxies that keep parts of an answer together would keep the first sentence from its reader.
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Vary": "Accept"}

T = TypeVar("T")


class HitsEvent(BaseModel):
    """The data of an event `hits`, the first."""

    hits: list[HitShape]


class SentenceEvent(BaseModel):
    """The data of an event `sentence`: a sentence, and the citations whose numbers it has."""

    sentence: SentenceShape
    citations: list[CitationShape]


def wants_events(accept: str) -> bool:
    """Does a client want events rather than one JSON value?"""
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name == MEDIA_TYPE:
            return not any(_is_zero(parameter) for parameter in parameters)
    return False


def _is_zero(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    return name.strip() == "q" and value.strip().rstrip("0") in ("", ".", "0.")


class EventStream(StreamingResponse):
    """The events of an answer. The work behind them ends with it, however it ends.

    `note` hears how long the stages of the whole answer took.
    """

    def __init__(
        self,
        first: Event,
        rest: AsyncGenerator[Event, None],
        note: Callable[[Mapping[str, float]], None],
    ) -> None:
        super().__init__(_written(first, rest, note), media_type=MEDIA_TYPE, headers=_HEADERS)
        self._rest = rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the events, until they end or the client has gone."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._rest.aclose()


async def _written(
    first: Event, rest: AsyncGenerator[Event, None], note: Callable[[Mapping[str, float]], None]
) -> AsyncGenerator[str, None]:
    yield _event(first)
    try:
        async for event in rest:
            if isinstance(event, Answer):
                note(event.timings_ms)
            yield _event(event)
    except Refusal as refusal:
        yield _sent("problem", refusal.details)
    except DatelineError as error:
        yield _sent("problem", unreadable(error).details)


def _event(event: Event) -> str:
    match event:
        case HitsReady():
            return _sent("hits", HitsEvent(hits=[HitShape.of(hit) for hit in event.hits]))
        case SentenceReady():
            shapes = [CitationShape.of(citation) for citation in event.citations]
            sentence = SentenceShape.of(event.sentence)
            return _sent("sentence", SentenceEvent(sentence=sentence, citations=shapes))
        case Answer():
            return _sent("answer", AnswerShape.of(event))


def _sent(name: str, data: BaseModel) -> str:
    # JSON on one line: a line break in the data would be another field.
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"


async def while_connected(request: Request, work: Awaitable[T]) -> T:
    """What the work comes to. It is cancelled where the client goes away before that."""
    working = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            # Nobody reads this.
            raise Refusal(503, "The client has gone")
        return working.result()
    finally:
        for task in (working, leaving):
            task.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
