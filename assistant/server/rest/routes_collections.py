"""The routes of collections. A change needs no job: it is one transaction."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Request, Response

from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import describe_problems, make_refusal
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.wire.archive_shapes import CollectionShape, CollectionsShape
from assistant.wire.collection_requests import CollectionEdit, CollectionsRequest
from index.core.collection import Collection, UnknownCollectionError
from index.core.errors import PublicError, UnknownArticleError


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_reading(app, service)
    _add_writing(app, service)


def _add_reading(app: FastAPI, service: Service) -> None:

    @add_get(app, "/v1/collections", tags=["archive"], responses=describe_problems(422, 429, 503))
    async def collections(query: Annotated[CollectionsRequest, Query()]) -> CollectionsShape:
        """The collections by name, each with its number of articles."""
        found = await service.workers.run(
            lambda: service.library.collections.list_all(query.limit, query.begin)
        )
        return CollectionsShape.of(found)


def _add_writing(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/collections",
        tags=["archive"],
        responses=describe_problems(403, 404, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def edit_collection(body: CollectionEdit, request: Request) -> CollectionShape:
        """Put articles into a collection, take articles out of it, or rename it."""
        try:
            edited = await service.workers.run(lambda: _edit(service, body))
        except PublicError as error:
            raise make_refusal(error, _choose_status(error)) from error
        log_write(request.state, f"changed the collection '{edited.name}'")
        service.alerts.request()
        return CollectionShape.model_validate(edited)

    @app.delete(
        "/v1/collections/{name:path}",
        tags=["archive"],
        status_code=204,
        responses=describe_problems(403, 404, 422, 429, 503),
    )
    async def delete_collection(
        name: Annotated[str, Path(min_length=1, description="In any case")], request: Request
    ) -> Response:
        """Delete a collection. Its articles stay in the archive."""
        try:
            await service.workers.run(lambda: service.library.collections.delete(name))
        except UnknownCollectionError as error:
            raise make_refusal(error, 404) from error
        log_write(request.state, f"deleted the collection '{name}'")
        return Response(status_code=204)


def _edit(service: Service, body: CollectionEdit) -> Collection:
    return service.library.collections.change(body.name, body.add, body.remove, body.new_name)


def _choose_status(error: PublicError) -> int:
    is_unknown = isinstance(error, UnknownCollectionError | UnknownArticleError)
    return 404 if is_unknown else 422
