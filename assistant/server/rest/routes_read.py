"""The routes that read: search, questions, articles, and statistics of the archive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.core.answer import Answer
from assistant.core.found import SearchQuery
from assistant.news.archive_search import check_syntax, search_archive
from assistant.pipeline import Event
from assistant.server.http.etags import has_version, make_tag
from assistant.server.http.event_stream import EventStream, run_while_connected, wants_events
from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import Refusal, describe_problems, make_refusal
from assistant.server.rest.openapi import ANSWERS, KNOWN_VERSIONS, NEXT_PAGE
from assistant.server.rest.service import Service
from assistant.wire.archive_shapes import (
    ArticleShape,
    DescriptionShape,
    FacetsShape,
    PageShape,
    StatsShape,
)
from assistant.wire.requests import (
    ArticleId,
    AskRequest,
    FacetsRequest,
    ListRequest,
    SearchRequest,
    make_cursor,
)
from assistant.wire.responses import AnswerShape
from assistant.wire.search_shape import SearchShape
from index.core.article import Article
from index.core.errors import DatelineError, UnknownArticleError
from index.core.facet import Facet
from index.core.stopwatch import Stopwatch
from index.search.query import CheckedQuery, check_length, check_query
from index.search.query_syntax.syntax_error import QuerySyntaxError


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_search(app, service)
    _add_ask(app, service)
    _add_articles(app, service)
    _add_facets(app, service)
    _add_article(app, service)

    @add_get(app, "/v1/stats", tags=["archive"], responses=describe_problems(422, 429, 503))
    async def stats() -> StatsShape:
        """Statistics of the archive."""
        return StatsShape.of(await service.workers.run(service.library.stats))


def _add_facets(app: FastAPI, service: Service) -> None:
    @add_get(app, "/v1/facets", tags=["archive"], responses=describe_problems(422, 429, 503))
    async def facets(query: Annotated[FacetsRequest, Query()]) -> FacetsShape:
        """The outlets, years, authors, persons, … of the articles, each with its number of
        articles."""
        chosen = query.field or list(Facet)
        counts = await service.workers.run(
            lambda: service.library.facets(chosen, query.filters, query.limit)
        )
        return FacetsShape.of(counts)


def _add_search(app: FastAPI, service: Service) -> None:
    @add_get(app, "/v1/search", tags=["questions"], responses=describe_problems(422, 429, 503))
    async def search(request: Request, query: Annotated[SearchRequest, Query()]) -> SearchShape:
        """Rank the passages that match a query, or list what matches its operators."""
        wanted = _make_query(service, query)
        watch = Stopwatch()

        def run() -> SearchShape | QuerySyntaxError:
            try:
                found = search_archive(service.library, wanted, watch)
            except QuerySyntaxError as error:  # known only from the archive
                return error
            return SearchShape.of(query.q, found, watch.timings_ms())

        result = await run_while_connected(request, service.workers.run(run))
        if isinstance(result, QuerySyntaxError):
            raise make_refusal(result, 422) from result
        service.metrics.record_stages(result.timings_ms)
        return result


def _add_ask(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/ask",
        tags=["questions"],
        response_model=AnswerShape,
        dependencies=[Depends(require_json)],
        responses=ANSWERS | describe_problems(408, 413, 415, 422, 429, 503),
    )
    async def ask(
        request: Request, body: AskRequest, accept: Annotated[str, Header()] = ""
    ) -> Response:
        """Answer a question with quotations, or say that the archive does not.

        With `Accept: text/event-stream` the answer comes as events: `hits`, then every `sentence`
        with its citations, then the whole `answer`.
        """
        question = _check_question(service, body.question)
        filters, time = body.filters, body.time
        events = service.workers.stream(lambda: service.assistant.stream(question, filters, time))
        if wants_events(accept):
            # Wait for the first event before the first byte: until then a problem has a status.
            first = await run_while_connected(request, anext(events))
            return EventStream(first, events, service.metrics.record_stages)
        answer = await run_while_connected(request, _take_answer(events))
        service.metrics.record_stages(answer.timings_ms)
        shape = AnswerShape.of(answer).model_dump(mode="json")
        return JSONResponse(shape, headers={"Vary": "Accept"})


def _add_articles(app: FastAPI, service: Service) -> None:
    @add_get(
        app,
        "/v1/articles",
        operation_id="articles",
        tags=["articles"],
        responses={200: NEXT_PAGE, **describe_problems(422, 429, 503)},
    )
    async def list_articles(
        response: Response, query: Annotated[ListRequest, Query()]
    ) -> PageShape:
        """The articles, newest first and undated ones last, a page at a time.

        What is added or removed meanwhile moves no page.
        """
        page = await service.workers.run(
            lambda: service.library.page(query.limit, query.bookmark, query.filters)
        )
        following = make_cursor(page.after) if page.after else None
        if following:
            asked = query.model_dump(exclude_unset=True, exclude={"limit", "cursor"})
            parameters = {**asked, "limit": query.limit, "cursor": following}
            link = urlencode(parameters, doseq=True)
            response.headers["Link"] = f'</v1/articles?{link}>; rel="next"'
        articles = [DescriptionShape.of(article) for article in page.articles]
        return PageShape(articles=articles, next=following)


def _add_article(app: FastAPI, service: Service) -> None:
    @add_get(
        app,
        "/v1/articles/{article_id:path}",
        operation_id="article",
        tags=["articles"],
        response_model=ArticleShape,
        responses={
            304: {"description": "Unchanged"},
            **describe_problems(404, 422, 429, 503),
        },
        openapi_extra=KNOWN_VERSIONS,
    )
    async def get_article(request: Request, article_id: ArticleId) -> Response:
        """An article. Its `ETag` is the hash of its content."""
        article = await service.workers.run(lambda: _get_article(service, article_id))
        tag = make_tag(article.content_hash)
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if has_version(tag, request.headers.getlist("if-none-match")):
            return Response(status_code=304, headers=headers)
        return JSONResponse(ArticleShape.of(article).model_dump(mode="json"), headers=headers)


async def _take_answer(events: AsyncIterator[Event]) -> Answer:
    last = [event async for event in events][-1]
    assert isinstance(last, Answer)
    return last


def _choose_count(service: Service, query: SearchRequest) -> int:
    """Choose the number of passages. Raises Refusal if it is more than the server allows."""
    most = service.settings.max_k
    if "k" not in query.model_fields_set:
        return min(query.k, most)
    if query.k > most:
        raise Refusal(422, f"The number of passages is at most {most}")
    return query.k


def _make_query(service: Service, query: SearchRequest) -> SearchQuery:
    """Make the query of a request. Raises Refusal if it is invalid."""
    k, most = _choose_count(service, query), service.settings.max_question
    try:
        check_syntax(query.q, most)
    except DatelineError as error:
        raise make_refusal(error, 422) from error
    return SearchQuery(query.q, query.filters, k, query.offset, query.order, most)


def _check_question(service: Service, question: str) -> CheckedQuery:
    """Check a question. Raises Refusal if it is invalid."""
    try:
        check_length(question, service.settings.max_question)
        return check_query(question)
    except DatelineError as error:
        raise make_refusal(error, 422) from error


def _get_article(service: Service, article_id: str) -> Article:
    try:
        return service.library.get(article_id)
    except UnknownArticleError as error:
        raise Refusal(404, error.message) from error
