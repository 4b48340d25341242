"""The route of statements: who said what, and when."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Query, Request

from assistant.news.speech.statements import find_statements
from assistant.server.http.event_stream import run_while_connected
from assistant.server.http.get_route import add_get
from assistant.server.http.problems import describe_problems
from assistant.server.rest.service import Service
from assistant.wire.statements import StatementsRequest, StatementsShape


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the route on an app."""

    @add_get(app, "/v1/statements", tags=["questions"], responses=describe_problems(422, 429, 503))
    async def statements(
        request: Request, query: Annotated[StatementsRequest, Query()]
    ) -> StatementsShape:
        """What a speaker says in the archive, oldest first."""

        def run() -> StatementsShape:
            return StatementsShape.of(find_statements(service.library, query.query))

        return await run_while_connected(request, service.workers.run(run))
