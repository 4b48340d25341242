"""The error of a query whose operators cannot be understood."""

from __future__ import annotations

from index.core.errors import PublicError


class QuerySyntaxError(PublicError):
    """A query cannot be understood; `offset` is the place in it, in code points from 0."""

    def __init__(self, message: str, offset: int, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.offset = offset
