"""The routes that read: search, questions, articles, and figures of the archive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.answering.answer import Answer
from assistant.pipeline import Event
from assistant.server.http.etags import has_version, tag_of
from assistant.server.http.event_stream import EventStream, wants_events, while_connected
from assistant.server.http.limits import json_only
from assistant.server.http.problems import Refusal, documented, of_error
from assistant.server.rest.openapi import ANSWERS, KNOWN_VERSIONS, NEXT_PAGE
from assistant.server.rest.service import Service
from assistant.wire.requests import ArticleId, AskRequest, ListRequest, SearchRequest, make_cursor
from assistant.wire.responses import (
    AnswerShape,
    ArticleShape,
    DescriptionShape,
    PageShape,
    SearchShape,
    StatsShape,
)
from index.core.article import Article
from index.core.errors import DatelineError, UnknownArticleError
from index.core.stopwatch import Stopwatch
from index.search.query import CheckedQuery, check_length, check_query


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_search(app, service)
    _add_ask(app, service)
    _add_articles(app, service)
    _add_article(app, service)

    @app.get("/v1/stats", tags=["archive"], responses=documented(422, 429, 503))
    async def stats() -> StatsShape:
        """What the archive holds."""
        return StatsShape.of(await service.workers.run(service.library.stats))


def _add_search(app: FastAPI, service: Service) -> None:
    @app.get("/v1/search", tags=["questions"], responses=documented(422, 429, 503))
    async def search(request: Request, asked: Annotated[SearchRequest, Query()]) -> SearchShape:
        """The passages that fit a query best, best first."""
        query = _checked(service, asked.q)
        k = _number(service, asked)
        watch = Stopwatch()

        def found() -> SearchShape:
            hits = service.library.search(query, k, asked.filters, watch)
            return SearchShape.of(asked.q, hits, watch.timings_ms())

        result = await while_connected(request, service.workers.run(found))
        service.metrics.answered(result.timings_ms)
        return result


def _add_ask(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/ask",
        tags=["questions"],
        response_model=AnswerShape,
        dependencies=[Depends(json_only)],
        responses=ANSWERS | documented(408, 413, 415, 422, 429, 503),
    )
    async def ask(
        request: Request, asked: AskRequest, accept: Annotated[str, Header()] = ""
    ) -> Response:
        """Answer a question with quotations, or say that the archive does not.

        With `Accept: text/event-stream` the answer comes as events: `hits`, then every `sentence`
        with its citations, then the whole `answer`.
        """
        question = _checked(service, asked.question)
        events = service.workers.stream(lambda: service.assistant.stream(question, asked.filters))
        if wants_events(accept):
            # The first event before the first byte: until then a problem has a status.
            first = await while_connected(request, anext(events))
            return EventStream(first, events, service.metrics.answered)
        answer = await while_connected(request, _last(events))
        service.metrics.answered(answer.timings_ms)
        shape = AnswerShape.of(answer).model_dump(mode="json")
        return JSONResponse(shape, headers={"Vary": "Accept"})


def _add_articles(app: FastAPI, service: Service) -> None:
    @app.get(
        "/v1/articles",
        operation_id="articles",
        tags=["articles"],
        responses={200: NEXT_PAGE, **documented(422, 429, 503)},
    )
    async def articles(response: Response, asked: Annotated[ListRequest, Query()]) -> PageShape:
        """The articles, newest first and undated ones last, a page at a time.

        What is added or removed meanwhile moves no page.
        """
        found = await service.workers.run(lambda: service.library.page(asked.limit, asked.bookmark))
        following = make_cursor(found.after) if found.after else None
        if following:
            query = urlencode({"limit": asked.limit, "cursor": following})
            response.headers["Link"] = f'</v1/articles?{query}>; rel="next"'
        listed = [DescriptionShape.of(article) for article in found.articles]
        return PageShape(articles=listed, next=following)


def _add_article(app: FastAPI, service: Service) -> None:
    @app.get(
        "/v1/articles/{article_id:path}",
        operation_id="article",
        tags=["articles"],
        response_model=ArticleShape,
        responses={304: {"description": "It is as it was"}, **documented(404, 422, 429, 503)},
        openapi_extra=KNOWN_VERSIONS,
    )
    async def article(request: Request, article_id: ArticleId) -> Response:
        """An article. Its `ETag` is the hash of its content."""
        found = await service.workers.run(lambda: _found(service, article_id))
        tag = tag_of(found.content_hash)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if has_version(tag, request.headers.getlist("if-none-match")):
            return Response(status_code=304, headers=headers)
        return JSONResponse(ArticleShape.of(found).model_dump(mode="json"), headers=headers)


async def _last(events: AsyncIterator[Event]) -> Answer:
    found = [event async for event in events][-1]
    assert isinstance(found, Answer)
    return found


def _number(service: Service, asked: SearchRequest) -> int:
    """How many passages; raises Refusal where they are more than the server gives."""
    most = service.settings.max_k
    if "k" not in asked.model_fields_set:
        return min(asked.k, most)
    if asked.k > most:
        raise Refusal(422, f"The number of passages is at most {most}")
    return asked.k


def _checked(service: Service, question: str) -> CheckedQuery:
    """The question as it is asked; raises Refusal where it cannot be."""
    try:
        check_length(question, service.settings.max_question)
        return check_query(question)
    except DatelineError as error:
        raise of_error(error, 422) from error


def _found(service: Service, article_id: str) -> Article:
    try:
        return service.library.get(article_id)
    except UnknownArticleError as error:
        raise Refusal(404, error.message) from error
