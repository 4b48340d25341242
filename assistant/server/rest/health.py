"""The routes for whoever runs the server: is it there, can it answer, and its figures."""

from __future__ import annotations

from typing import Literal

from fastapi import FastAPI, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from assistant.server.http.get_route import add_get
from assistant.server.http.metrics import MEDIA_TYPE
from assistant.server.http.problems import Refusal, documented
from assistant.server.rest.service import Service

_FIGURES = {
    "description": "Prometheus' text format",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}


class Health(BaseModel):
    """It is there."""

    status: Literal["ok"] = "ok"


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""

    @add_get(app, "/healthz", tags=["server"], responses=documented())
    async def healthz() -> Health:
        """The server is there. Needs no key."""
        return Health()

    @add_get(app, "/readyz", tags=["server"], responses=documented(503))
    async def readyz() -> Health:
        """The model is loaded and the archive can be searched. Needs no key."""
        hindrance = await run_in_threadpool(service.hindrance)
        if hindrance:
            raise Refusal(503, hindrance, retry_after=1)
        return Health()

    @add_get(
        app,
        "/metrics",
        tags=["server"],
        response_class=Response,
        responses={200: _FIGURES, **documented(403)},
    )
    async def metrics() -> Response:
        """Figures for Prometheus."""
        text = await run_in_threadpool(service.metrics.text)
        return Response(text, headers={"Content-Type": MEDIA_TYPE})
