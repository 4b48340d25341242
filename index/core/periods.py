"""Periods of days, and the arithmetic of ISO dates in reduced precision. Pure.

A bound is a date such as "2025", "2025-03" or "2025-03-17". Phrases are parsed in `index.language`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last date, both inclusive, None if open."""

    after: str | None
    before: str | None

    @property
    def first_day(self) -> date:
        """The first day; the first of the calendar if it is open."""
        return date.min if self.after is None else get_first_day(self.after)

    @property
    def last_day(self) -> date:
        """The last day; the last of the calendar if it is open."""
        return date.max if self.before is None else get_last_day(self.before)

    @property
    def is_reversed(self) -> bool:
        """Does it end before it begins?"""
        return self.first_day > self.last_day

    def contains(self, day: date) -> bool:
        """Is the day in it?"""
        return self.first_day <= day <= self.last_day

    def overlaps(self, other: Period) -> bool:
        """Do the two share a day?"""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def widen(self, days_before: int, days_after: int) -> Period:
        """The period with so many more days before and after it; open ends stay open."""
        first = shift_days(self.first_day, -days_before).isoformat()
        last = shift_days(self.last_day, days_after).isoformat()
        return Period(self.after and first, self.before and last)

    def shift_years(self, by: int) -> Period:
        """The period so many years later; 29 February becomes the 28th where there is none. Raises
        ValueError outside the calendar."""
        return Period(
            self.after and _shift_years(self.after, by),
            self.before and _shift_years(self.before, by),
        )

    def intersect(self, after: str | None, before: str | None) -> Period:
        """The part of it between two bounds, each None if open. It may be reversed."""
        bounds = Period(after, before)
        first = self.after if self.first_day >= bounds.first_day else after
        last = self.before if self.last_day <= bounds.last_day else before
        return Period(first, last)


def parse_day(text: str | None) -> date | None:
    """The day of an ISO date or date-time, as it is written; None for a month, a year, or None."""
    match = _DATE.match(text or "")
    return date(*map(int, match.groups())) if match and match[3] else None


def get_first_day(text: str) -> date:
    """The first day of an ISO date. Raises ValueError if there is no such date."""
    year, month, day = _split(text)
    return date(year, month or 1, day or 1)


def get_last_day(text: str) -> date:
    """The last day of an ISO date. Raises ValueError if there is no such date."""
    year, month, day = _split(text)
    date(year, month or 1, 1)  # a wrong month is a ValueError
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


def shift_date(text: str, by: int) -> str:
    """The date `by` days, months or years later, in the precision of the text."""
    year, month, day = _split(text)
    if not month:
        return f"{year + by:04}"
    if not day:
        year, month = divmod(year * 12 + month - 1 + by, 12)
        return f"{year:04}-{month + 1:02}"
    return (date(year, month, day) + timedelta(days=by)).isoformat()


def shift_days(day: date, by: int) -> date:
    """The day `by` days later, or the end of the calendar on that side."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.max if by > 0 else date.min


def shift_months(day: date, by: int) -> date:
    """The same day `by` months later, or the last day of that month. Raises ValueError outside the
    calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + by, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError("the calendar has no such month")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _shift_years(text: str, by: int) -> str:
    """The date so many years later, in the precision of the text."""
    year, month, day = _split(text)
    if day:
        return shift_months(date(year, month, day), 12 * by).isoformat()
    if not MINYEAR <= year + by <= MAXYEAR:
        raise ValueError("the calendar has no such year")
    return f"{year + by:04}-{month:02}" if month else f"{year + by:04}"


def _split(text: str) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is missing. Raises ValueError if it is not a date."""
    match = _DATE.match(text)
    if match is None:
        raise ValueError(f"'{text}' is not an ISO date")
    year, month, day = match.groups()
    return int(year), int(month or 0), int(day or 0)
