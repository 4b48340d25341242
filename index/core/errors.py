"""Errors whose messages users see."""

from __future__ import annotations


class DatelineError(Exception):
    """A failure whose message is safe to show to the user.

    `message` says what happened, `remedy` what to do about it; both are one line of plain text.
    The technical cause travels as `__cause__`.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}. {self.remedy}" if self.remedy else self.message


class PublicError(DatelineError):
    """The request is at fault. The message names nothing of this machine, so remote clients may
    read it; other errors can name folders."""


class UnknownArticleError(PublicError):
    """The archive has no such article."""
