"""Parses dates of a chat: "since 2024", "between March and May", "last week". Pure.

A phrase becomes the first and the last date that it covers, in ISO 8601 and in the precision of the
phrase. Ambiguous dates are not parsed. Today is an argument.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from index.language.en.written_dates import MONTH, MONTHS

_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_UNIT = r"(?P<unit>day|week|month|year)s?"
_DATE = (
    rf"(?:{_YEAR}-\d\d-\d\d|{_YEAR}-\d\d|{_DAY} (?:of )?{MONTH}(?:,? {_YEAR})?"
    rf"|{MONTH} {_DAY}(?:,? {_YEAR})?|{MONTH},?(?: of)? {_YEAR}|(?:last |this )?{MONTH}|{_YEAR}"
    r"|today|yesterday|(?:last|this|the last|the past|past) (?:week|month|year))"
)
_RANGE = re.compile(
    rf"(?:between|from|in)? ?(?:the )?(?P<first>{_DATE}) ?(?:and|to|till|until|through|-|–|—)"
    rf" ?(?P<last>{_DATE})"
)
_BOUNDED = re.compile(
    rf"(?P<side>since|from|starting|as of|after|later than|before|earlier than|until|till|up to"
    rf"|through|in|on|of|during|for|within)? ?(?:the year |the month of )?(?P<date>{_DATE})"
    r"(?P<on> onwards?| on| or later| and later| and after)?"
)
_RECENT = re.compile(
    rf"(?:in |during |over |within |from |since )?the (?:last|past) (?P<count>\d{{1,3}}"
    rf"|{'|'.join(_COUNTS)}) {_UNIT}"
)


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last date, both inclusive, None if open."""

    after: str | None
    before: str | None


def parse_period(phrase: str, today: date, year: int | None = None) -> Period | None:
    """Parse a whole phrase in lower case; None if it is not a date.

    A month without a year belongs to `year`, or else is the latest that has begun by today.
    """
    try:
        return (
            _parse_recent(phrase, today)
            or _parse_bounded(phrase, today, year)
            or _parse_range(phrase, today, year)
        )
    except (ValueError, OverflowError):
        return None  # the 30th of February, the year 0


def _parse_recent(phrase: str, today: date) -> Period | None:
    match = _RECENT.fullmatch(phrase)
    if match is None:
        return None
    count_text = match["count"]
    count = int(count_text) if count_text.isdigit() else _COUNTS.index(count_text) + 1
    if match["unit"] in ("day", "week"):
        first = today - timedelta(days=count * (7 if match["unit"] == "week" else 1))
        return Period(first.isoformat(), None)
    months = count * (12 if match["unit"] == "year" else 1)
    number = today.year * 12 + today.month - 1 - months
    year, month = divmod(number, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    return Period(date(year, month + 1, day).isoformat(), None)


def _parse_bounded(phrase: str, today: date, year: int | None) -> Period | None:
    match = _BOUNDED.fullmatch(phrase)
    if match is None:
        return None
    first, last = _parse_date(match["date"], today, year)
    side = match["side"] or ""
    if match["on"] or side in ("since", "from", "starting", "as of"):
        return Period(first, None)
    if side in ("after", "later than"):
        return Period(_shift(last, 1), None)
    if side in ("before", "earlier than"):
        return Period(None, _shift(first, -1))
    if side in ("until", "till", "up to", "through"):
        return Period(None, last)
    return Period(first, last)


def _parse_range(phrase: str, today: date, year: int | None) -> Period | None:
    match = _RANGE.fullmatch(phrase)
    if match is None:
        return None
    year_match = re.search(_YEAR, match["last"])
    last = _parse_date(match["last"], today, year)
    # "between November and March 2025" began the year before; "March and May 2025" did not.
    of = int(year_match[0]) if year_match else int(last[1][:4])
    first = _parse_date(match["first"], today, of)
    if not re.search(_YEAR, match["first"]) and first[0] > last[1]:
        first = _parse_date(match["first"], today, of - 1)
    earlier, later = sorted((first, last), key=lambda pair: pair[0])
    return Period(earlier[0], later[1])


def _parse_date(text: str, today: date, year: int | None) -> tuple[str, str]:
    """The first and the last date of a phrase, the same string if its precision covers both."""
    if text in ("today", "yesterday"):
        day = (today - timedelta(days=text == "yesterday")).isoformat()
        return day, day
    if unit := re.fullmatch(r"(this|.*?(?:last|past)) (week|month|year)", text):
        return _resolve_unit(unit[2], today, 0 if unit[1] == "this" else 1)
    if re.match(rf"{_YEAR}(?:-|$)", text):
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text)
        return text, text
    return _parse_month(text, today, year)


def _resolve_unit(unit: str, today: date, ago: int) -> tuple[str, str]:
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * ago)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    if unit == "year":
        return f"{today.year - ago:04}", f"{today.year - ago:04}"
    year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
    return f"{year:04}-{month + 1:02}", f"{year:04}-{month + 1:02}"


def _parse_month(text: str, today: date, year: int | None) -> tuple[str, str]:
    """Parse the name of a month, with or without a day and a year."""
    match = re.search(MONTH, text)
    assert match is not None
    month = MONTHS.index(match[0][:3]) + 1
    stated = re.search(_YEAR, text)
    day = re.search(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b(?!\d)", re.sub(_YEAR, "", text))
    if stated:
        of = int(stated[0])
    elif text.startswith("last "):
        of = today.year - (month >= today.month)
    else:
        of = year or today.year - (month > today.month)
    if day is None:
        return f"{of:04}-{month:02}", f"{of:04}-{month:02}"
    whole = date(of, month, int(day[1])).isoformat()
    return whole, whole


def _shift(text: str, by: int) -> str:
    """The date `by` days, months or years later, in the precision of the text."""
    if len(text) == 4:
        return f"{int(text) + by:04}"
    if len(text) == 7:
        year, month = divmod(int(text[:4]) * 12 + int(text[5:]) - 1 + by, 12)
        return f"{year:04}-{month + 1:02}"
    return (date.fromisoformat(text) + timedelta(days=by)).isoformat()
