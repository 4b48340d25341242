"""Dates in ISO 8601, of any precision, and the seconds that they cover. Pure.

A date is a string such as "2025", "2025-03", "2025-03-17" or "2025-03-17T09:30:00+03:00"; it
covers an interval of seconds, from `earliest` to `latest`. Times without a zone count as UTC. Other
spellings are left out.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

_REDUCED = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def canonicalise(text: str) -> str:
    """The date in its one canonical spelling, in unchanged precision.

    Raises ValueError if `text` is not an ISO 8601 date or date-time.
    """
    text = text.strip()
    if _REDUCED.fullmatch(text):
        _interval(text)
        return text
    if "T" not in text and " " not in text:
        return date.fromisoformat(text).isoformat()
    return datetime.fromisoformat(text).isoformat()


def earliest(text: str) -> int:
    """First second that the date covers, since the epoch (negative before 1970)."""
    return _seconds(_interval(text)[0])


def latest(text: str) -> int:
    """Last second that the date covers, since the epoch."""
    return _seconds(_interval(text)[1])


def _interval(text: str) -> tuple[datetime, datetime]:
    """The first and the last moment that the date covers; the same moment twice for an instant."""
    text = text.strip()
    if reduced := _REDUCED.fullmatch(text):
        year, first, last = int(reduced[1]), int(reduced[2] or 1), int(reduced[2] or 12)
        return _days(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    if "T" not in text and " " not in text:
        day = date.fromisoformat(text)
        return _days(day, day)
    instant = datetime.fromisoformat(text)
    instant = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return instant, instant


def _days(first: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC)


def _seconds(moment: datetime) -> int:
    """Whole seconds since the epoch, rounded down."""
    return (moment - _EPOCH) // timedelta(seconds=1)
