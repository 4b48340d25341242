"""Parse dates of any precision, and bound them in seconds. Pure.

A date is a string such as "2025", "2025-03", "2025-03-17" or "2025-03-17T09:30:00+03:00"; it
covers an interval of seconds, from `earliest` to `latest`. Times without a zone count as UTC.
`parse_date` also reads other spellings that can mean one date only; it never guesses.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

_REDUCED = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_IN_WORDS = [
    re.compile(_WEEKDAY + pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})",
        rf"{_MONTH}\s+{_DAY},?\s+(?P<year>\d{{4}})",
    )
]
_RFC_2822 = re.compile(
    r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+[1-9]\d{3}\s+\d{2}:\d{2}(?::\d{2})?"
    r"(?:\s+(?P<zone>[+-]\d{4}|[a-z]{1,5}))?(?:\s+\([^()]*\))?",
    re.ASCII | re.IGNORECASE,
)
# The zone names that RFC 2822 defines; others, even CET, have several meanings.
_ZONES = frozenset("UT UTC GMT Z EST EDT CST CDT MST MDT PST PDT".split())
# Seconds or milliseconds since the epoch, between 2001 and 2033: 2025031709 is a date and an hour.
_UNIX = re.compile(r"(1\d{9})(\d{3})?(?:\.0+)?", re.ASCII)


def parse_date(text: str) -> str:
    """The date that a text states, in canonical spelling and unchanged zone.

    Reads ISO 8601, RFC 2822 (e-mail and RSS), English month names ("17 March 2025") and seconds or
    milliseconds since the epoch. Raises ValueError for anything else: 03/04/2025 is two dates.
    """
    text = text.strip()
    if len(text) > 100:
        raise ValueError("longer than a date")
    if unix := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC).isoformat()
    if match := _RFC_2822.fullmatch(text):
        moment = parsedate_to_datetime(text)
        zone = match["zone"] or ""
        # In an unknown zone the hour means nothing, but the day still does.
        named = zone.isalpha() and zone.upper() not in _ZONES
        return moment.date().isoformat() if named else moment.isoformat()
    for pattern in _IN_WORDS:
        if match := pattern.fullmatch(text):
            month = MONTHS.index(match["month"][:3].lower()) + 1
            return date(int(match["year"]), month, int(match["day"])).isoformat()
    return canonicalise(text)


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
