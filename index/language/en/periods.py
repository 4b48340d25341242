"""Parses whole phrases as periods: "since 2024", "between March and May", "last week". Pure.

A phrase becomes the first and the last date that it covers, in ISO 8601 and in the precision of the
phrase. Periods amid other words are found in `dates.periods`.
"""

from __future__ import annotations

from datetime import date

from index.core.periods import Period
from index.language.en.dates.date_forms import Calendar
from index.language.en.dates.periods import PeriodMatch, match_period

__all__ = ["Period", "match_phrase", "parse_period"]


def parse_period(phrase: str, today: date, year: int | None = None) -> Period | None:
    """Parse a whole phrase in lower case; None if it is not a period.

    A month without a year belongs to `year`, or else is the latest that has begun by today.
    """
    match = match_phrase(phrase, Calendar(today, year))
    return match.period if match is not None and not match.fault else None


def match_phrase(phrase: str, calendar: Calendar) -> PeriodMatch | None:
    """Match a whole phrase in lower case, also one whose dates there are not; else None."""
    match = match_period(phrase, 0, calendar)
    return match if match is not None and match.end == len(phrase) else None
