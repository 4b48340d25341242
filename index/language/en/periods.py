"""Finds periods in a text: "since 2024", "between March and May", "last week". Pure.

A period becomes the first and the last date that it covers, in ISO 8601 and in the precision of
the phrase. A date that can be two is none. Today is an argument. What a period means for a
question is in `dates.question_time`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from index.core.periods import Period, shift_date
from index.language.en.dates.date_expressions import DateExpression, match_date
from index.language.en.dates.date_forms import Calendar, Clarity

__all__ = ["Period", "PeriodMatch", "find_periods", "match_period", "parse_period"]

_INSIDE = "in|on|of|during|for|within|throughout|over|at"
_FROM = "since|starting|starting in|starting on|starting from|beginning in|as of|from"
_AFTER = "after|later than|following"
_BEFORE = "before|earlier than|prior to|ahead of"
_UNTIL = "until|till|up to|up until|through"
_SIDE = re.compile(
    rf"(?P<side>{'|'.join((_INSIDE, _FROM, _AFTER, _BEFORE, _UNTIL, 'between'))})(?= )"
    r"(?: the (?:year|month)(?: of)?(?= ))? "
)
_NOUN = (
    r"(?:summit|meeting|talks?|vote|elections?|referendum|conference|attack|ceasefire|truce|war"
    r"|invasion|strike|deal|agreement|visit|trip|speech|budget|match|final|game|hearing|trial"
    r"|verdict|ruling|earthquake|quake|floods?|storm|fire|launch|opening|debate|announcement"
    r"|inauguration|coup|protests?|march|rally|crash|explosion|deadline|festival)"
)
_EVENT_SIDE = rf"(?P<side>{'|'.join((_FROM, _AFTER, _BEFORE, _UNTIL))})"
# "before the summit on 15 August", "before the June summit": the date is that of the event.
_EVENT = re.compile(
    rf"{_EVENT_SIDE} (?:the|his|her|its|their|a|an)(?: [\w'-]{{2,30}}){{0,3}}? {_NOUN}"
    r"(?: (?:in|on|of|at|against|with|between) [\w'-]{2,30}(?: and)?(?: [\w'-]{2,30}){0,2}?)?"
    r"(?P<gap> (?:on|in|of) (?:the )?)"
)
_DATED_EVENT = re.compile(rf"{_EVENT_SIDE} (?:the )?")
_EVENT_AFTER = re.compile(rf"(?:'s)?(?: [\w'-]{{2,30}}){{0,2}}? {_NOUN}\b")
_INCLUSIVE = dict.fromkeys(_BEFORE.split("|"), "until") | dict.fromkeys(_AFTER.split("|"), "since")
_TO = re.compile(r"(?: ?[-–—] ?| (?P<word>and|or|to|till|until|through|up to) )(?:the (?=\d))?")
_ONWARDS = re.compile(
    r" (?:onwards?|or later|and later|and after|and since)(?!\w)| on(?=$| ?[?.,!;])"
)
_LATE = re.compile(r"(?:the )?(?:end|beginning|start) of ")
# What any period begins with: nothing is tried elsewhere.
_START = re.compile(
    r"(?<![\w'./-])(?:\d|in |on |of |during |for |within |throughout |over |at |since |start"
    r"|beginning |as of |from |after |later |following |before |earli|prior |ahead |until |till |up "
    r"|through |between |the |these |this |last |past |next |early |mid|late |to[dnm]|yester|about "
    r"|some |an? |one |two |three |four |five |six |seven |eight |nine |ten |eleven |twelve |q[1-4]"
    r"|h[12] |jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spring"
    r"|summer|autumn|fall|winter|christmas|boxing|new year|year )"
)


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period in a text.

    `text[start:end]` is the phrase, in which the date begins at `date`. The text without
    `text[cut:end]` still names an event, as in "before the summit on 15 August". `side` is the
    preposition, "" without one. `is_yearless` is true if only the calendar tells the year. A
    `fault` is a sentence about dates that there are not.
    """

    start: int
    end: int
    cut: int
    date: int
    period: Period
    side: str
    clarity: Clarity
    fault: str = ""
    is_yearless: bool = False


def parse_period(phrase: str, today: date, year: int | None = None) -> Period | None:
    """Parse a whole phrase in lower case; None if it is not a period.

    A month without a year belongs to `year`, or else is the latest that has begun by today.
    """
    match = match_period(phrase, 0, Calendar(today, year))
    return match.period if match and match.end == len(phrase) and not match.fault else None


def find_periods(text: str, calendar: Calendar) -> list[PeriodMatch]:
    """Find the periods of a text in lower case, in order."""
    matches: list[PeriodMatch] = []
    end = 0
    for start in _START.finditer(text):
        if start.start() >= end and (match := match_period(text, start.start(), calendar)):
            other = replace(calendar, year=(calendar.year or calendar.today.year) - 4)
            again = match_period(text, start.start(), other)
            is_yearless = again is not None and again.period != match.period
            matches.append(replace(match, is_yearless=is_yearless))
            end = match.end
    return matches


