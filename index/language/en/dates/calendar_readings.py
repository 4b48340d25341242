"""Reads matches of the forms in `calendar_forms` as periods. Pure.

Every `read_` function takes a match and the calendar. It raises DateFaultError for a date that is
not there.
"""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date

from index.core.periods import Period, get_first_day
from index.language.en.dates.date_forms import (
    Calendar,
    DateFaultError,
    format_month,
    get_group,
    get_part,
    make_day,
    make_months,
    make_year,
    parse_count,
    parse_month,
    parse_year,
)

NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
DECADES = {
    word: 1930 + 10 * number
    for number, word in enumerate(
        "thirties forties fifties sixties seventies eighties nineties".split()
    )
}
FEASTS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
}
_YEARS = {"last year": -1, "this year": 0, "next year": 1}


def read_iso(match: re.Match[str], calendar: Calendar) -> Period:
    """ "2025-03-17", "2025-03"."""
    try:
        get_first_day(match["iso"])
    except ValueError as error:
        raise DateFaultError(f"There is no {match['iso']}") from error
    return Period(match["iso"], match["iso"])


def read_numeric(match: re.Match[str], calendar: Calendar) -> Period:
    """ "17/03/2025" is a day; "5/9/2025" can be two, and is none."""
    one, other = int(match["one"]), int(match["other"])
    year = int(match["year"]) if len(match["year"]) == 4 else 2000 + int(match["year"])
    if one <= 12 and other <= 12 and one != other and one and other:
        days = f"{one} {month_name[other]} or {other} {month_name[one]}"
        raise DateFaultError(f"“{match[0]}” can be {days} {year}")
    day, month = (other, one) if other > 12 else (one, other)
    return make_day(_make_day(match[0], year, month, day))


def read_numeric_from_year(match: re.Match[str], calendar: Calendar) -> Period:
    """ "2025/03/17"."""
    return make_day(_make_day(match[0], *(int(match[name]) for name in ("year", "month", "day"))))


def read_day(match: re.Match[str], calendar: Calendar) -> Period:
    """ "17 March 2025", "March 17"."""
    day = int(re.sub(r"\D", "", match["day"]))
    return make_day(_choose_day(match, day, calendar))


def read_days(match: re.Match[str], calendar: Calendar) -> Period:
    """ "17-19 March 2025"."""
    first, last = (
        _choose_day(match, int(re.sub(r"\D", "", match[name])), calendar)
        for name in ("first", "last")
    )
    return Period(first.isoformat(), last.isoformat())


def read_month(match: re.Match[str], calendar: Calendar) -> Period:
    """ "March 2025", "last March", "early in March"."""
    month, rank, today = parse_month(match["month"]), get_group(match, "rank"), calendar.today
    if rank is None:
        year = _choose_year(match, month, calendar)
    else:
        steps = {"last": -(month >= today.month), "this": 0, "next": int(month <= today.month)}
        year = today.year + steps[rank]
    part, text = get_part(match), format_month(year, month)
    if part is None:
        return Period(text, text)
    last = monthrange(year, month)[1] if part == 2 else 10 * part + 10
    return Period(f"{text}-{10 * part + 1:02}", f"{text}-{last:02}")


def read_week(match: re.Match[str], calendar: Calendar) -> Period:
    """ "the first week of March 2025": its first seven days."""
    month = parse_month(match["month"])
    year = _choose_year(match, month, calendar)
    length = monthrange(year, month)[1]
    first = length - 6 if match["number"] == "last" else 7 * NUMBERS[match["number"]] - 6
    text = format_month(year, month)
    return Period(f"{text}-{first:02}", f"{text}-{first + 6:02}")


def read_quarter(match: re.Match[str], calendar: Calendar) -> Period:
    """ "Q3 2024", "the third quarter"."""
    first = 3 * _read_number(match) - 2
    return make_months(_choose_year(match, first, calendar), first, first + 2)


def read_months(match: re.Match[str], calendar: Calendar) -> Period:
    """ "the first three months of 2024"."""
    year, count = _read_year_text(match["year"], calendar), parse_count(match["count"])
    if not 1 <= count <= 12:
        raise DateFaultError(f"There are no {count} months in a year")
    first = 1 if match["number"] == "first" else 13 - count
    return make_months(year, first, first + count - 1)


