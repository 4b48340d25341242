"""The routes of OpenAI's chat API: completions, at once or as a stream, and the model.

https://developers.openai.com/api/reference/resources/chat
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from assistant.pipeline import Assistant
from assistant.present.citation_text import format_answer
from assistant.server.http.event_stream import run_while_connected
from assistant.server.http.get_route import add_get
from assistant.server.http.problems import Refusal
from assistant.server.http.workers import Workers
from assistant.server.openai.chat_request import (
    MODEL,
    ChatRequest,
    check_possible,
    filters_of,
    question_of,
    unknown_model,
)
from assistant.server.openai.chat_shapes import Completion, Envelope, ErrorBody, Model, ModelList
from assistant.server.openai.chat_stream import ChunkStream, Note
from assistant.server.openai.openai_errors import RequestError, error_json, refusal_json
from index.core.errors import DatelineError
from index.search.query import MAX_QUERY_CHARACTERS

_STREAM = {
    "description": "An answer; with `stream`, server-sent events, a sentence in each",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


def _documented(description: str) -> dict[str, Any]:
    return {"model": ErrorBody, "description": description}


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _STREAM,
    400: _documented("The question cannot be asked, or the body is too large or no JSON"),
    401: _documented("There is no key, or it is not known"),
    404: _documented("There is no such model"),
    408: _documented("The body did not come in time"),
    429: _documented("Too many requests are waiting"),
    503: _documented("It takes too long, or the archive cannot be read"),
}


def openai_router(
    assistant_of: Callable[[], Assistant],
    workers: Workers,
    clock: Callable[[], float] = time.time,
    *,
    most: int = MAX_QUERY_CHARACTERS,
    note: Note = lambda timings_ms: None,
) -> APIRouter:
    """Routes that have `workers` ask what `assistant_of` gives; `clock` is the Unix time.

    A question has at most so many characters; `note` hears how long the stages of an answer took.
    """
    router = APIRouter(prefix="/v1", route_class=_Route, tags=["OpenAI"])

    @router.post("/chat/completions", response_model=Completion, responses=_RESPONSES)
    async def complete(asked: ChatRequest, request: Request) -> Completion | ChunkStream:
        """Answer the user's last message; earlier turns are not read."""
        check_possible(asked)
        question, filters = question_of(asked, most), filters_of(asked)
        envelope = Envelope(f"chatcmpl-{uuid.uuid4().hex}", int(clock()))
        if asked.stream:
            events = workers.stream(lambda: assistant_of().stream(question, filters))
            # The first event, the hits, before the first byte: until then an error has a status.
            await run_while_connected(request, anext(events))
            return ChunkStream(envelope, events, note, usage=asked.wants_usage)
        answering = workers.run(lambda: assistant_of().ask(question, filters))
        answer = await run_while_connected(request, answering)
        note(answer.timings_ms)
        return envelope.completion(answer, format_answer(answer))

    _add_models(router)
    return router


def _add_models(router: APIRouter) -> None:
    @add_get(router, "/models", responses={401: _RESPONSES[401]})
    async def models() -> ModelList:
        """The models that can be asked: there is one."""
        return ModelList()

    @add_get(router, "/models/{model}", responses={n: _RESPONSES[n] for n in (401, 404)})
    async def model(model: str) -> Model:
        """A model."""
        if model != MODEL:
            raise unknown_model(model)
        return Model()


class _Route(APIRoute):
    """A route whose errors have the shape that OpenAI's clients read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                status, body = error_json(_explained(error))
            except HTTPException as error:
                # A body that cannot be read at all.
                status, body = error_json(RequestError(error.detail, status=error.status_code))
            except DatelineError as error:
                status, body = error_json(error)
            except Refusal as refusal:
                status, body = refusal_json(refusal)
                return JSONResponse(body, status, refusal.headers)
            return JSONResponse(body, status)

        return handler


def _explained(error: RequestValidationError) -> RequestError:
    """The first thing that is wrong with a request."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part != "body")
    return RequestError(f"{place or 'The body'}: {first['msg']}", param=place)
