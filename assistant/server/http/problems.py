"""What went wrong, as problem details for HTTP (RFC 9457): `application/problem+json`.

https://www.rfc-editor.org/rfc/rfc9457. No answer shows a traceback, a path, or what was sent.
"""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.types import Receive, Scope, Send

from index.core.article import replace_surrogates
from index.core.errors import DatelineError, PublicError
from index.core.text import one_line

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_MAX_FAULTS = 20
# What every route can answer.
_ALWAYS = (400, 401, 500)
_MAX_CHARACTERS = 200
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

# The paths that are ours; all others are the screen's.
OWN_PATHS = ("/v1", "/v1/{rest:path}", "/healthz", "/readyz", "/metrics")
_OWN = re.compile(r"/(?:v1(?:/.*)?|healthz|readyz|metrics)", re.DOTALL)


class Fault(BaseModel):
    """A part of a request, such as `query.k` or `body.articles.0.text`, and its fault."""

    model_config = ConfigDict(frozen=True)

    where: str
    reason: str


class ProblemDetails(BaseModel):
    """Why a request was not answered. `title` belongs to the status, `detail` to this case."""

    model_config = ConfigDict(frozen=True)

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    remedy: str = Field(default="", description="What to do about it")
    errors: list[Fault] = Field(default=[], description="The parts that are at fault")


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """A request that is not answered, and why. `retry_after` is in seconds."""

    def __init__(
        self, status: int, detail: str, remedy: str = "", *, retry_after: int | None = None
    ) -> None:
        super().__init__(detail)
        self.details = details(status, detail, remedy)
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}

    @property
    def text(self) -> str:
        """Why, and what to do about it, as one line."""
        return str(DatelineError(self.details.detail, self.details.remedy))

    @property
    def response(self) -> JSONResponse:
        """The answer that says so."""
        return problem(self.details, self.headers)


def details(
    status: int, detail: str, remedy: str = "", errors: list[Fault] | None = None
) -> ProblemDetails:
    """The details of a problem; its texts may have come from anywhere."""
    return ProblemDetails(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=one_line(detail),
        remedy=one_line(remedy),
        errors=errors or [],
    )


def problem(told: ProblemDetails, headers: dict[str, str] | None = None) -> JSONResponse:
    """The answer that says what went wrong."""
    return JSONResponse(
        told.model_dump(), status_code=told.status, headers=headers, media_type=MEDIA_TYPE
    )


def of_error(error: DatelineError, status: int) -> Refusal:
    """The refusal of an error that is safe to show."""
    return Refusal(status, error.message, error.remedy)


def public(error: DatelineError) -> PublicError:
    """What people and programs elsewhere may read of an error. One that can name folders is for
    the log of this machine; they read that the archive cannot be read."""
    if isinstance(error, PublicError):
        return error
    _log.warning("%s", error)
    return PublicError(
        "The archive, or a model, cannot be read",
        "See the log of the server, or run dateline doctor there",
    )


def unreadable(error: DatelineError) -> Refusal:
    """The refusal of a request for which the archive could not be read."""
    readable = public(error)
    return Refusal(503, readable.message, readable.remedy, retry_after=5)


def explanation(error: DatelineError | Refusal) -> str:
    """What a person reads of an error, as one line."""
    return str(public(error)) if isinstance(error, DatelineError) else error.text


def is_own(path: str) -> bool:
    """Is the path one of ours, where every answer is JSON?"""
    return bool(_OWN.fullmatch(path))


def add_handlers(app: FastAPI) -> None:
    """Have everything that goes wrong told in this form."""

    @app.exception_handler(Refusal)
    async def refused(request: Request, error: Refusal) -> JSONResponse:
        return error.response

    @app.exception_handler(DatelineError)
    async def unread(request: Request, error: DatelineError) -> JSONResponse:
        # What a client can mend was refused before.
        return unreadable(error).response

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        told = "The request is not as it must be"
        return problem(details(422, told, errors=_faults(error)))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(details(error.status_code, str(error.detail)), dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        # The server's log has the traceback; nobody else gets to see it.
        return problem(details(500, "Something went wrong that should not have"))


def _faults(error: RequestValidationError) -> list[Fault]:
    """What is wrong, without what was sent."""
    return [
        Fault(
            where=_shown(".".join(map(str, fault["loc"]))),
            reason=_shown(fault["msg"].removeprefix("Value error, ")),
        )
        for fault in error.errors()[:_MAX_FAULTS]
    ]


def _shown(text: Any) -> str:
    return one_line(replace_surrogates(str(text)[:_MAX_CHARACTERS]))


def add_endings(app: FastAPI) -> None:
    """Answer what no route of ours has answered. To be called after all of them are there."""
    ending = _Ending(app)
    for path in OWN_PATHS:
        app.router.routes.append(Route(path, ending, include_in_schema=False))


class _Ending:
    """Says that there is nothing here (404), or not with this method (405)."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = [method for method in _METHODS if self._answers(scope, method)]
        if "GET" in allowed:
            allowed.insert(1, "HEAD")
        if allowed:
            told = details(405, "This address knows no such method")
            answer = problem(told, {"Allow": ", ".join(allowed)})
        else:
            answer = problem(details(404, "There is nothing at this address"))
        await answer(scope, receive, send)

    def _answers(self, scope: Scope, method: str) -> bool:
        asked = dict(scope) | {"method": method}
        return any(
            route.matches(asked)[0] is Match.FULL
            for route in self._app.router.routes
            if not (isinstance(route, Mount) or _is_ending(route))
        )


def _is_ending(route: BaseRoute) -> bool:
    return isinstance(route, Route) and isinstance(route.endpoint, _Ending)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problems of a route, and those of all, for its description."""
    return {status: _DOCUMENTED[status] for status in sorted({*_ALWAYS, *statuses})}


def _documented(description: str, *, retry: bool = False) -> dict[str, Any]:
    wait = {"description": "Seconds to wait", "schema": {"type": "integer"}}
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    told = {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}
    return told | ({"headers": {"Retry-After": wait}} if retry else {})


_DOCUMENTED: dict[int, dict[str, Any]] = {
    400: _documented("The body is no JSON, or the Host is not known"),
    401: _documented("There is no key, or it is not known"),
    403: _documented("The key may not do this"),
    404: _documented("There is no such thing"),
    408: _documented("The body did not come in time"),
    413: _documented("The request is too large"),
    415: _documented("The body is not declared as JSON"),
    422: _documented("The request is not as it must be"),
    429: _documented("Too much is going on", retry=True),
    500: _documented("Something went wrong that should not have"),
    503: _documented("It takes too long, or another process is writing", retry=True),
}
