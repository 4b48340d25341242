"""Forms of dates that are relative to a day: "yesterday", "last week", "two years ago". Pure.

Calendar dates are in `calendar_forms`. "Recently" and "a few days ago" are no dates.
"""

from __future__ import annotations

import re
from datetime import timedelta
from math import ceil

from index.core.periods import Period, shift_days, shift_months
from index.language.en.dates.date_forms import (
    COUNT,
    PART,
    WEEKDAY,
    WEEKDAYS,
    Calendar,
    Clarity,
    compile_form,
    format_month,
    get_group,
    get_part,
    make_day,
    make_months,
    make_year,
    parse_count,
)

_DAYS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_STEPS = {"this": 0, "last": -1, "past": -1, "next": 1, "the coming": 1}
_UNIT = r"(?P<unit>hour|day|week|month|year|decade)s?"
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_DAY_UNITS = {"hour": 1 / 24, "day": 1, "week": 7}


def _read_day(match: re.Match[str], calendar: Calendar) -> Period:
    return make_day(shift_days(calendar.today, _DAYS[match["day"]]))


def _read_unit(match: re.Match[str], calendar: Calendar) -> Period:
    """ "last week", "early this month", "the month before last"."""
    rank = get_group(match, "rank")
    step = -2 if rank is None else _STEPS[rank]
    today, part = calendar.today, get_part(match)
    unit = match["unit"]
    if unit in ("week", "weekend"):
        monday = shift_days(today, 7 * step - today.weekday())
        if unit == "weekend":
            # On Monday "this weekend" is still the one that has passed.
            return Period(shift_days(monday, 5).isoformat(), shift_days(monday, 6).isoformat())
        return Period(monday.isoformat(), shift_days(monday, 6).isoformat())
    if unit == "month":
        month = format_month(today.year, today.month + step)
        if part is None:
            return Period(month, month)
        first = (1, 11, 21)[part]
        return Period(f"{month}-{first:02}", f"{month}-{first + 9:02}" if part < 2 else month)
    if unit == "quarter":
        first_month = 3 * ((today.month - 1) // 3 + step) + 1
        return make_months(today.year, first_month, first_month + 2)
    return make_year(today.year + step, part)


def _read_rolling(match: re.Match[str], calendar: Calendar) -> Period:
    """ "the last two weeks", "the past month": until today."""
    count = parse_count(get_group(match, "count") or "one")
    first = _step_back(calendar, match["unit"], count)
    return Period(first, None)


def _step_back(calendar: Calendar, unit: str, count: int) -> str:
    if unit in _DAY_UNITS:
        days = ceil(_DAY_UNITS[unit] * count)
        return (calendar.today - timedelta(days=days)).isoformat()
    return shift_months(calendar.today, -_MONTHS[unit] * count).isoformat()


def _read_ago(match: re.Match[str], calendar: Calendar) -> Period:
    """ "three days ago" is a day, "two weeks ago" a week, "a year ago" a year."""
    unit, day = match["unit"], _step_back(calendar, match["unit"], parse_count(match["count"]))
    if unit in ("hour", "day"):
        return Period(day, day)
    if unit == "week":
        back = 7 * parse_count(match["count"])
        monday = shift_days(calendar.today, -back - calendar.today.weekday())
        return Period(monday.isoformat(), shift_days(monday, 6).isoformat())
    precision = {"month": 7, "year": 4, "decade": 3}[unit]
    if unit == "decade":
        return Period(f"{day[:precision]}0", f"{day[:precision]}9")
    return Period(day[:precision], day[:precision])


def _read_weekday(match: re.Match[str], calendar: Calendar) -> Period:
    """The nearest day of that name: at or before today, or ahead; "last" and "next" exclude it."""
    wanted, today = WEEKDAYS.index(match["weekday"]), calendar.today
    rank = get_group(match, "rank") or ""
    if rank == "next" or "coming" in rank or calendar.is_ahead:
        days = (wanted - today.weekday()) % 7
        return make_day(shift_days(today, days or (7 if rank == "next" else 0)))
    days = (today.weekday() - wanted) % 7
    return make_day(shift_days(today, -(days or (7 if rank in ("last", "past") else 0))))


_RANK = r"(?P<rank>this|last|past|next|the coming)"
_WEEKDAY = rf"(?P<weekday>{WEEKDAY})"
_LAST = r"(?:the |these )?(?:last|past|previous)"
RELATIVE_FORMS = (
    compile_form(rf"(?P<day>{'|'.join(sorted(_DAYS, key=len, reverse=True))})", _read_day),
    compile_form(r"the (?P<unit>week|month|year|weekend|quarter) before last", _read_unit),
    compile_form(rf"(?:about |some )?(?P<count>{COUNT}) {_UNIT} ago", _read_ago),
    compile_form(rf"{_LAST} (?P<count>{COUNT}) {_UNIT}(?! of)", _read_rolling),
    compile_form(
        r"(?:the last|the past|past) (?P<unit>day|week|month|year|decade)(?! of)", _read_rolling
    ),
    compile_form(
        rf"(?:earlier |later )?{PART}?{_RANK} (?P<unit>weekend|week|month|quarter|year)(?! of)",
        _read_unit,
    ),
    compile_form(rf"(?P<rank>last|next|past|this coming|this) {_WEEKDAY}", _read_weekday),
    compile_form(_WEEKDAY, _read_weekday, Clarity.BARE),
)
