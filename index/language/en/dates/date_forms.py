"""What the forms of dates share: the calendar that they are read by, their words, their faults.

Pure. The forms themselves are in `calendar_forms` and `relative_forms`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from index.core.periods import Period
from index.language.calendar.english_names import MONTHS

YEAR = r"(?:1[5-9]|20)\d\d"
# With a digit too many, which is a slip and not a year.
LONG_YEAR = rf"(?:{YEAR}\d?)(?!\d)"
# A full stop belongs to an abbreviation only.
NAMED_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)(?!\w)"
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"
# "early in", "mid-", "end-", "the end of".
PART = (
    r"(?:(?P<part>early|mid|late|end|the beginning of|the start of|the middle of|the end of"
    r"|beginning of|start of|end of)(?:-| in | ))"
)
_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(_COUNTS)}|a dozen|a couple of)"
_PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_SPECIAL_COUNTS = {"a": 1, "an": 1, "a dozen": 12, "a couple of": 2}


class DateFaultError(ValueError):
    """A date that no calendar has, or that can be two; the message is a sentence for people."""


class Clarity(Enum):
    """How surely a date is one. A `BARE` date needs a preposition: "May", "2030", "Friday"."""

    CLEAR = "clear"
    BARE = "bare"


class Anchor(Enum):
    """What a date depends on besides its words: nothing, the year, or the day of the calendar."""

    NONE = "none"
    YEAR = "year"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The day that phrases are relative to, and the year of a month without one, if it is known.

    Where neither tells, a month or weekday is the latest that has begun, or with `is_ahead` the
    next.
    """

    today: date
    year: int | None = None
    is_ahead: bool = False


# Reads a match; raises ValueError if there is no such date.
Read = Callable[[re.Match[str], Calendar], Period]


@dataclass(frozen=True, slots=True)
class DateForm:
    """A form of dates: its pattern in lower case, and how a match is read."""

    pattern: re.Pattern[str]
    read: Read
    clarity: Clarity = Clarity.CLEAR


def compile_form(pattern: str, read: Read, clarity: Clarity = Clarity.CLEAR) -> DateForm:
    """Make a form of a pattern, which ends where a word ends."""
    return DateForm(re.compile(rf"{pattern}(?!\w)"), read, clarity)


def parse_month(name: str) -> int:
    """The number of a month by its name."""
    return MONTHS.index(name[:3]) + 1


def parse_count(text: str) -> int:
    """The number that a COUNT names."""
    if text.isdigit():
        return int(text)
    return _SPECIAL_COUNTS.get(text) or _COUNTS.index(text) + 1


def parse_year(text: str) -> int:
    """The year. Raises DateFaultError for one with five digits."""
    if len(text) > 4:
        raise DateFaultError(f"There is no year {text}")
    return int(text)


def get_group(match: re.Match[str], name: str) -> str | None:
    """A group of a match; None if it did not take part, or if the pattern has no such group."""
    return match.groupdict().get(name)


def get_part(match: re.Match[str]) -> int | None:
    """The third that a PART of a match names: 0, 1 or 2; None if it names none."""
    part = get_group(match, "part")
    return None if part is None else _PARTS[part.removeprefix("the ").split()[0]]


def make_months(year: int, first: int, last: int) -> Period:
    """The period from one month to another; the first may be below 1, the last above 12."""
    return Period(format_month(year, first), format_month(year, last))


def format_month(year: int, month: int) -> str:
    """A month in ISO 8601; its number may lie outside the year."""
    years, index = divmod(month - 1, 12)
    return f"{year + years:04}-{index + 1:02}"


def make_day(day: date) -> Period:
    """The period of one day."""
    return Period(day.isoformat(), day.isoformat())


def make_year(year: int, part: int | None = None) -> Period:
    """A year, or a third of it."""
    if part is None:
        return Period(f"{year:04}", f"{year:04}")
    return make_months(year, 4 * part + 1, 4 * part + 4)
