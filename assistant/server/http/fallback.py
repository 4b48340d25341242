"""Answers what no route of the interfaces answers: nothing is here, or not with this method."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import Receive, Scope, Send

from assistant.server.http.problems import OWN_PATHS, make_details, make_problem

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def add_fallback(app: FastAPI) -> None:
    """Answer what no route of the interfaces answers. Call it after all routes are added."""
    ending = _Fallback(app)
    for path in OWN_PATHS:
        app.router.routes.append(Route(path, ending, include_in_schema=False))


class _Fallback:
    """Answers that there is nothing here (404), or not with this method (405)."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = [method for method in _METHODS if self._answers(scope, method)]
        if "GET" in allowed:
            allowed.insert(1, "HEAD")
        if allowed:
            content = make_details(405, "This address does not support the method")
            answer = make_problem(content, {"Allow": ", ".join(allowed)})
        else:
            answer = make_problem(make_details(404, "There is nothing at this address"))
        await answer(scope, receive, send)

    def _answers(self, scope: Scope, method: str) -> bool:
        other = dict(scope) | {"method": method}
        return any(
            route.matches(other)[0] is Match.FULL
            for route in self._app.router.routes
            if not (isinstance(route, Mount) or _is_fallback(route))
        )


def _is_fallback(route: BaseRoute) -> bool:
    return isinstance(route, Route) and isinstance(route.endpoint, _Fallback)
