"""The routes for operators: is the server up, can it answer, and its metrics."""

from __future__ import annotations

from typing import Literal

from fastapi import FastAPI, Response
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool

from assistant.server.http.get_route import add_get
from assistant.server.http.metrics import MEDIA_TYPE
from assistant.server.http.problems import Refusal, describe_problems
from assistant.server.rest.service import Service

_METRICS = {
    "description": "Prometheus' text format",
    "content": {"text/plain": {"schema": {"type": "string"}}},
}


class Health(BaseModel):
    """The server is up."""

    status: Literal["ok"] = "ok"


class Readiness(Health):
    """The server can answer. `notice` says what it does without, and is empty otherwise."""

    notice: str = ""


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""

    @add_get(app, "/healthz", tags=["server"], responses=describe_problems())
    async def healthz() -> Health:
        """The server is up. Needs no key."""
        return Health()

    @add_get(app, "/readyz", tags=["server"], responses=describe_problems(503))
    async def readyz() -> Readiness:
        """The model is loaded and the archive can be searched. Needs no key.

        Without the reader's model the server is ready, too, and the notice says so.
        """
        hindrance = await run_in_threadpool(service.hindrance)
        if hindrance:
            raise Refusal(503, hindrance, retry_after=1)
        return Readiness(notice=service.assistant.notice)

    @add_get(
        app,
        "/metrics",
        tags=["server"],
        response_class=Response,
        responses={200: _METRICS, **describe_problems(403)},
    )
    async def metrics() -> Response:
        """Metrics for Prometheus."""
        text = await run_in_threadpool(service.metrics.render)
        return Response(text, headers={"Content-Type": MEDIA_TYPE})
