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
    check_supported,
    get_filters,
    get_question,
    get_time,
    make_model_error,
)
from assistant.server.openai.chat_shapes import Completion, Envelope, ErrorBody, Model, ModelList
from assistant.server.openai.chat_stream import ChunkStream, Note
from assistant.server.openai.openai_errors import RequestError, make_error_json, make_refusal_json
from index.core.errors import DatelineError
from index.search.query import MAX_QUERY_CHARACTERS

_STREAM = {
    "description": "An answer; with `stream`, server-sent events, a sentence in each",
    "content": {"text/event-stream": {"schema": {"type": "string"}}},
}


def _document_error(description: str) -> dict[str, Any]:
    return {"model": ErrorBody, "description": description}


_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _STREAM,
    400: _document_error("The question cannot be asked, or the body is too large or no JSON"),
    401: _document_error("There is no key, or it is not known"),
    404: _document_error("There is no such model"),
    408: _document_error("The body did not come in time"),
    429: _document_error("Too many requests are waiting"),
    503: _document_error("It takes too long, or the archive cannot be read"),
}


def make_openai_router(
    get_assistant: Callable[[], Assistant],
    workers: Workers,
    clock: Callable[[], float] = time.time,
    *,
    max_question: int = MAX_QUERY_CHARACTERS,
    note: Note = lambda timings_ms: None,
) -> APIRouter:
    """Make the routes, which ask the assistant on `workers`; `clock` is the Unix time.

    `max_question` is in characters; `note` receives the milliseconds of an answer's stages.
    """
    router = APIRouter(prefix="/v1", route_class=_ChatRoute, tags=["OpenAI"])

    @router.post("/chat/completions", response_model=Completion, responses=_RESPONSES)
    async def complete(body: ChatRequest, request: Request) -> Completion | ChunkStream:
        """Answer the user's last message; earlier turns are not read."""
        check_supported(body)
        question, filters = get_question(body, max_question), get_filters(body)
        asked_time = get_time(body, question)
        envelope = Envelope(f"chatcmpl-{uuid.uuid4().hex}", int(clock()))
        if body.stream:
            events = workers.stream(lambda: get_assistant().stream(question, filters, asked_time))
            # Wait for the first event, the hits, before the first byte: until then, an error can
            # still have a status.
            await run_while_connected(request, anext(events))
            return ChunkStream(envelope, events, note, usage=body.wants_usage)
        answering = workers.run(lambda: get_assistant().ask(question, filters, asked_time))
        answer = await run_while_connected(request, answering)
        note(answer.timings_ms)
        return envelope.make_completion(answer, format_answer(answer))

    _add_models(router)
    return router


def _add_models(router: APIRouter) -> None:
    @add_get(router, "/models", responses={401: _RESPONSES[401]})
    async def models() -> ModelList:
        """The list of models, of which there is one."""
        return ModelList()

    @add_get(router, "/models/{model}", responses={n: _RESPONSES[n] for n in (401, 404)})
    async def model(model: str) -> Model:
        """The model of this name."""
        if model != MODEL:
            raise make_model_error(model)
        return Model()


class _ChatRoute(APIRoute):
    """A route whose errors have the shape that OpenAI's clients read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handler(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                status, body = make_error_json(_make_request_error(error))
            except HTTPException as error:
                # The body cannot be read.
                status, body = make_error_json(RequestError(error.detail, status=error.status_code))
            except DatelineError as error:
                status, body = make_error_json(error)
            except Refusal as refusal:
                status, body = make_refusal_json(refusal)
                return JSONResponse(body, status, refusal.headers)
            return JSONResponse(body, status)

        return handler


def _make_request_error(error: RequestValidationError) -> RequestError:
    """Make the error of the first fault of a request."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part != "body")
    return RequestError(f"{place or 'The body'}: {first['msg']}", param=place)
