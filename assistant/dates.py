"""Publication dates and outlets as people read them. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def readable(published: str | None) -> str:
    """ "17 Mar 2025" of an ISO date or date-time, "undated" of None."""
    found = _ISO.match(published or "")
    if not found:
        return "undated"
    year, month, day = found.groups()
    parts = [str(int(day))] if day else []
    parts += [calendar.month_abbr[int(month)]] if month else []
    return " ".join([*parts, year])


def in_full(published: str | None) -> str:
    """ "Monday, 17 March 2025" of an ISO date or date-time, "March 2025" of a month."""
    found = _ISO.match(published or "")
    if not found:
        return "undated"
    year, month, day = found.groups()
    if not month:
        return year
    named = f"{calendar.month_name[int(month)]} {year}"
    if not day:
        return named
    weekday = calendar.day_name[date(int(year), int(month), int(day)).weekday()]
    return f"{weekday}, {int(day)} {named}"


def interval(after: str | None, before: str | None) -> str:
    """ "from Mar 2025", "until 2024", "Mar 2025 – May 2025", "Mar 2025"; "" where both are open."""
    if after and before:
        first, last = readable(after), readable(before)
        return first if first == last else f"{first} – {last}"
    if after:
        return f"from {readable(after)}"
    return f"until {readable(before)}" if before else ""


def attribution(source: str, published: str | None) -> str:
    """ "Meridian Wire, 17 Mar 2025": who said it and when, as far as that is known."""
    return ", ".join([source or "unknown outlet", readable(published)])


def elsewhere(outlets: Sequence[str]) -> str:
    """ "also in 2 outlets": where else the story stands; "" where nowhere."""
    if not outlets:
        return ""
    return f"also in {len(outlets)} {'outlet' if len(outlets) == 1 else 'outlets'}"
