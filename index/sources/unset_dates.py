"""What programs write for a date that was never filled in. Pure.

The first day of an archive of 1900 or 1970 is a date; the first second of it, with the time written
out, is the zero of a clock or a spreadsheet.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

_WORDS = frozenset(
    r"null|(null)|none|nil|nan|nat|n/a|na|-|--|—|\n|undefined|unknown|invalid date|not available"
    r"|not set".split("|")
)
# The year 0 of MySQL, the year 1 of .NET and Go, and PHP's spelling of the year 0.
_NO_YEAR = re.compile(
    r"(?:0000|0001)[-/.:]?\d\d[-/.:]?\d\d(?:\D.*)?|\d\d[-/.]\d\d[-/.](?:0000|0001)(?:\D.*)?"
    r"|-0001-11-30.*|.{0,20}\bNov -0001\b.*|1900-01-00.*|0?1/0/1900.*",
    re.ASCII,
)
_LAST_DAY = "9999-12-31"
# Zero in spreadsheets and databases, at midnight.
_ZERO_DAYS = frozenset({"1601-01-01", "1753-01-01", "1899-12-30", "1899-12-31", "1900-01-01",
                        "1970-01-01"})  # fmt: skip
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ZERO_SECONDS = (0, -1)


def is_unset_text(text: str) -> bool:
    """Whether a text stands for a missing date: "null", 0000-00-00."""
    return text.lower() in _WORDS or bool(_NO_YEAR.fullmatch(text))


def is_unset_date(date: str) -> bool:
    """Whether a date in ISO 8601 is the zero or the end of a clock: 1970-01-01T00:00:00Z.

    A day that is stated without a time is none.
    """
    day, _, clock = date.partition("T")
    if day[:4] == "0001" or day == _LAST_DAY:
        return True
    if not clock:
        return False
    moment = datetime.fromisoformat(date)
    if moment.tzinfo and (moment - _EPOCH).total_seconds() in _ZERO_SECONDS:
        return True
    return day in _ZERO_DAYS and moment.time().isoformat() == "00:00:00"
