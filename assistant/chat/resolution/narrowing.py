"""Messages that only change the filters: "only from March 2025", "in Meridian Wire". Pure.

Phrases are parsed in `filter_phrases`, dates in `periods`; outlets are matched in `outlets`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.chat.outlets import match_outlets
from index.core.article import Filters
from index.core.errors import DatelineError
from index.core.periods import Period
from index.language.en.asking.filter_phrases import (
    CLEARING_BOTH,
    CLEARING_DATES,
    CLEARING_OUTLETS,
    asks_for_limit,
    find_outlets,
    has_date_preposition,
    strip_frame,
)
from index.language.en.dates.date_forms import Calendar
from index.language.en.periods import match_phrase, parse_period

_LAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class FilterChange:
    """The dates and outlets of a message; None where it mentions none.

    `is_limit` is false if the message asks about another time, and does not limit the search:
    "and in March?". A `fault` is a sentence about a date that there is not, whose words are `text`.
    """

    dates: Period | None = None
    outlets: tuple[str, ...] | None = None
    is_limit: bool = True
    fault: str = ""
    text: str = ""

    def apply_to(self, filters: Filters) -> Filters:
        """Change filters; old dates that contradict the new ones are dropped."""
        if self.outlets is not None:
            filters = replace(filters, sources=self.outlets)
        if self.dates is None:
            return filters
        after, before = self.dates.after, self.dates.before
        if after is None and before is None:
            return replace(filters, after=None, before=None)
        combined = replace(filters, after=after or filters.after, before=before or filters.before)
        return combined if _is_possible(combined) else replace(filters, after=after, before=before)


def parse_filter_change(
    message: str, calendar: Calendar, outlets: Sequence[str]
) -> FilterChange | None:
    """Parse a message in lower case; None unless it has nothing but dates and outlets."""
    if message in _CLEARING:
        return _CLEARING[message]
    plain = strip_frame(message)
    is_limit = asks_for_limit(message)
    if match := match_phrase(plain, calendar):
        if match.fault:
            return FilterChange(fault=match.fault, text=plain)
        return FilterChange(dates=match.period, is_limit=is_limit)
    # "from Reuters since 2024": an outlet, then dates.
    rest, trailing = split_period(plain, calendar)
    matches = match_outlets(find_outlets(rest, message), outlets)
    return FilterChange(trailing, matches) if matches else None


def split_period(text: str, calendar: Calendar) -> tuple[str, Period | None]:
    """Split off the dates at the end: "britain in march" gives "britain" and March."""
    words = text.split()
    for count in range(min(_LAST_WORDS, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        # A date without a preposition may belong to the subject: "the budget 2025".
        if not has_date_preposition(tail):
            continue
        if dates := parse_period(tail, calendar.today, calendar.year):
            return " ".join(words[:-count]), dates
    return text, None


def _is_possible(filters: Filters) -> bool:
    try:
        first, last = filters.first_second, filters.last_second
    except DatelineError:
        return False
    return first is None or last is None or first <= last


_ANY_DATE = Period(None, None)
_CLEARING = (
    dict.fromkeys(CLEARING_DATES, FilterChange(dates=_ANY_DATE))
    | dict.fromkeys(CLEARING_OUTLETS, FilterChange(outlets=()))
    | dict.fromkeys(CLEARING_BOTH, FilterChange(_ANY_DATE, ()))
)
