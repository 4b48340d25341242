"""The routes of clippings for programs. A change needs no job: it is one transaction."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, FastAPI, Path, Query, Request, Response

from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import describe_problems
from assistant.server.rest.clippings.clipping_actions import ClippingActions
from assistant.server.rest.openapi import CLIPPING_KEPT, CLIPPING_PAGE, FILES
from assistant.server.rest.service import Service
from assistant.wire.clippings.clipping_requests import (
    ClippingEdit,
    ClippingExport,
    ClippingsRequest,
    NewClipping,
    Restoration,
)
from assistant.wire.clippings.clipping_shapes import ClippingShape, ClippingsShape

_PATH = "/v1/clippings"
ClippingNumber = Annotated[int, Path(ge=1, le=2**53)]
_CHANGES = (403, 404, 408, 409, 413, 415, 422, 429, 503)


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    actions = ClippingActions(service)
    _add_reading(app, service, actions)
    _add_keeping(app, actions)
    _add_changes(app, actions)


def _add_reading(app: FastAPI, service: Service, actions: ClippingActions) -> None:
    @add_get(
        app,
        _PATH,
        operation_id="clippings",
        tags=["clippings"],
        responses={200: CLIPPING_PAGE, **describe_problems(422, 429, 503)},
    )
    async def list_clippings(
        response: Response, query: Annotated[ClippingsRequest, Query()]
    ) -> ClippingsShape:
        """What was kept of the articles that are shown, a page at a time."""
        page = await service.workers.run(lambda: actions.list_page(query))
        if page.next:
            asked = query.model_dump(exclude_unset=True, exclude={"limit", "cursor"})
            link = urlencode({**asked, "limit": query.limit, "cursor": page.next}, doseq=True)
            response.headers["Link"] = f'<{_PATH}?{link}>; rel="next"'
        return page

    @add_get(
        app,
        "/v1/export/clippings",
        operation_id="exportClippings",
        tags=["clippings"],
        response_class=Response,
        responses={200: FILES, **describe_problems(422, 429, 503)},
    )
    async def export(query: Annotated[ClippingExport, Query()], request: Request) -> Response:
        """All clippings that a filter chooses, as a file."""
        return await actions.export(query, request)

    @add_get(
        app,
        f"{_PATH}/{{number}}",
        operation_id="clipping",
        tags=["clippings"],
        responses=describe_problems(404, 422, 429, 503),
    )
    async def get_clipping(number: ClippingNumber) -> ClippingShape:
        """A clipping."""
        return await actions.get(number)


def _add_keeping(app: FastAPI, actions: ClippingActions) -> None:
    @app.post(
        _PATH,
        status_code=201,
        operation_id="keep",
        tags=["clippings"],
        responses={201: CLIPPING_KEPT, **describe_problems(*_CHANGES)},
        dependencies=[Depends(require_json)],
    )
    async def keep(body: NewClipping, request: Request, response: Response) -> ClippingShape:
        """Keep a span of an article, verbatim. One that is kept already stays as it is."""
        shape = await actions.keep(body, request)
        response.headers["Location"] = f"{_PATH}/{shape.id}"
        return shape


def _add_changes(app: FastAPI, actions: ClippingActions) -> None:
    @app.post(
        f"{_PATH}/{{number}}",
        operation_id="editClipping",
        tags=["clippings"],
        responses=describe_problems(*_CHANGES),
        dependencies=[Depends(require_json)],
    )
    async def edit(number: ClippingNumber, body: ClippingEdit, request: Request) -> ClippingShape:
        """Set the note or the collection. It is refused with 409 if somebody changed the clipping
        after it was read."""
        return await actions.edit(number, body, request)

    @app.delete(
        f"{_PATH}/{{number}}",
        operation_id="removeClipping",
        tags=["clippings"],
        status_code=204,
        responses=describe_problems(403, 404, 422, 429, 503),
    )
    async def remove(number: ClippingNumber, request: Request) -> Response:
        """Remove a clipping. For a week it can be restored."""
        await actions.remove(number, request)
        return Response(status_code=204)

    @app.post(
        f"{_PATH}/{{number}}/restore",
        operation_id="restoreClipping",
        tags=["clippings"],
        responses=describe_problems(403, 404, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def restore(number: ClippingNumber, body: Restoration, request: Request) -> ClippingShape:
        """Bring a removed clipping back."""
        return await actions.restore(number, request)
