"""Serves the images of quoted lines, cut out of the scans that show them.

The file has to be the one that was read: still there, with the same content. A reader process opens
it, as it did when it was added.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from assistant.server.http.get_route import add_get
from assistant.server.http.problems import make_public
from index.core.errors import DatelineError, PublicError, UnknownArticleError
from index.core.recognition import select_lines
from index.library import Library
from index.sources.sandbox.request import CropRequest
from index.sources.sandbox.sandbox import ReaderSandbox

# Each takes a process of some 200 MB.
_AT_ONCE = 2
_MAX_CACHED = 64
_SECONDS = 30.0

# What is cut out, and the state of the file on disk.
_Key = tuple[CropRequest, int, int, int]


class _ScanQuery(BaseModel):
    """The query parameters: a span of an article, and a page; 0 is the first that shows it."""

    id: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int = Field(default=0, ge=0)


class ScanImages:
    """Cuts lines out of scans, and keeps the latest images. Safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._slots = threading.Semaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._images: OrderedDict[_Key, bytes] = OrderedDict()

    def show(self, article_id: str, start: int, end: int, page: int = 0) -> bytes:
        """Show a span of an article as PNG. Raises DatelineError if that is not possible."""
        article = self._library.get(article_id)
        lines = select_lines(self._library.recognised(article.id), start, end)
        shown = page or next((line.page for line in lines), 0)
        on_page = [line for line in lines if line.page == shown]
        image = self._library.page_image(article.id, shown)
        if not on_page or image is None:
            raise PublicError("These words are of no scan")
        if not image.path:
            raise PublicError("The scan of these words is no file on this machine")
        boxes = tuple(line.box for line in on_page)
        return self._cut_out(CropRequest(image, on_page[0].turn, boxes))

    def _cut_out(self, request: CropRequest) -> bytes:
        try:
            status = Path(request.image.path).stat()
        except OSError as error:
            raise PublicError("The scan of these words is no longer there") from error
        key = (request, status.st_mtime_ns, status.st_size, status.st_ino)
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
        with self._slots, ReaderSandbox(seconds=_SECONDS) as sandbox:
            try:
                content = sandbox.cut_out(request)
            except DatelineError as error:
                # The reason names no folder.
                raise PublicError(f"The scan cannot be shown: {error.message}") from error
        with self._lock:
            self._images[key] = content
            while len(self._images) > _MAX_CACHED:
                self._images.popitem(last=False)
        return content


def add_routes(app: FastAPI, library: Library) -> None:
    """Add the images to an app."""
    images = ScanImages(library)

    @add_get(app, "/scan", include_in_schema=False)
    def scan(query: Annotated[_ScanQuery, Query()]) -> Response:
        """Serve the image of a span of an article, or say why there is none."""
        try:
            content = images.show(query.id, query.start, query.end, query.page)
        except (UnknownArticleError, PublicError) as error:
            return PlainTextResponse(error.message, status_code=404)
        except DatelineError as error:
            return PlainTextResponse(make_public(error).message, status_code=503)
        headers = {"Cache-Control": "private, no-cache"}
        return Response(content, media_type="image/png", headers=headers)
