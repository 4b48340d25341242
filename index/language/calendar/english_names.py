"""English words of dates: the names of months and weekdays, and the words around them. Pure.

How they form a date is in `sources.stated_dates`; phrases such as "since March" are in `periods`.
"""

from __future__ import annotations

import re

# What the name of a month begins with, January first.
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# A pattern for the name of a month, in full or abbreviated.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_WEEKDAY = (
    r"(?:mon(?:day)?|tues?(?:day)?|weds?|wednes(?:day)?|thur?s?(?:day)?|fri(?:day)?"
    r"|sat(?:ur)?(?:day)?|sun(?:day)?)\.?"
)
# Words that join the parts of a date without changing it.
DATE_WORDS = frozenset({"of", "the", "at", "on"})
_NAME_OF_MONTH = re.compile(MONTH, re.ASCII | re.IGNORECASE)
_NAME_OF_WEEKDAY = re.compile(_WEEKDAY, re.ASCII | re.IGNORECASE)


def parse_english_month(word: str) -> int:
    """The number of the month that a word names, in full or abbreviated; 0 if it names none."""
    return MONTHS.index(word[:3].lower()) + 1 if _NAME_OF_MONTH.fullmatch(word) else 0


def parse_english_weekday(word: str) -> int | None:
    """The number of the weekday that a word names, Monday is 0; None if it names none."""
    return _WEEKDAYS.index(word[:3].lower()) if _NAME_OF_WEEKDAY.fullmatch(word) else None
