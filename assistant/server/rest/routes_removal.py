"""The routes of removed articles: remove, list, restore, remove for good."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Query, Request, Response

from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import Refusal, describe_problems, make_refusal
from assistant.server.http.workers import wait_for_end
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.wire.removal import (
    PurgedShape,
    RemovedListShape,
    RemovedRequest,
    RestoredShape,
    RestoreRequest,
)
from assistant.wire.requests import ArticleId
from index.core.errors import PublicError, UnknownArticleError


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_removal(app, service)
    _add_restoration(app, service)
    _add_purge(app, service)

    @add_get(
        app,
        "/v1/removed",
        operation_id="removed",
        tags=["articles"],
        responses=describe_problems(403, 422, 429, 503),
    )
    async def list_removed(query: Annotated[RemovedRequest, Query()]) -> RemovedListShape:
        """The removed articles that can be restored, the last one first. For keys that may
        write."""
        removed = await service.workers.run(
            lambda: service.library.list_removed(query.limit + 1, query.place)
        )
        return RemovedListShape.of(removed, query.limit)


def _add_removal(app: FastAPI, service: Service) -> None:
    @app.delete(
        "/v1/articles/{article_id:path}",
        tags=["articles"],
        status_code=204,
        responses=describe_problems(403, 404, 422, 429, 503),
    )
    async def remove(
        article_id: ArticleId,
        request: Request,
        for_good: Annotated[
            bool, Query(description="Erase its text at once, also of a removed article")
        ] = False,
    ) -> Response:
        """Remove an article with its versions, from answers at once.

        For some days it can be restored (see `/v1/restorations`); it also comes back when its
        source is added again.
        """
        removal = service.jobs.remove([article_id], for_good=for_good)
        await _wait(removal, service)
        if not removal.result():
            raise Refusal(404, "The archive has no such article")
        log_write(request.state, f"removed article {article_id}{' for good' * for_good}")
        return Response(status_code=204)


def _add_restoration(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/restorations",
        tags=["articles"],
        response_model=RestoredShape,
        responses=describe_problems(403, 404, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def restore(body: RestoreRequest, request: Request) -> RestoredShape:
        """Restore removed articles as they were, all of them or none."""
        restoration = service.jobs.restore(body.article_ids)
        await _wait(restoration, service)
        restored = restoration.result()
        if isinstance(restored, PublicError):
            is_unknown = isinstance(restored, UnknownArticleError)
            raise make_refusal(restored, 404 if is_unknown else 422) from restored
        log_write(request.state, f"restored articles {', '.join(restored)}")
        return RestoredShape(restored=restored)


def _add_purge(app: FastAPI, service: Service) -> None:
    @app.delete("/v1/removed", tags=["articles"], responses=describe_problems(403, 422, 429, 503))
    async def purge(request: Request) -> PurgedShape:
        """Remove all removed articles for good: nothing of their text stays on the disk."""
        purging = service.jobs.purge()
        await _wait(purging, service)
        log_write(request.state, f"removed {purging.result()} articles for good")
        return PurgedShape(purged=purging.result())


async def _wait(write: Future[Any], service: Service) -> None:
    """Wait for a write. Raises Refusal if it takes too long; one that has begun goes on."""
    if await wait_for_end(write, service.workers.limit):
        return
    if write.cancel():
        raise Refusal(503, "Other writes take long", "Try again later", retry_after=5)
    raise Refusal(503, "It takes long, and goes on", "Look again later", retry_after=30)
