"""Messages that only change the filters: "only from March 2025", "in Meridian Wire". Pure.

Dates are parsed in `periods`, outlets matched in `outlets`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.chat.outlets import match_outlets
from index.core.article import Filters
from index.core.errors import DatelineError
from index.language.en.periods import Period, parse_period

_LEAD = re.compile(
    r"(?:(?:and|but|or|ok|okay|so|then|now|no|yes|please|only|just|also|show me|show|search|look"
    r"|limit(?: it| this)? to|narrow(?: it| this)?(?: down)? to|what about|how about|try|those"
    r"|the ones|ones|articles?|stories|reports?|results?|published|what was said|i meant?)\b,? ?)+"
)
_TAIL = re.compile(r",? (?:only|instead|please|then|rather|though|this time|now)$")
_OUTLET = re.compile(
    r"(?P<only>only |just )?(?:(?P<in>in|from|by|of|at|according to|per) )?(?P<name>.+)"
)
_LAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class FilterChange:
    """The dates and outlets of a message; None where it mentions none."""

    dates: Period | None = None
    outlets: tuple[str, ...] | None = None

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


@dataclass(frozen=True, slots=True)
class Calendar:
    """Today, and the year of a month without one, if the conversation tells."""

    today: date
    year: int | None = None


def parse_filter_change(
    message: str, calendar: Calendar, outlets: Sequence[str]
) -> FilterChange | None:
    """Parse a message in lower case; None unless it has nothing but dates and outlets."""
    if message in _CLEARING:
        return _CLEARING[message]
    plain = _strip_frame(message)
    if dates := parse_period(plain, calendar.today, calendar.year):
        return FilterChange(dates=dates)
    # "from Reuters since 2024": an outlet, then dates.
    rest, trailing = split_period(plain, calendar)
    outlet = _OUTLET.fullmatch(rest)
    if outlet is None or not (outlet["in"] or re.match(r"(?:.*\b)?(?:only|just)\b", message)):
        return None
    matches = match_outlets(outlet["name"], outlets)
    return FilterChange(trailing, matches) if matches else None


def split_period(text: str, calendar: Calendar) -> tuple[str, Period | None]:
    """Split off the dates at the end: "britain in march" gives "britain" and March."""
    words = text.split()
    for count in range(min(_LAST_WORDS, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        # A date without a preposition may belong to the subject: "the budget 2025".
        if not re.match(
            r"(?:in|on|since|from|before|after|until|till|during|between|last|this)\b", tail
        ):
            continue
        if dates := parse_period(tail, calendar.today, calendar.year):
            return " ".join(words[:-count]), dates
    return text, None


def _strip_frame(message: str) -> str:
    """Strip the words around dates and outlets."""
    return _TAIL.sub("", _LEAD.sub("", message, count=1) if _LEAD.match(message) else message)


def _is_possible(filters: Filters) -> bool:
    try:
        first, last = filters.first_second, filters.last_second
    except DatelineError:
        return False
    return first is None or last is None or first <= last


def _list_clearing_messages() -> dict[str, FilterChange]:
    """List the messages that clear filters."""
    everything = Period(None, None)
    messages: dict[str, FilterChange] = {}
    for verb in ("clear ", "remove ", "drop ", "without ", "no ", "forget "):
        for the in ("", "the "):
            for word in ("date", "dates", "date filter", "date filters", "dates filter"):
                messages[f"{verb}{the}{word}"] = FilterChange(dates=everything)
            for word in ("outlet", "outlets", "outlet filter", "sources", "source filter"):
                messages[f"{verb}{the}{word}"] = FilterChange(outlets=())
            for word in ("filter", "filters"):
                messages[f"{verb}{the}{word}"] = FilterChange(everything, ())
    for many in ("all", "any", "every", "all the", "from all", "in all", "of all", "at any"):
        for word in ("date", "dates", "year", "years", "time", "times", "periods"):
            messages[f"{many} {word}"] = FilterChange(dates=everything)
        for word in ("outlet", "outlets", "source", "sources", "papers", "newspapers"):
            messages[f"{many} {word}"] = FilterChange(outlets=())
    messages["all dates and outlets"] = messages["everywhere"] = FilterChange(everything, ())
    messages["anytime"] = messages["whenever"] = FilterChange(dates=everything)
    return messages


_CLEARING = _list_clearing_messages()
