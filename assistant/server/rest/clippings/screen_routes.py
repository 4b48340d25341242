"""The routes of clippings that the scripts of the screen and of article pages call.

`access` checks the key before. A page of another site cannot send the changes without a preflight
request, which no address of the screen answers.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Path, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.core.listed_clipping import list_clippings
from assistant.present.clippings.clippings_view import ClippingsView, make_rows, render_rows
from assistant.present.held_text import format_hidden
from assistant.server.http.access import CLIPPINGS
from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.rest.clippings.clipping_actions import ClippingActions
from assistant.server.rest.service import Service
from assistant.wire.clippings.clipping_requests import (
    ClippingEdit,
    ClippingExport,
    ClippingsRequest,
    NewClipping,
    Restoration,
    make_clipping_cursor,
)
from assistant.wire.clippings.clipping_shapes import ClippingShape

_MOST_ARTICLES = 50
# Names that the field of a clipping's collection suggests.
_MOST_COLLECTIONS = 1_000
_NO_STORE = {"Cache-Control": "private, no-store"}
_Number = Annotated[int, Path(ge=1, le=2**53)]


class _KeptQuery(BaseModel):
    """Of which articles the stars are."""

    model_config = ConfigDict(frozen=True)

    article: Annotated[
        list[Annotated[str, StringConstraints(max_length=2_000)]], Field(max_length=_MOST_ARTICLES)
    ] = []


class KeptSpan(BaseModel):
    """A clipping, and where it stands now."""

    id: int
    article_id: str
    start: int
    end: int


class KeptSpans(BaseModel):
    """The clippings of some articles, and whether the reader may keep and remove."""

    may_write: bool
    kept: list[KeptSpan]


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    actions = ClippingActions(service)
    _add_reading(app, service, actions)
    _add_writing(app, actions)


def _add_reading(app: FastAPI, service: Service, actions: ClippingActions) -> None:
    @add_get(app, f"{CLIPPINGS}/kept", include_in_schema=False)
    async def list_kept(
        query: Annotated[_KeptQuery, Query()], request: Request, response: Response
    ) -> KeptSpans:
        """Which spans of some articles are kept."""
        response.headers.update(_NO_STORE)
        clippings = service.library.clippings
        found = await service.workers.run(lambda: clippings.list_kept(query.article))
        kept = [
            KeptSpan(id=one.number, article_id=one.article_id, start=one.span[0], end=one.span[1])
            for one in found
            if one.span
        ]
        return KeptSpans(may_write=_may_write(request), kept=kept)

    @add_get(app, f"{CLIPPINGS}/rows", include_in_schema=False)
    async def list_rows(
        query: Annotated[ClippingsRequest, Query()], request: Request
    ) -> HTMLResponse:
        """A page of the list."""
        allowed = _may_write(request)

        def run() -> str:
            return render_rows(_view_page(service, actions, query, may_write=allowed))

        return HTMLResponse(await service.workers.run(run), headers=_NO_STORE)

    @add_get(app, f"{CLIPPINGS}/export", include_in_schema=False)
    async def export(query: Annotated[ClippingExport, Query()], request: Request) -> Response:
        """All clippings that a filter chooses, as a file."""
        return await actions.export(query, request)

    @add_get(app, f"{CLIPPINGS}/{{number}}", include_in_schema=False)
    async def get_clipping(number: _Number, response: Response) -> ClippingShape:
        """A clipping."""
        response.headers.update(_NO_STORE)
        return await actions.get(number)


def _add_writing(app: FastAPI, actions: ClippingActions) -> None:
    json_only = [Depends(require_json)]

    @app.post(CLIPPINGS, status_code=201, include_in_schema=False, dependencies=json_only)
    async def keep(body: NewClipping, request: Request) -> ClippingShape:
        """Keep a span of an article."""
        return await actions.keep(body, request)

    @app.post(f"{CLIPPINGS}/{{number}}", include_in_schema=False, dependencies=json_only)
    async def edit(number: _Number, body: ClippingEdit, request: Request) -> ClippingShape:
        """Set the note or the collection."""
        return await actions.edit(number, body, request)

    @app.delete(f"{CLIPPINGS}/{{number}}", status_code=204, include_in_schema=False)
    async def remove(number: _Number, request: Request) -> Response:
        """Remove a clipping."""
        await actions.remove(number, request)
        return Response(status_code=204)

    @app.post(f"{CLIPPINGS}/{{number}}/restore", include_in_schema=False, dependencies=json_only)
    async def restore(number: _Number, body: Restoration, request: Request) -> ClippingShape:
        """Bring a removed clipping back."""
        return await actions.restore(number, request)


def _view_page(
    service: Service, actions: ClippingActions, query: ClippingsRequest, *, may_write: bool
) -> ClippingsView:
    library = service.library
    page = actions.find_page(query)
    return ClippingsView(
        make_rows(list_clippings(library, page.clippings)),
        make_clipping_cursor(page.after),
        library.clippings.count(query.query),
        tuple(each.name for each in library.collections.list_all(_MOST_COLLECTIONS)),
        tuple(library.clippings.list_collections()),
        format_hidden(library.clippings.count_hidden(query.collection)),
        bool(query.q.strip()) or query.collection is not None,
        may_write,
    )


def _may_write(request: Request) -> bool:
    return bool(getattr(request.state, "may_write", False))
