"""The REST interface as a whole: its routes, and what guards every request to the server."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.cors import CORSMiddleware

from assistant.rest import additions, health, problems, reading, writing
from assistant.rest.access import Access
from assistant.rest.described import OPENAPI_PATH, describe
from assistant.rest.heads import Heads
from assistant.rest.limits import BodyLimit
from assistant.rest.metrics import Counting
from assistant.rest.screen import BODIES as SCREEN_BODIES
from assistant.rest.service import Service


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app, with its description."""
    problems.add_handlers(app)
    reading.add_routes(app, service)
    writing.add_routes(app, service)
    health.add_routes(app, service)
    additions.add_routes(app, service)

    @app.get(OPENAPI_PATH, include_in_schema=False)
    async def openapi(request: Request) -> JSONResponse:
        return JSONResponse(app.openapi())

    describe(app, service)


def guard(app: FastAPI, service: Service) -> None:
    """Have every request counted, let in or not, and kept within limits; outermost comes last."""
    settings = service.settings
    app.add_middleware(Heads)
    app.add_middleware(
        BodyLimit,
        size=settings.max_request_bytes,
        seconds=settings.time_limit_seconds,
        smaller=SCREEN_BODIES,
    )
    app.add_middleware(Access, keys=service.keys)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["GET", "POST", "DELETE"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"],
            expose_headers=["ETag", "Link", "Location", "Retry-After", "Idempotent-Replayed"],
        )
    app.add_middleware(Counting, metrics=service.metrics)
