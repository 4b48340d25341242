"""The time of day in a statement about a date: its clock, in 12 or 24 hours, and its zone. Pure.

Leaves out the day. Only offsets and the names of universal time are certain: "EST" has two
meanings, except in e-mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from index.language.calendar.english_names import parse_english_month, parse_english_weekday

_CLOCK = re.compile(
    r"(?<![\d.:/+-])"
    r"(?:(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,:]\d{1,9})?)?(?!\d)"
    r"|(?P<dotted>\d{1,2})[.](?P<dotted_minute>\d{2})"
    r"(?=\s*(?:[ap]\.?\s?m\b|uhr\b|hrs?\b|(?:gmt|utc|bst|ces?t|e[sd]t)\b))"
    r"|\bklo?\.?\s?(?P<nordic>\d{1,2})[.](?P<nordic_minute>\d{2})\b"
    r"|(?P<bare>\d{1,2})(?=\s*(?:[ap]\.?\s?m\b|uhr\b))"
    r"|(?P<french>\d{1,2})\s?h\s?(?P<french_minute>\d{2})?\b"
    r"|(?P<asian>\d{1,2})[時时点시]\s?(?:(?P<asian_minute>\d{1,2})[分분])?)"
    r"\s*(?:(?P<half>[ap])\.?\s?m\b\.?|uhr\b|hrs?\b|h\b|o['’]clock\b)?",
    re.ASCII | re.IGNORECASE,
)
_HOURS = ("hour", "dotted", "nordic", "bare", "french", "asian")
_MINUTES = ("minute", "dotted_minute", "nordic_minute", "french_minute", "asian_minute")
# A number of hours alone, as in "-17 March", is an offset only behind the name of universal time.
_OFFSET = re.compile(
    r"\s*:?(?:(?P<universal>UTC|GMT|UT|Z)|[A-Z]{2,5}(?=\s?[+-]\d\d))?\s?-?(?P<sign>[+-])"
    r"(?P<hours>0?\d|1[0-5])(?::?(?P<minutes>[0-5]\d))?(?![\d/.-])(?:\s*(?P<name>[A-Z]{1,5})\b)?",
    re.ASCII | re.IGNORECASE,
)
# The same, away from the time that it belongs to.
_LOOSE_OFFSET = re.compile(r"(?<=\d\s)[+-]\d{4}\s*\Z")
_ZONE = re.compile(
    r"\s*(?P<name>[A-Za-z]{1,5})(?![^\W\d_])|\s*(?:[A-Z][a-z]+\s){1,3}[Tt]ime\b"
    r"|\s*[A-Z][a-z]+/[A-Z][A-Za-z_]+",
    re.ASCII,
)
_END_OF_DAY = (24, 0, 0)
_LEAP_SECOND = 60
_UNIVERSAL = frozenset({"UTC", "GMT", "UT", "Z"})
# Those that RFC 2822 defines; others, even CET, have several meanings.
_AMERICAN = {"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
_LOWER_ZONES = frozenset({"utc", "gmt", "cet", "cest", "bst", "et", "msk"})


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day. `offset` is its distance from universal time, None if it is not certain;
    `zone` is the name of a zone with several meanings, "" if none is named."""

    clock: time | None
    offset: timedelta | None = None
    zone: str = ""

    @property
    def has_zone(self) -> bool:
        """Whether any zone is stated."""
        return self.offset is not None or bool(self.zone)

    def state_moment(self, day: date, *, is_mail: bool) -> str:
        """The moment in ISO 8601 if it is certain, else the day alone.

        `is_mail` says that the date has the form of e-mail, where American zones have one meaning.
        """
        offset = self.offset
        if offset is None and is_mail and self.zone.upper() in _AMERICAN:
            offset = timedelta(hours=_AMERICAN[self.zone.upper()])
        if offset is None or self.clock is None:
            return day.isoformat()
        return datetime.combine(day, self.clock, timezone(offset)).isoformat()


def split_clock_time(text: str) -> tuple[str, ClockTime | None, str]:
    """Split a statement at its time of day: what is before, the time, and what is after its zone.

    None and "" if it has none. Raises ValueError for a time that no clock shows, or for two.
    """
    match = _CLOCK.search(text)
    if match is None:
        return _LOOSE_OFFSET.sub("", text), None, ""
    before, after = text[: match.start()], _LOOSE_OFFSET.sub("", text[match.end() :])
    if _CLOCK.search(after):
        raise ValueError("two times of day")
    offset, zone, end = _read_zone(after)
    return before, ClockTime(_read_clock(match), offset, zone), after[end:]


def _read_clock(match: re.Match[str]) -> time | None:
    """The time on the clock, None if it is unclear ("15:30 am") or not one of Python ("24:00")."""
    hour = int(next(match[name] for name in _HOURS if match[name]))
    minute = int(next((match[name] for name in _MINUTES if match[name]), "0"))
    second = int(match["second"] or 0)
    if (hour, minute, second) == _END_OF_DAY or second == _LEAP_SECOND:
        return None
    clock = time(hour, minute, second)
    if not match["half"]:
        return clock
    if not 1 <= hour <= 12:
        return None
    return clock.replace(hour=hour % 12 + (12 if match["half"] in "pP" else 0))


def _read_zone(text: str) -> tuple[timedelta | None, str, int]:
    """The offset, if it is certain, the name of the zone, and where they end."""
    match = _OFFSET.match(text)
    if match and (match["universal"] or match["minutes"] or len(match["hours"]) == 2):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        name = (match["name"] or "").upper()
        if minutes and name in _UNIVERSAL:
            return None, name, match.end()
        return timedelta(minutes=-minutes if match["sign"] == "-" else minutes), "", match.end()
    match = _ZONE.match(text)
    if match is None:
        return None, "", 0
    name = match["name"]
    if name is None:
        return None, match[0].strip(), match.end()
    if name.upper() in _UNIVERSAL:
        return timedelta(0), "", match.end()
    is_zone = name.isupper() or name in _LOWER_ZONES or name.upper() in _AMERICAN
    if not is_zone or parse_english_month(name) or parse_english_weekday(name) is not None:
        return None, "", 0
    return None, name, match.end()
