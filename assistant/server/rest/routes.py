"""The REST interface as a whole: all its routes, with their description."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from assistant.server.http import problems
from assistant.server.http.get_route import add_get
from assistant.server.rest import (
    health,
    routes_alerts,
    routes_collections,
    routes_permission,
    routes_read,
    routes_removal,
    routes_write,
    statement_routes,
    trend_routes,
    upload_routes,
)
from assistant.server.rest.clippings import clipping_routes, screen_routes
from assistant.server.rest.openapi import OPENAPI_PATH, describe
from assistant.server.rest.service import Service


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app, with its description."""
    problems.add_handlers(app)
    routes_read.add_routes(app, service)
    routes_write.add_routes(app, service)
    routes_removal.add_routes(app, service)
    statement_routes.add_routes(app, service)
    trend_routes.add_routes(app, service)
    routes_permission.add_routes(app, service)
    routes_collections.add_routes(app, service)
    routes_alerts.add_routes(app, service)
    clipping_routes.add_routes(app, service)
    screen_routes.add_routes(app, service)
    health.add_routes(app, service)
    upload_routes.add_routes(app, service)

    @add_get(app, OPENAPI_PATH, include_in_schema=False)
    async def openapi(request: Request) -> JSONResponse:
        return JSONResponse(app.openapi())

    describe(app, service)
