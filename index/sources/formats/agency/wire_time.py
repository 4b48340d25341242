"""The times that end the messages of wire services: "171200 GMT Mar 25". Pure.

A time counts only in GMT: any other zone, or none, leaves the day. Years have two digits.
"""

from __future__ import annotations

import re
from datetime import date

from index.language.calendar.english_names import MONTHS

_IPTC_TIME = re.compile(
    r"\b(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) ?(?P<zone>[A-Z]{1,5})? "
    r"?(?P<month>[A-Za-z]{3})[a-z]{0,6}\.? ?(?P<year>\d{4}|\d{2})\b"
)
_ANPA_TIME = re.compile(
    r"\b(?P<source>[A-Z]{2,4})-(?:[A-Z]{2}-)?(?P<month>[01]\d)-(?P<day>[0-3]\d)-(?P<year>\d{2}) "
    r"(?P<hour>[0-2]\d)(?P<minute>[0-5]\d) ?(?P<zone>[A-Z]{1,5})?"
)
_ZONES = ("GMT", "UTC", "Z")
# Wire services began these formats in 1979.
_PIVOT = 79


def find_iptc_time(text: str) -> tuple[str, str]:
    """The ISO date of a message's end, "" if there is none; its source is not stated there."""
    for match in _IPTC_TIME.finditer(text):
        month = match["month"].lower()
        if month in MONTHS and (found := _format_time(match, MONTHS.index(month) + 1)):
            return found, ""
    return "", ""


def find_anpa_time(text: str) -> tuple[str, str]:
    """The ISO date of a message's end and the source that stands beside it, "" each if unknown."""
    for match in _ANPA_TIME.finditer(text):
        if found := _format_time(match, int(match["month"])):
            return found, match["source"]
    return "", ""


def _format_time(match: re.Match[str], month: int) -> str:
    """The ISO date of a match, "" if the calendar does not have it."""
    short = int(match["year"])
    year = short if short > 99 else short + (1900 if short >= _PIVOT else 2000)
    try:
        day = date(year, month, int(match["day"])).isoformat()
    except ValueError:
        return ""
    if match["zone"] not in _ZONES or int(match["hour"]) > 23:
        return day
    return f"{day}T{match['hour']}:{match['minute']}:00+00:00"
