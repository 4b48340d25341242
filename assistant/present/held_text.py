"""Formats why an article is not shown, and until when; and so for what was kept of it. Pure."""

from __future__ import annotations

from datetime import UTC, datetime

from index.core.clipping import HiddenClippings
from index.language.en.number_words import format_count
from index.storage.permission.state import HiddenArticle, State

GONE = "No longer in the article as it was kept"


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


def format_hidden(hidden: HiddenClippings) -> str:
    """ "3 clippings are not shown: 2 of removed articles, 1 of held articles"; "" for none."""
    parts = [
        (hidden.removed, "removed"),
        (hidden.held, "held"),
        (hidden.expired, "expired"),
    ]
    total = sum(number for number, _ in parts)
    if not total:
        return ""
    reasons = ", ".join(f"{number:,} of {what} articles" for number, what in parts if number)
    return f"{format_count(total, 'clipping')} {'is' if total == 1 else 'are'} not shown: {reasons}"


def format_day(second: int) -> str:
    """ "2025-03-17" of a second since the epoch, in UTC."""
    return format_second(second)[:10]
