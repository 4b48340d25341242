"""The date that a line of an export begins with: "March 1, 2018 Thursday, Final Edition". Pure."""

from __future__ import annotations

import re

from index.sources.stated_dates import parse_date

# A longer line is a sentence of the article.
_LONGEST = 160
_WEEKDAY = r"(?:[^\W\d_]{2,8}day\.?,?\s+)?"
_MONTH = r"[^\W\d_]{3,9}\.?"
_DAY = re.compile(
    rf"{_WEEKDAY}({_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})(?!\w)"
)
_WHOLE_MONTH = re.compile(rf"({_MONTH}),?\s+(\d{{4}})(?!\w)")


def find_leading_date(line: str) -> str:
    """The date at the beginning of a line as ISO 8601, a day or a month; "" if there is none."""
    if len(line) > _LONGEST:
        return ""
    line = " ".join(line.split())
    try:
        if day := _DAY.match(line):
            return parse_date(day[1])
        if month := _WHOLE_MONTH.match(line):
            return parse_date(f"1 {month[1]} {month[2]}")[:7]
    except ValueError:
        pass
    return ""