def read_half(match: re.Match[str], calendar: Calendar) -> Period:
    """ "H1 2024", "the second half of last year"."""
    first = 6 * _read_number(match) - 5
    return make_months(_choose_year(match, first, calendar), first, first + 5)


def read_season(match: re.Match[str], calendar: Calendar) -> Period:
    """A season of the north. "The winter of 2023" may be either, so the period has both."""
    first, today = SEASONS[match["season"]], calendar.today
    if year_text := get_group(match, "year"):
        year = _read_year_text(year_text, calendar)
        if match["season"] == "winter" and get_group(match, "to") is None:
            return Period(format_month(year - 1, 12), format_month(year + 1, 2))
        return make_months(year, first, first + 2)
    seasons = [make_months(today.year - ago, first, first + 2) for ago in (0, 1, 2)]
    if match["rank"] == "this":
        return next((season for season in seasons if season.contains(today)), seasons[0])
    return next(season for season in seasons if season.last_day < today)


def read_decade(match: re.Match[str], calendar: Calendar) -> Period:
    """ "the 1990s", "the early 90s", "the nineties"."""
    century, digit = get_group(match, "century"), get_group(match, "digit")
    if century is not None:
        first = int(century) * 10
    else:
        first = DECADES[match["word"]] if digit is None else 1900 + 10 * int(digit)
    # "The 1800s" are a century.
    span = 100 if first % 100 == 0 and first < 2000 else 10
    thirds = {None: (0, span - 1), 0: (0, span // 3), 1: (span // 3 + 1, 2 * span // 3)}
    low, high = thirds.get(get_part(match), (2 * span // 3 + 1, span - 1))
    return Period(f"{first + low:04}", f"{first + high:04}")


def read_year(match: re.Match[str], calendar: Calendar) -> Period:
    """ "2025", "early 2025", "last year"."""
    return make_year(_read_year_text(match["year"], calendar), get_part(match))


def read_years(match: re.Match[str], calendar: Calendar) -> Period:
    """ "2023-24", "2023–2025"."""
    first, end = match["first"], match["last"]
    last = first[: 4 - len(end)] + end
    if last <= first or (len(end) == 2 and int(last) != int(first) + 1):
        raise ValueError("not two years")
    return Period(first, last)


def read_feast(match: re.Match[str], calendar: Calendar) -> Period:
    """ "Christmas Day 2024"."""
    month, day = FEASTS[match["feast"]]
    return make_day(date(_choose_year(match, month, calendar, day), month, day))


def _read_number(match: re.Match[str]) -> int:
    digit = get_group(match, "digit")
    return NUMBERS[match["number"]] if digit is None else int(digit)


def _read_year_text(text: str, calendar: Calendar) -> int:
    return calendar.today.year + _YEARS[text] if text in _YEARS else parse_year(text)


def _choose_year(match: re.Match[str], month: int, calendar: Calendar, day: int = 0) -> int:
    """The year of a month or of a day: the stated one, that of the calendar, or the nearest."""
    if text := get_group(match, "year"):
        return _read_year_text(text, calendar)
    if calendar.year is not None:
        return calendar.year
    today = calendar.today
    if calendar.is_ahead:
        return today.year + ((month, day or 31) < (today.month, today.day))
    return today.year - ((month, day) > (today.month, today.day))


def _choose_day(match: re.Match[str], day: int, calendar: Calendar) -> date:
    """The day of a month that a match names. Raises DateFaultError if the calendar lacks it."""
    month = parse_month(match["month"])
    stated = get_group(match, "year") or ""
    text = f"{day} {month_name[month]} {stated if stated.isdigit() else ''}".strip()
    # No year has it, whatever year is meant.
    if not 1 <= day <= monthrange(2024, month)[1]:
        raise DateFaultError(f"There is no {text}")
    return _make_day(text, _choose_year(match, month, calendar, day), month, day)


def _make_day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise DateFaultError(f"There is no {text}") from error
