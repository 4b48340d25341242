"""Routes that answer GET and HEAD (RFC 9110, 9.3.2). The server itself leaves the body out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from fastapi import APIRouter, FastAPI

F = TypeVar("F", bound=Callable[..., Any])


def add_get(router: FastAPI | APIRouter, path: str, **options: Any) -> Callable[[F], F]:
    """Decorate the function that answers GET and HEAD; `options` as those of `FastAPI.get`.

    HEAD is a route beside that of GET: in one route, the description would list each operation
    twice.
    """

    def decorate(function: F) -> F:
        router.get(path, **options)(function)
        router.head(path, **(options | {"include_in_schema": False}))(function)
        return function

    return decorate
