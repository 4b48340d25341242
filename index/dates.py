"""Dates as newsrooms write them: ISO 8601 in whatever precision is known. Pure.

A date is a string such as "2025", "2025-03", "2025-03-17" or "2025-03-17T09:30:00+03:00"; it
covers an interval of seconds, from `earliest` to `latest`. Times without a zone count as UTC.
Other ways of writing dates are not guessed at.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_REDUCED = re.compile(r"(\d{4})(?:-(\d{2}))?")


def canonical(text: str) -> str:
    """The date in its one canonical spelling, in unchanged precision.

    Raises ValueError where `text` is not an ISO 8601 date or date-time.
    """
    text = text.strip()
    if _REDUCED.fullmatch(text):
        _bounds(text)
        return text
    if "T" not in text and " " not in text:
        return date.fromisoformat(text).isoformat()
    return datetime.fromisoformat(text).isoformat()


def earliest(text: str) -> int:
    """First second that the date covers, since the epoch (negative before 1970)."""
    return _seconds(_bounds(text)[0])


def latest(text: str) -> int:
    """Last second that the date covers, since the epoch."""
    first, after = _bounds(text)
    return _seconds(first) if after is None else _seconds(after) - 1


def _bounds(text: str) -> tuple[datetime, datetime | None]:
    """Start of the covered interval and the start of the next; None for an instant."""
    text = text.strip()
    if reduced := _REDUCED.fullmatch(text):
        year, month = int(reduced[1]), int(reduced[2] or 1)
        first = datetime(year, month, 1, tzinfo=UTC)
        if reduced[2] is None:
            return first, _next_year(year)
        return first, _next_year(year) if month == 12 else datetime(year, month + 1, 1, tzinfo=UTC)
    if "T" not in text and " " not in text:
        day = date.fromisoformat(text)
        first = datetime(day.year, day.month, day.day, tzinfo=UTC)
        return first, None if day == date.max else first + timedelta(days=1)
    instant = datetime.fromisoformat(text)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)), None


def _next_year(year: int) -> datetime | None:
    return datetime(year + 1, 1, 1, tzinfo=UTC) if year < 9999 else None


def _seconds(moment: datetime) -> int:
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
