"""Publication dates and outlets as people read them. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

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


def attribution(source: str, published: str | None) -> str:
    """ "Meridian Wire, 17 Mar 2025": who said it and when, as far as that is known."""
    return ", ".join([source or "unknown outlet", readable(published)])


def elsewhere(outlets: Sequence[str]) -> str:
    """ "also in 2 outlets": where else the story stands; "" where nowhere."""
    if not outlets:
        return ""
    return f"also in {len(outlets)} {'outlet' if len(outlets) == 1 else 'outlets'}"
