"""The routes of alerts: saved searches and questions, what they found, and their feeds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, FastAPI, Query, Request, Response

from assistant.alerts.check import ROUND_SECONDS, AlertChecker
from assistant.alerts.request import make_alert_request
from assistant.present.alerts.feed import MEDIA_TYPE, build_feed
from assistant.server.http.get_route import add_get
from assistant.server.http.limits import require_json
from assistant.server.http.problems import describe_problems, make_refusal
from assistant.server.http.write_log import log_write
from assistant.server.rest.service import Service
from assistant.wire.alert_requests import (
    AlertBody,
    AlertId,
    AlertsRequest,
    FindingsRequest,
    SeenBody,
)
from assistant.wire.alert_shapes import AlertNewsShape, AlertShape, AlertsShape, CheckShape
from index.core.alert import Alert, AlertConflictError, Finding, Maker, UnknownAlertError
from index.core.errors import PublicError
from index.search.query import check_length

_ENTRIES = 100
_FEED: dict[int | str, Any] = {
    200: {
        "description": "An Atom feed (RFC 4287), the newest first",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}}},
    }
}
_MADE: dict[int | str, Any] = {
    201: {
        "description": "It is kept",
        "links": {
            "alert": {"operationId": "alert", "parameters": {"alert_id": "$response.body#/id"}},
            "feed": {"operationId": "feed", "parameters": {"alert_id": "$response.body#/id"}},
        },
    }
}
T = TypeVar("T")


def add_routes(app: FastAPI, service: Service) -> None:
    """Put the routes on an app."""
    _add_lists(app, service)
    _add_feeds(app, service)
    _add_making(app, service)
    _add_marking(app, service)


def _add_lists(app: FastAPI, service: Service) -> None:
    @add_get(app, "/v1/alerts", tags=["alerts"], responses=describe_problems(422, 429, 503))
    async def alerts(query: Annotated[AlertsRequest, Query()]) -> AlertsShape:
        """The saved searches and questions, by name."""
        found = await service.workers.run(
            lambda: service.library.alerts.list_all(query.limit, query.offset)
        )
        return AlertsShape.of(found)

    @add_get(
        app,
        "/v1/alerts/{alert_id}",
        tags=["alerts"],
        operation_id="alert",
        responses=describe_problems(404, 422, 429, 503),
    )
    async def alert(
        alert_id: AlertId, query: Annotated[FindingsRequest, Query()]
    ) -> AlertNewsShape:
        """A saved search or question, and the articles it found, the latest first."""
        return AlertNewsShape.of_findings(
            *await _run(service, lambda: _read(service, alert_id, query.limit, query.before))
        )


def _add_feeds(app: FastAPI, service: Service) -> None:
    # Feed readers ask their user for a password, as browsers do; programs send a key.
    @add_get(app, "/alerts/{alert_id}/feed", include_in_schema=False)
    @add_get(
        app,
        "/v1/alerts/{alert_id}/feed",
        tags=["alerts"],
        operation_id="feed",
        response_class=Response,
        responses=_FEED | describe_problems(404, 422, 429, 503),
    )
    async def feed(alert_id: AlertId, request: Request) -> Response:
        """The articles that a saved search or question found, for feed readers."""
        found = await _run(service, lambda: _read(service, alert_id, _ENTRIES))
        server = str(request.base_url)
        content = build_feed(*found, server, request.url.path)
        return Response(content, media_type=MEDIA_TYPE, headers={"Cache-Control": "no-cache"})


def _read(
    service: Service, alert_id: int, limit: int, before: int | None = None
) -> tuple[Alert, list[Finding]]:
    alerts = service.library.alerts
    return alerts.get(alert_id), alerts.findings.list_latest(alert_id, limit, before)


def _add_making(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/alerts",
        tags=["alerts"],
        status_code=201,
        responses=_MADE | describe_problems(403, 408, 409, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def add_alert(body: AlertBody, request: Request) -> AlertShape:
        """Keep a search or a question. What is in the archive now is not new to it."""
        made = await _run(service, lambda: _make(service, body))
        log_write(request.state, f"made the alert '{made.name}'")
        return AlertShape.of(made)

    @app.delete(
        "/v1/alerts/{alert_id}",
        tags=["alerts"],
        status_code=204,
        responses=describe_problems(403, 404, 422, 429, 503),
    )
    async def remove_alert(alert_id: AlertId, request: Request) -> Response:
        """Remove a saved search or question, with all that it found."""
        await _run(service, lambda: service.library.alerts.remove(alert_id))
        log_write(request.state, f"removed the alert {alert_id}")
        return Response(status_code=204)


def _make(service: Service, body: AlertBody) -> Alert:
    check_length(body.query, service.settings.max_question)
    wanted = make_alert_request(body.kind, body.query, body.filters, Maker.REST, body.name)
    return service.library.alerts.add(wanted)


def _add_marking(app: FastAPI, service: Service) -> None:
    @app.post(
        "/v1/alerts/{alert_id}/seen",
        tags=["alerts"],
        responses=describe_problems(403, 404, 408, 413, 415, 422, 429, 503),
        dependencies=[Depends(require_json)],
    )
    async def mark_seen(alert_id: AlertId, body: SeenBody) -> AlertShape:
        """Note that somebody has seen what a saved search or question found."""

        def mark() -> Alert:
            service.library.alerts.mark_seen(alert_id, body.last)
            return service.library.alerts.get(alert_id)

        return AlertShape.of(await _run(service, mark))

    @app.post(
        "/v1/alert-checks",
        tags=["alerts"],
        responses=describe_problems(403, 422, 429, 503),
    )
    async def check_alerts() -> CheckShape:
        """Compare the saved searches and questions with what is new, for some seconds at most."""
        seconds = min(ROUND_SECONDS, service.settings.time_limit_seconds / 2)
        checker = AlertChecker(service.library, lambda: service.assistant)
        report = await _run(service, lambda: checker.check(seconds))
        return CheckShape(found=report.found, is_complete=report.is_complete)


async def _run(service: Service, work: Callable[[], T]) -> T:
    """What some work returns. Raises Refusal for what it is asked wrongly."""
    try:
        return await service.workers.run(work)
    except UnknownAlertError as error:
        raise make_refusal(error, 404) from error
    except AlertConflictError as error:
        raise make_refusal(error, 409) from error
    except PublicError as error:
        raise make_refusal(error, 422) from error