def match_period(text: str, start: int, calendar: Calendar) -> PeriodMatch | None:
    """Find the period that begins at a place of the text; None if none does."""
    if event := _match_event(text, start, calendar):
        return event
    side = _SIDE.match(text, start)
    first = match_date(text, side.end() if side else start, calendar)
    if first is None:
        return None
    name = side["side"] if side else ""
    range_match = _match_range(text, first, name, calendar)
    if range_match is not None:
        return replace(range_match, start=start, cut=start)
    if name == "between" and " and " not in text[first.start : first.end]:
        return None
    onwards = _ONWARDS.match(text, first.end)
    end = onwards.end() if onwards else first.end
    side_name = "since" if onwards else name
    if name in _INCLUSIVE and _LATE.match(text, first.start):
        side_name = _INCLUSIVE[name]  # "before the end of 1987"
    period = first.period if first.fault else _bound(first.period, side_name)
    return PeriodMatch(start, end, start, first.start, period, name, first.clarity, first.fault)


def _match_event(text: str, start: int, calendar: Calendar) -> PeriodMatch | None:
    """Find "before the summit on 15 August" or "before the June summit"."""
    for pattern, following in ((_EVENT, None), (_DATED_EVENT, _EVENT_AFTER)):
        event = pattern.match(text, start)
        first = match_date(text, event.end(), calendar) if event else None
        if event is None or first is None:
            continue
        if following is not None and following.match(text, first.end) is None:
            continue
        # The event may have been on any day of a month, so its month is on both sides.
        is_day = len(first.period.after or "") == len("2025-08-15")
        side = event["side"] if is_day else _INCLUSIVE.get(event["side"], event["side"])
        period = first.period if first.fault else _bound(first.period, side)
        cut = first.start if following else event.start("gap")
        return PeriodMatch(
            start, first.end, cut, first.start, period, event["side"], Clarity.CLEAR, first.fault
        )
    return None


def _match_range(
    text: str, first: DateExpression, side: str, calendar: Calendar
) -> PeriodMatch | None:
    """Find "March and May 2025" from its first date on; None if no second one follows."""
    to = _TO.match(text, first.end)
    last = match_date(text, to.end(), calendar) if to else None
    if to is None or last is None:
        return None
    if fault := first.fault or last.fault:
        return _make_range(first, last, last.period, side, fault)
    ends = _complete_years(text, (first, last), calendar)
    if to["word"] in ("and", "or") and side != "between":
        # "In 2025 and 2024" is both, and what lies between.
        ends = sorted(ends, key=lambda one: one.first_day)
    period = Period(ends[0].after, ends[-1].before)
    fault = ""
    if period.after and period.before and period.is_reversed:
        fault = f"“{text[first.start : last.end]}” ends before it begins"
    return _make_range(first, last, period, side, fault)


def _make_range(
    first: DateExpression, last: DateExpression, period: Period, side: str, fault: str
) -> PeriodMatch:
    clarity = Clarity.CLEAR if side in ("between", "from") else last.clarity
    return PeriodMatch(
        first.start, last.end, first.start, first.start, period, side, clarity, fault
    )


def _complete_years(
    text: str, dates: tuple[DateExpression, DateExpression], calendar: Calendar
) -> list[Period]:
    """The periods of both dates of a range: each may give the other its year."""
    first, last = dates
    is_open = tuple(_is_yearless(text, one.start, calendar) for one in dates)
    if is_open[1] and not is_open[0]:
        # "from November 2024 to March"
        year = first.period.first_day.year
        for of in (year, year + 1):
            later = _read_again(text, last, Calendar(calendar.today, of))
            if later.last_day >= first.period.first_day:
                return [first.period, later]
    if is_open[0] or first.period.first_day > last.period.last_day:
        # "between November and March 2025" began the year before; "March and May 2025" did not.
        again = _read_again(text, first, Calendar(last.period.last_day))
        if is_open[0] or first.clarity is Clarity.BARE:
            return [again, last.period]
    return [first.period, last.period]


def _is_yearless(text: str, start: int, calendar: Calendar) -> bool:
    """Is it a date whose year only the calendar tells?"""
    years = (calendar.today.year, calendar.today.year - 4)
    readings = [match_date(text, start, replace(calendar, year=year)) for year in years]
    return readings[0] != readings[1]


def _read_again(text: str, found: DateExpression, calendar: Calendar) -> Period:
    again = match_date(text, found.start, calendar)
    return found.period if again is None or again.fault else again.period


def _bound(period: Period, side: str) -> Period:
    """The days on this side of a period."""
    if side in _FROM.split("|"):
        return Period(period.after, None)
    if side in _AFTER.split("|"):
        return Period(period.before and shift_date(period.before, 1), None)
    if side in _BEFORE.split("|"):
        return Period(None, period.after and shift_date(period.after, -1))
    if side in _UNTIL.split("|"):
        return Period(None, period.before)
    return period
