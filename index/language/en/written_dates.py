"""Dates in words: "17 March 2025", "Monday, 17th of March". Pure.

Holds the names of months and weekdays. Phrases such as "since March" are parsed in `periods`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

# What the name of a month begins with, January first.
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# A pattern for the name of a month, in full or abbreviated.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DATES = [
    re.compile(_WEEKDAY + pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        rf"{_DAY}\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<year>\d{{4}})",
        rf"(?P<month>{MONTH})\s+{_DAY},?\s+(?P<year>\d{{4}})",
    )
]
# What may be the name of a month amid other words; `parse_written_date` decides.
_LIKE_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_LIKE_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_LIKE_MONTH},?\s+\d{{4}}\b"
    rf"|\b{_LIKE_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    r"|(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])",
    re.ASCII | re.IGNORECASE,
)


def parse_written_date(text: str) -> str:
    """Parse a text that is a day in words to ISO 8601; "" if it is not one.

    Raises ValueError for a day that the calendar does not have.
    """
    for pattern in _DATES:
        if match := pattern.fullmatch(text):
            month = MONTHS.index(match["month"][:3].lower()) + 1
            return date(int(match["year"]), month, int(match["day"])).isoformat()
    return ""


def find_written_dates(text: str) -> Iterator[str]:
    """Find what looks like a day amid other words, in words or as 2025-03-17."""
    return (match[0] for match in _LIKE_DATE.finditer(text))
