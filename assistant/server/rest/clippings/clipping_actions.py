"""What requests do with clippings, for programs and for the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from assistant.core.listed_clipping import list_clippings
from assistant.server.http.problems import Refusal, make_refusal
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.wire.clippings.clipping_export import ENDINGS, MEDIA_TYPES, export_clippings
from assistant.wire.clippings.clipping_requests import (
    ClippingEdit,
    ClippingExport,
    ClippingsRequest,
    NewClipping,
    WordsToKeep,
    make_clipping_cursor,
)
from assistant.wire.clippings.clipping_shapes import ClippingShape, ClippingsShape
from index.core.article import Span
from index.core.clipping import (
    Clipping,
    StaleEditError,
    UnknownClippingError,
    UnknownStretchError,
)
from index.core.errors import PublicError, UnknownArticleError
from index.storage.clippings.clipping_list import ClippingPage

# Characters of a part that is sent: a line each would be slow.
_BLOCK = 64_000

T = TypeVar("T")


class ClippingActions:
    """The actions of one server; each raises Refusal if it cannot be done."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.library

    def list_page(self, query: ClippingsRequest) -> ClippingsShape:
        """A page of clippings, and what is hidden."""
        page = self.find_page(query)
        return ClippingsShape.of(
            list_clippings(self._library, page.clippings),
            self._library.clippings.count(query.query),
            make_clipping_cursor(page.after),
            self._library.clippings.count_hidden(query.collection),
        )

    def find_page(self, query: ClippingsRequest) -> ClippingPage:
        """The clippings of a page."""
        return self._library.clippings.page(query.limit, query.bookmark, query.query)

    async def export(self, query: ClippingExport, request: Request) -> Response:
        """All clippings of a query as a file, sent as it is written."""
        server = str(request.base_url)
        parts = export_clippings(self._library, query.query, query.format, server)
        # What goes wrong before the first part still has a status.
        first = await self._service.workers.run(lambda: next(parts, ""))
        name = f"clippings.{ENDINGS[query.format]}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        }
        blocks = _join_parts(chain([first], parts))
        return StreamingResponse(blocks, media_type=MEDIA_TYPES[query.format], headers=headers)

    async def get(self, number: int) -> ClippingShape:
        """A clipping."""
        return await self._run(lambda: self._shape(self._library.clippings.get(number)))

    async def keep(self, body: NewClipping, request: Request) -> ClippingShape:
        """Keep a span of an article."""
        shape = await self._run(lambda: self._shape(self._keep(body)))
        log_write(request.state, f"keeps clipping {shape.id} of article {shape.article_id}")
        return shape

    async def edit(self, number: int, body: ClippingEdit, request: Request) -> ClippingShape:
        """Change the note or the collection."""
        clippings = self._library.clippings
        shape = await self._run(
            lambda: self._shape(clippings.edit(number, body.revision, body.note, body.collection))
        )
        log_write(request.state, f"edited clipping {number}")
        return shape

    async def remove(self, number: int, request: Request) -> None:
        """Remove a clipping."""
        await self._run(lambda: self._library.clippings.remove(number))
        log_write(request.state, f"removed clipping {number}")

    async def restore(self, number: int, request: Request) -> ClippingShape:
        """Bring a removed clipping back."""
        shape = await self._run(lambda: self._shape(self._library.clippings.restore(number)))
        log_write(request.state, f"restored clipping {number}")
        return shape

    def _keep(self, body: NewClipping) -> Clipping:
        clippings = self._library.clippings
        if isinstance(body, WordsToKeep):
            return clippings.keep_quote(body.article_id, body.quote, body.note, body.collection)
        span = Span(body.start, body.end)
        return clippings.keep(body.article_id, span, body.note, body.collection, body.quote)

    def _shape(self, clipping: Clipping) -> ClippingShape:
        for listed in list_clippings(self._library, [clipping]):
            return ClippingShape.of(listed)
        raise UnknownClippingError(f"There is no clipping {clipping.number} now")

    async def _run(self, work: Callable[[], T]) -> T:
        try:
            return await self._service.workers.run(work)
        except PublicError as error:
            raise _refuse(error) from error


def _refuse(error: PublicError) -> Refusal:
    if isinstance(error, UnknownClippingError | UnknownArticleError | UnknownStretchError):
        return make_refusal(error, 404)
    return make_refusal(error, 409 if isinstance(error, StaleEditError) else 422)


def _join_parts(parts: Iterator[str]) -> Iterator[str]:
    block: list[str] = []
    size = 0
    for part in parts:
        block.append(part)
        size += len(part)
        if size >= _BLOCK:
            yield "".join(block)
            block, size = [], 0
    yield "".join(block)
