"""The routes that write: articles in, articles out, and how far a job is."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Depends, FastAPI, Header, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.server.http.limits import json_only
from assistant.server.http.problems import Refusal, documented, of_error
from assistant.server.jobs.jobs import Job, JobShape, Removal
from assistant.server.rest.openapi import ADDED
from assistant.server.rest.service import Service
from assistant.wire.requests import Additions, ArticleId, NewArticle
from index.core.article import digest
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle

# Seconds that one article is waited for before its client is shown to its job.
_PATIENCE = 5.0
_Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        max_length=255,
        pattern="^[!-~]*$",
        description="The same key with the same body begins no second job",
    ),
]


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_addition(app, service)
    _add_removal(app, service)

    @app.get(
        "/v1/jobs/{job_id}",
        operation_id="job",
        tags=["articles"],
        responses=documented(404, 422),
    )
    async def job(job_id: Annotated[str, PathParameter(min_length=1)]) -> JobShape:
        """How far a job is, and what became of its articles."""
        found = service.writer.job(job_id)
        if found is None:
            raise Refusal(404, "There is no such job, or no more")
        return JobShape.of(found)


def _add_removal(app: FastAPI, service: Service) -> None:
    @app.delete(
        "/v1/articles/{article_id:path}",
        tags=["articles"],
        status_code=204,
        responses=documented(403, 404, 422, 429, 503),
    )
    async def remove(article_id: ArticleId) -> Response:
        """Remove an article with its versions, from answers at once.

        It comes back when its source is added again.
        """
        removal = Removal(article_id)
        service.writer.begin(removal)
        if not await _ended(removal.ended, service.workers.limit):
            removal.ended.cancel()
            raise Refusal(503, "Other writes take long", "Try again later", retry_after=5)
        if not removal.ended.result():
            raise Refusal(404, "The archive has no such article")
        return Response(status_code=204)


def _add_addition(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/articles",
        tags=["articles"],
        status_code=201,
        response_model=JobShape,
        responses=ADDED | documented(403, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(json_only)],
    )
    async def add(request: Request, articles: Additions, idempotency_key: _Key = "") -> Response:
        """Add an article, or many as a job.

        An article under the id of one that came over this interface replaces it, and its earlier
        text is kept; any other under an id that is taken gets a suffix.
        """
        alone = isinstance(articles, NewArticle)
        incoming = await run_in_threadpool(_incoming, articles)

        def begin() -> Job:
            return service.writer.begun(Job(incoming, patient=not alone))

        if not idempotency_key:
            return await _answered(service, begin(), alone=alone)
        content = digest(articles.model_dump_json())
        sent = (request.state.owner, idempotency_key)
        job, known = service.repeats.job(sent, content, begin)
        answer = await _answered(service, job, alone=alone, is_new=not known)
        if known:
            answer.headers["Idempotent-Replayed"] = "true"
        return answer


async def _answered(service: Service, job: Job, *, alone: bool, is_new: bool = True) -> Response:
    """The answer for articles on their way in: one is waited for, many are not."""
    if alone and await _ended(job.ended, min(_PATIENCE, service.workers.limit)):
        return _done(job, is_new=is_new)
    return _told(job, 202, {"Location": f"/v1/jobs/{job.id}"})


def _incoming(articles: Additions) -> list[ParsedArticle]:
    """The articles as the library takes them; raises Refusal where one is none."""
    sent = [articles] if isinstance(articles, NewArticle) else articles.articles
    try:
        return [article.incoming for article in sent]
    except DatelineError as error:
        raise of_error(error, 422) from error


async def _ended(future: Future[Any], seconds: float) -> bool:
    """Did it end within so many seconds? It goes on all the same."""
    done, _ = await asyncio.wait({asyncio.wrap_future(future)}, timeout=seconds)
    return bool(done)


def _done(job: Job, *, is_new: bool) -> Response:
    """The answer for one article that was added; raises Refusal where it was not."""
    if job.refusal is not None:
        raise job.refusal
    (article_id,) = job.ids
    address = f"/v1/articles/{quote(article_id, safe='')}"
    if is_new and job.report.added:
        return _told(job, 201, {"Location": address})
    return _told(job, 200, {"Content-Location": address})


def _told(job: Job, status: int, headers: dict[str, str]) -> Response:
    shape = JobShape.of(job).model_dump(mode="json")
    return JSONResponse(shape, status_code=status, headers=headers)
