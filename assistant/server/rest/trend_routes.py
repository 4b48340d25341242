"""The route of searches over time."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request, Response

from assistant.news.time.trends import compare_trends
from assistant.server.http.event_stream import run_while_connected
from assistant.server.http.get_route import add_get
from assistant.server.http.problems import describe_problems, make_refusal
from assistant.server.rest.service import Service
from assistant.wire.trends import TrendsRequest, TrendsShape, make_trends_csv
from index.core.errors import PublicError

# What it answers beside JSON.
_CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}}
}


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the route on an app."""

    @add_get(
        app,
        "/v1/trends",
        tags=["questions"],
        response_model=TrendsShape,
        responses=_CSV | describe_problems(422, 429, 503),
    )
    async def trends(request: Request, query: Annotated[TrendsRequest, Query()]) -> Response:
        """How many articles match one or two queries in each month or year, and what share of all
        articles that is."""

        def run() -> Response | PublicError:
            most = service.settings.max_question
            try:
                found = compare_trends(service.library, query.q, query.filters, query.by, most)
            except PublicError as error:
                return error
            if query.format == "csv":
                headers = {"Content-Disposition": 'attachment; filename="trends.csv"'}
                return Response(make_trends_csv(found), media_type="text/csv", headers=headers)
            shape = TrendsShape.of(found)
            return Response(shape.model_dump_json(), media_type="application/json")

        answer = await run_while_connected(request, service.workers.run(run))
        if isinstance(answer, PublicError):
            raise make_refusal(answer, 422) from answer
        return answer
