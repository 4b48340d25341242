"""The REST interface as a whole: its routes, and what guards every request to the server."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware.cors import CORSMiddleware

from assistant.server.http import problems
from assistant.server.http.access import Access
from assistant.server.http.heads import Heads
from assistant.server.http.limits import BodyLimit
from assistant.server.http.metrics import Counting
from assistant.server.rest import health, routes_read, routes_write, upload_routes
from assistant.server.rest.openapi import OPENAPI_PATH, describe
from assistant.server.rest.service import Service
from assistant.server.screen.gradio_gate import MAX_BODY_BYTES as SCREEN_BODIES


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app, with its description."""
    problems.add_handlers(app)
    routes_read.add_routes(app, service)
    routes_write.add_routes(app, service)
    health.add_routes(app, service)
    upload_routes.add_routes(app, service)

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
