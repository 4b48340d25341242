"""Errors as problem details for HTTP (RFC 9457): `application/problem+json`.

https://www.rfc-editor.org/rfc/rfc9457. No answer shows a traceback, a path, or what was
sent.
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

from index.core.article import replace_surrogates
from index.core.errors import DatelineError, PublicError
from index.core.text import one_line
from index.search.query_syntax.syntax_error import QuerySyntaxError

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
_MAX_FAULTS = 20
# Problems that every route can answer with.
_ALWAYS = (400, 401, 500)
_MAX_CHARACTERS = 200

# The paths of the interfaces; all others belong to the screen.
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
    offset: int | None = Field(
        default=None, description="Where a query cannot be understood, in code points from 0"
    )


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """A request is refused, and why. `retry_after` is in seconds."""

    def __init__(
        self, status: int, detail: str, remedy: str = "", *, retry_after: int | None = None
    ) -> None:
        super().__init__(detail)
        self.details = make_details(status, detail, remedy)
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}

    @property
    def text(self) -> str:
        """The reason and the remedy, as one line."""
        return str(DatelineError(self.details.detail, self.details.remedy))

    @property
    def response(self) -> JSONResponse:
        """The answer to the client."""
        return make_problem(self.details, self.headers)


def make_details(
    status: int, detail: str, remedy: str = "", errors: list[Fault] | None = None
) -> ProblemDetails:
    """Make the details of a problem. The texts may contain anything; they become one line each."""
    return ProblemDetails(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=one_line(detail),
        remedy=one_line(remedy),
        errors=errors or [],
    )


def make_problem(content: ProblemDetails, headers: dict[str, str] | None = None) -> JSONResponse:
    """Make the answer of a problem."""
    return JSONResponse(
        content.model_dump(exclude_none=True),
        status_code=content.status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def make_refusal(error: DatelineError, status: int) -> Refusal:
    """Make a refusal of an error that is safe to show."""
    refusal = Refusal(status, error.message, error.remedy)
    if isinstance(error, QuerySyntaxError):
        refusal.details = refusal.details.model_copy(update={"offset": error.offset})
    return refusal


def make_public(error: DatelineError) -> PublicError:
    """Make an error safe to show to clients. One that can name folders goes to the log, and clients
    read only that the archive cannot be read."""
    if isinstance(error, PublicError):
        return error
    _log.warning("%s", error)
    return PublicError(
        "The archive, or a model, cannot be read",
        "See the log of the server, or run dateline doctor there",
    )


def refuse_unreadable(error: DatelineError) -> Refusal:
    """Refuse a request because the archive cannot be read."""
    readable = make_public(error)
    return Refusal(503, readable.message, readable.remedy, retry_after=5)


def explain_error(error: DatelineError | Refusal) -> str:
    """Explain an error to a person, in one line."""
    return str(make_public(error)) if isinstance(error, DatelineError) else error.text


def is_own_path(path: str) -> bool:
    """Does the path belong to the interfaces, where every answer is JSON?"""
    return bool(_OWN.fullmatch(path))


def is_program_path(path: str) -> bool:
    """Is the path for programs, agents among them, rather than for the screen?"""
    return is_own_path(path) or path.startswith("/mcp")


def add_handlers(app: FastAPI) -> None:
    """Answer all errors of an app in this form."""

    @app.exception_handler(Refusal)
    async def answer_refusal(request: Request, error: Refusal) -> JSONResponse:
        return error.response

    @app.exception_handler(DatelineError)
    async def answer_unreadable(request: Request, error: DatelineError) -> JSONResponse:
        # A request that the client can correct was refused before.
        return refuse_unreadable(error).response

    @app.exception_handler(RequestValidationError)
    async def answer_invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return make_problem(make_details(422, "The request is invalid", errors=_list_faults(error)))

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        return make_problem(
            make_details(error.status_code, str(error.detail)), dict(error.headers or {})
        )

    @app.exception_handler(Exception)
    async def answer_broken(request: Request, error: Exception) -> JSONResponse:
        # Only the server's log shows the traceback.
        return make_problem(make_details(500, "An internal error occurred"))


def _list_faults(error: RequestValidationError) -> list[Fault]:
    """List the faults, without what was sent."""
    return [
        Fault(
            where=_make_printable(".".join(map(str, fault["loc"]))),
            reason=_make_printable(fault["msg"].removeprefix("Value error, ")),
        )
        for fault in error.errors()[:_MAX_FAULTS]
    ]


def _make_printable(text: Any) -> str:
    return one_line(replace_surrogates(str(text)[:_MAX_CHARACTERS]))


def describe_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems of a route, and those of all routes, for OpenAPI."""
    return {status: _DESCRIPTIONS[status] for status in sorted({*_ALWAYS, *statuses})}


def _describe_problem(description: str, *, retry: bool = False) -> dict[str, Any]:
    wait = {"description": "Seconds to wait", "schema": {"type": "integer"}}
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    content = {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}
    return content | ({"headers": {"Retry-After": wait}} if retry else {})


_DESCRIPTIONS: dict[int, dict[str, Any]] = {
    400: _describe_problem("The body is not JSON, or the Host is unknown"),
    401: _describe_problem("The key is missing or unknown"),
    403: _describe_problem("The key may not do this"),
    404: _describe_problem("There is no such thing"),
    408: _describe_problem("The body did not come in time"),
    409: _describe_problem("Something that is there prevents it, or it was changed meanwhile"),
    413: _describe_problem("The request is too large"),
    415: _describe_problem("The body is not declared as JSON"),
    422: _describe_problem("The request is invalid"),
    429: _describe_problem("Too much is waiting", retry=True),
    500: _describe_problem("An internal error occurred"),
    503: _describe_problem("It takes too long, or another process is writing", retry=True),
}
