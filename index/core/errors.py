"""The error that users see. Knows nothing of what failed."""

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
    """What was asked is at fault. The message names nothing of this machine, so that people and
    programs elsewhere may read it; other errors can name its folders."""


class UnknownArticleError(PublicError):
    """The archive has no such article."""
