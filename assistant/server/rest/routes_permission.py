"""The routes about what may be shown: held articles, releases, and the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Query, Request

from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import Refusal, describe_problems, make_refusal
from assistant.server.http.workers import wait_for_end
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.wire.permission_requests import HiddenRequest, LedgerRequest, ReleaseRequest
from assistant.wire.permission_shapes import (
    HiddenListShape,
    HiddenShape,
    LedgerRowShape,
    LedgerShape,
    ReleaseShape,
)
from index.core.errors import UnknownArticleError
from index.storage.permission.state import State


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_release(app, service)

    @add_get(
        app,
        "/v1/held",
        operation_id="held",
        tags=["archive"],
        responses=describe_problems(403, 422, 429, 503),
    )
    async def list_hidden(query: Annotated[HiddenRequest, Query()]) -> HiddenListShape:
        """The articles that are not shown: held ones, or expired ones. For keys that may write."""

        def run() -> HiddenListShape:
            hidden = service.library.list_hidden(State(query.state), query.limit)
            return HiddenListShape(articles=[HiddenShape.of(one) for one in hidden])

        return await service.workers.run(run)

    @add_get(
        app,
        "/v1/log",
        operation_id="log",
        tags=["archive"],
        responses=describe_problems(403, 422, 429, 503),
    )
    async def read_log(query: Annotated[LedgerRequest, Query()]) -> LedgerShape:
        """The ledger: what was added, changed, held, killed, released and removed, in order. For
        keys that may write."""

        def run() -> LedgerShape:
            rows = service.library.ledger_page(query.query, query.limit + 1)
            shapes = [LedgerRowShape.of(row) for row in rows[: query.limit]]
            following = shapes[-1].number if len(rows) > query.limit else None
            return LedgerShape(rows=shapes, next=following)

        return await service.workers.run(run)


def _add_release(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/releases",
        tags=["archive"],
        response_model=ReleaseShape,
        responses=describe_problems(403, 404, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def release(body: ReleaseRequest, request: Request) -> ReleaseShape:
        """Show held articles from now on."""
        future = service.jobs.release(body.article_ids, body.reason, early=body.early)
        if not await wait_for_end(future, service.workers.limit):
            future.cancel()
            raise Refusal(503, "Other writes take long", "Try again later", retry_after=5)
        if (error := future.result()) is not None:
            is_unknown = isinstance(error, UnknownArticleError)
            raise make_refusal(error, 404 if is_unknown else 422) from error
        log_write(request.state, f"released articles {', '.join(body.article_ids)}")
        return ReleaseShape(released=body.article_ids)
