"""Formats why an article is not shown, and until when. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from index.storage.permission.state import HiddenArticle, State


def describe_state(hidden: HiddenArticle) -> str:
    """Why an article is not shown, and until when: "held until 2025-03-17 06:00 UTC"."""
    if hidden.state is State.EXPIRED:
        return f"expired {format_second(hidden.closes)}"
    if hidden.opens is None:
        return f"held until it is released: {hidden.article.terms.hold}"
    return f"held until {format_second(hidden.opens)}"


def format_second(second: int | None) -> str:
    """ "2025-03-17 06:00 UTC" of a second since the epoch, "" of None."""
    if second is None:
        return ""
    try:
        moment = datetime.fromtimestamp(second, UTC)
    except (ValueError, OverflowError, OSError):
        return "the end of time"
    # The first whole minute, so that it is never early.
    return f"{moment:%Y-%m-%d %H:%M} UTC" if not second % 60 else f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def format_day(second: int) -> str:
    """ "2025-03-17" of a second since the epoch, in UTC."""
    return format_second(second)[:10]
