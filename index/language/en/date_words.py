"""Formats publication dates and outlets for people. Pure; parsing is in `calendar`."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def format_date(published: str | None) -> str:
    """ "17 Mar 2025" of an ISO date or date-time, "undated" of None."""
    match = _ISO.match(published or "")
    if not match:
        return "undated"
    year, month, day = match.groups()
    parts = [str(int(day))] if day else []
    parts += [calendar.month_abbr[int(month)]] if month else []
    return " ".join([*parts, year])


def format_long_date(published: str | None) -> str:
    """ "Monday, 17 March 2025" of an ISO date or date-time, "March 2025" of a month."""
    match = _ISO.match(published or "")
    if not match:
        return "undated"
    year, month, day = match.groups()
    if not month:
        return year
    month_and_year = f"{calendar.month_name[int(month)]} {year}"
    if not day:
        return month_and_year
    weekday = calendar.day_name[date(int(year), int(month), int(day)).weekday()]
    return f"{weekday}, {int(day)} {month_and_year}"


def format_plain_date(published: str | None) -> str:
    """ "17 March 2025" of an ISO date or date-time, "March 2025" of a month, "" of None."""
    return "" if not published else format_long_date(published).rpartition(", ")[2]


def format_interval(after: str | None, before: str | None) -> str:
    """ "from Mar 2025", "until 2024", "Mar 2025 – May 2025", "Mar 2025"; "" without dates."""
    if after and before:
        first, last = format_date(after), format_date(before)
        return first if first == last else f"{first} – {last}"
    if after:
        return f"from {format_date(after)}"
    return f"until {format_date(before)}" if before else ""


def format_long_interval(after: str | None, before: str | None) -> str:
    """ "on Monday, 17 March 2025", "in March 2025", "from 10 March 2025 to 16 March 2025", "since
    2024"; "" without dates."""
    if after and before and after != before:
        return f"from {format_plain_date(after)} to {format_plain_date(before)}"
    if after and before and len(after) > len("2025-03"):
        return f"on {format_long_date(after)}"
    return format_period_phrase(after, before)


def format_period_phrase(after: str | None, before: str | None) -> str:
    """ "in March 2025", "on 17 March 2025", "since 2024", "between 2024 and March 2025": the words
    that name a period in a question; "" without dates."""
    first, last = format_plain_date(after), format_plain_date(before)
    if first and last:
        if first != last:
            return f"between {first} and {last}"
        return f"{'on' if len(after or '') > len('2025-03') else 'in'} {first}"
    if first:
        return f"since {first}"
    return f"until {last}" if last else ""


def format_source(source: str, published: str | None) -> str:
    """ "Meridian Wire, 17 Mar 2025", with words for an unknown outlet or date."""
    return ", ".join([source or "unknown outlet", format_date(published)])


def format_other_outlets(outlets: Sequence[str]) -> str:
    """ "also in 2 outlets"; "" without outlets."""
    if not outlets:
        return ""
    return f"also in {len(outlets)} {'outlet' if len(outlets) == 1 else 'outlets'}"
