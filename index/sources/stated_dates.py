"""Dates as sources state them, in any spelling that can mean one date only. Pure.

One understanding for pages, feeds, rows, mail and front matter. It never guesses: 03/04/2025 is two
dates. What a program writes for a date that was never filled in is no date.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

from index.core.dates import canonicalise, earliest
from index.language.calendar.english_names import parse_english_weekday
from index.language.calendar.written_days import parse_written_day
from index.sources.clock_times import ClockTime, split_clock_time
from index.sources.unset_dates import is_unset_date, is_unset_text

_MAX_CHARACTERS = 100
# Seconds, milliseconds or microseconds since the epoch, between 2001 and 2033: 2025031709 is a
# date and an hour.
_UNIX = re.compile(r"(1\d{9})(?:\d{3}){0,2}(?:\.\d{1,9})?", re.ASCII)
_DOTNET = re.compile(r"\\?/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\\?/", re.ASCII)
_COMPACT = re.compile(r"(?:19|20)\d{12}", re.ASCII)
# ISO 8601 with the zone as databases and Java write it.
_ISO = re.compile(
    r"(?P<time>\d{4}-?\d\d-?\d\d[T ]\d\d:?\d\d(?::?\d\d)?(?:[.,]\d+)?)"
    r"\s*(?:(?P<universal>UTC|GMT|Z)|(?P<offset>[+-]\d\d(?::?\d\d)?)(?:\s[A-Z]{1,5})?)?"
    r"(?:\[[\w/+-]+\])?",
    re.ASCII | re.IGNORECASE,
)
# "(Central European Time)" explains; "(UTC+1)" states.
_UNIVERSAL = re.compile(r"\(((?:UTC|GMT)[^()]{0,20})\)")
_COMMENT = re.compile(r"\([^()\d]*\)")
# Java's and Apache's marks between day and time.
_TIME_MARK = re.compile(r"(?<=\d)T(?=\d)|(?<=[/]\d{4}):(?=\d\d:)")
_ZONE_ALONE = re.compile(r"\s(?:UTC|GMT|Z|[ECMP][SD]T|CES?T|BST)\Z")
_MAIL_DAY = re.compile(
    r"(?:(?P<weekday>[^\W\d_]+)\.?,?\s+)?\d{1,2}[\s-]+[^\W\d_]+\.?[\s-]+(?P<year>\d{4}|\d{2}),?"
)
# RFC 2822: 49 is 2049, 50 is 1950.
_FIRST_YEAR = 50


class UnsetDateError(ValueError):
    """A date that was never filled in."""


def parse_date(text: str) -> str:
    """The date that a text states, in ISO 8601 and unchanged zone.

    Reads ISO 8601; RFC 822 and 2822; days with the name of a month in any of the languages of
    `names`; days in figures that mean one day only; times since the epoch. Outside ISO
    8601, a time counts only in a certain zone; otherwise the day alone does. Raises UnsetDateError
    for what programs write for a missing date, ValueError for anything else that is no date.
    """
    text = text.strip()
    if len(text) > _MAX_CHARACTERS:
        raise ValueError("longer than a date")
    if is_unset_text(text):
        raise UnsetDateError("it was never filled in")
    parsed = _parse_timestamp(text) or _parse_iso(text) or _parse_written(text)
    if is_unset_date(parsed):
        raise UnsetDateError("it was never filled in")
    return parsed


def format_milliseconds(milliseconds: int) -> str:
    """The moment so many milliseconds after the epoch. Raises ValueError if no calendar has it."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError as error:
        raise ValueError("no such moment") from error
    return moment.isoformat()


def _parse_timestamp(text: str) -> str:
    """Parse a time since the epoch, or 14 figures; "" if the text is neither."""
    if unix := _UNIX.fullmatch(text):
        return datetime.fromtimestamp(int(unix[1]), UTC).isoformat()
    if dotnet := _DOTNET.fullmatch(text):
        return format_milliseconds(int(dotnet[1]))
    if _COMPACT.fullmatch(text):
        return datetime.strptime(text, "%Y%m%d%H%M%S").date().isoformat()
    return ""


def _parse_iso(text: str) -> str:
    """Parse ISO 8601; "" if the text is in another form."""
    if match := _ISO.fullmatch(text):
        zone = "+00:00" if match["universal"] else match["offset"] or ""
        text = match["time"].upper() + zone
    try:
        return canonicalise(text)
    except ValueError:
        return ""


def _parse_written(text: str) -> str:
    """Parse a day in words or figures, with or without a time. Raises ValueError if it is none."""
    text = _COMMENT.sub(" ", _UNIVERSAL.sub(r" \1 ", text))
    before, clock, after = split_clock_time(_TIME_MARK.sub(" ", text))
    if clock is None:
        return parse_written_day(_ZONE_ALONE.sub("", before)).isoformat()
    mail = None if after.strip(" .") else _MAIL_DAY.fullmatch(before.strip())
    if mail and len(mail["year"]) == len("25"):
        day = _parse_short_year(mail, clock)
    else:
        day = parse_written_day(f"{before} {after}")
    if clock.clock and is_unset_date(datetime.combine(day, clock.clock).isoformat()):
        raise UnsetDateError("it was never filled in")
    return clock.state_moment(day, is_mail=mail is not None)


def _parse_short_year(mail: re.Match[str], clock: ClockTime) -> date:
    """The day of RFC 822, whose year has two figures. Raises ValueError if it is not certain."""
    if not clock.has_zone:
        raise ValueError("the year is not certain")
    year = int(mail["year"]) + (2000 if int(mail["year"]) < _FIRST_YEAR else 1900)
    day = parse_written_day(f"{mail[0][: mail.start('year')]}{year}")
    if parse_english_weekday(mail["weekday"] or "") not in (None, day.weekday()):
        raise ValueError("the day of the week is another")
    return day


def parse_second(text: str) -> int | None:
    """The first second since the epoch of the date that a text states, None if it states none."""
    with suppress(ValueError, OverflowError):
        return earliest(parse_date(text))
    return None
