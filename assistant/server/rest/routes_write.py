"""The routes that write: adding articles, and the progress of jobs."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request, Response
from fastapi import Path as PathParameter
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import Refusal, describe_problems, make_refusal
from assistant.server.http.workers import wait_for_end
from assistant.server.http.write_log import log_write
from assistant.server.jobs.job import Job
from assistant.server.jobs.job_shape import JobShape
from assistant.server.rest.openapi import ADDED
from assistant.server.rest.service import Service
from assistant.wire.new_articles import Additions, NewArticle
from index.core.errors import DatelineError
from index.sources.parsed_article import ParsedArticle

# Seconds to wait for one article before the client gets its job instead.
_PATIENCE = 5.0


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_addition(app, service)

    @add_get(
        app,
        "/v1/jobs/{job_id}",
        operation_id="job",
        tags=["articles"],
        responses=describe_problems(404, 422),
    )
    async def get_job(job_id: Annotated[str, PathParameter(min_length=1)]) -> JobShape:
        """The progress of a job, and its outcome."""
        job = service.jobs.get(job_id)
        if job is None:
            raise Refusal(404, "There is no such job, or no more")
        return JobShape.of(job)


def _add_addition(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/articles",
        tags=["articles"],
        status_code=201,
        response_model=JobShape,
        responses=ADDED | describe_problems(403, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def add(articles: Additions, request: Request) -> Response:
        """Add an article, or many as a job.

        An article replaces one with the same id that came over this interface; the earlier text is
        kept. If the id belongs to another article, the new one gets a suffix. Sending an article
        again changes nothing.
        """
        is_single = isinstance(articles, NewArticle)
        incoming = await run_in_threadpool(_list_incoming, articles)
        job = service.jobs.add_articles(incoming, patient=not is_single)
        ids = ", ".join(one.article.id for one in incoming)
        log_write(request.state, f"adds {len(incoming)} articles (job {job.id}): {ids}")
        if is_single and await wait_for_end(job.ended, min(_PATIENCE, service.workers.limit)):
            return _answer_single(job)
        return _answer(job, 202, {"Location": f"/v1/jobs/{job.id}"})


def _list_incoming(articles: Additions) -> list[ParsedArticle]:
    """The articles as the library takes them; raises Refusal if one is invalid."""
    sent = [articles] if isinstance(articles, NewArticle) else articles.articles
    try:
        return [article.incoming for article in sent]
    except DatelineError as error:
        raise make_refusal(error, 422) from error


def _answer_single(job: Job) -> Response:
    """Answer for one article that was added; raises Refusal if it was not."""
    if job.refusal is not None:
        raise job.refusal
    (article_id,) = job.ids
    address = f"/v1/articles/{quote(article_id, safe='')}"
    if job.report.added:
        return _answer(job, 201, {"Location": address})
    return _answer(job, 200, {"Content-Location": address})


def _answer(job: Job, status: int, headers: dict[str, str]) -> Response:
    shape = JobShape.of(job).model_dump(mode="json")
    return JSONResponse(shape, status_code=status, headers=headers)
