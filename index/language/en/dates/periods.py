"""Finds periods in a text: "since 2024", "between March and May", "last week". Pure.

A period becomes the first and the last date that it covers, in ISO 8601 and in the precision of
the phrase. A date that can be two is none. Today is an argument. What a period means for a
question is in `dates.question_time`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.core.periods import Period, shift_date
from index.language.en.dates.date_expressions import DateExpression, match_date
from index.language.en.dates.date_forms import Anchor, Calendar, Clarity

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
_EVENT_AFTER = re.compile(
    r"(?:'s)?(?: (?!(?:to|and|or|until|in|on|of|the|about|for|by|with|at|did)\b)"
    rf"[\w'-]{{2,30}}){{0,2}}? {_NOUN}\b"
)
_INCLUSIVE = dict.fromkeys(_BEFORE.split("|"), "until") | dict.fromkeys(_AFTER.split("|"), "since")
_TO = re.compile(r"(?: ?[-–—] ?| (?P<word>and|or|to|till|until|through|up to) )(?:the (?=\d))?")
_ONWARDS = re.compile(
    r" (?:onwards?|or later|and later|and after|and since)(?!\w)| on(?=$| ?[?.,!;])"
)
_LATE = re.compile(r"(?:the )?(?:end|beginning|start) of ")
# What any period begins with: nothing is tried elsewhere.
_START = re.compile(
    r"(?<![\w'./-])(?:\d|in |on |of |during |for |within |throughout |over |at |since |start"
    r"|beginning |as of |from |after |later |following |before |earli|prior |ahead |until |till "
    r"|up |through |between |the |these |this |last |past |next |early |mid|late |end[ -]|to[dnm]"
    r"|yester|about |some |an? |one |two |three |four |five |six |seven |eight |nine |ten |eleven "
    r"|twelve |q[1-4]|h[12] |jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu"
    r"|fri|sat|sun|spring|summer|autumn|fall|winter|christmas|boxing|new year|year )"
)


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period in a text: its phrase is `text[start:end]`, its preposition `side` ("" without one).

    `date` is the date in the phrase; in a range it reaches from one to the other. The text without
    `text[cut:end]` still names an event, as in "before the summit on 15 August".
    """

    start: int
    end: int
    cut: int
    side: str
    period: Period
    date: DateExpression

    @property
    def fault(self) -> str:
        """A sentence about dates that there are not; "" if there are."""
        return self.date.fault


def find_periods(text: str, calendar: Calendar) -> list[PeriodMatch]:
    """Find the periods of a text in lower case, in order."""
    matches: list[PeriodMatch] = []
    end = 0
    for start in _START.finditer(text):
        if start.start() >= end and (match := match_period(text, start.start(), calendar)):
            matches.append(match)
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
    if whole := _match_range(text, first, name, calendar):
        return PeriodMatch(start, whole.end, start, name, whole.period, whole)
    if name == "between" and " and " not in text[first.start : first.end]:
        return None
    onwards = _ONWARDS.match(text, first.end)
    end = onwards.end() if onwards else first.end
    side_name = "since" if onwards else name
    if name in _INCLUSIVE and _LATE.match(text, first.start):
        side_name = _INCLUSIVE[name]  # "before the end of 1987"
    return PeriodMatch(start, end, start, name, _bound(first, side_name), first)


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
        cut = first.start if following else event.start("gap")
        clear = replace(first, clarity=Clarity.CLEAR)
        return PeriodMatch(start, first.end, cut, event["side"], _bound(first, side), clear)
    return None


def _match_range(
    text: str, first: DateExpression, side: str, calendar: Calendar
) -> DateExpression | None:
    """Find "March and May 2025" from its first date on; None if no second one follows."""
    to = _TO.match(text, first.end)
    last = match_date(text, to.end(), calendar) if to else None
    if to is None or last is None:
        return None
    clarity = Clarity.CLEAR if side in ("between", "from") else last.clarity
    anchor = Anchor.DAY if Anchor.DAY in (first.anchor, last.anchor) else last.anchor
    whole = replace(first, end=last.end, clarity=clarity, anchor=anchor)
    if fault := first.fault or last.fault:
        return replace(whole, fault=fault)
    ends = _complete_years(text, (first, last), calendar)
    if to["word"] in ("and", "or") and side != "between":
        # "In 2025 and 2024" is both, and what lies between.
        ends = sorted(ends, key=lambda one: one.first_day)
    period = Period(ends[0].after, ends[-1].before)
    if period.after and period.before and period.is_reversed:
        fault = f"“{text[first.start : last.end]}” ends before it begins"
    return replace(whole, period=period, fault=fault)


def _complete_years(
    text: str, dates: tuple[DateExpression, DateExpression], calendar: Calendar
) -> list[Period]:
    """The periods of both dates of a range: each may give the other its year."""
    first, last = dates
    is_open = tuple(one.anchor is Anchor.YEAR for one in dates)
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


def _read_again(text: str, found: DateExpression, calendar: Calendar) -> Period:
    again = match_date(text, found.start, calendar)
    return found.period if again is None or again.fault else again.period


def _bound(found: DateExpression, side: str) -> Period:
    """The days on this side of a date."""
    period = found.period
    if found.fault:
        return period
    if side in _FROM.split("|"):
        return Period(period.after, None)
    if side in _AFTER.split("|"):
        return Period(period.before and shift_date(period.before, 1), None)
    if side in _BEFORE.split("|"):
        return Period(None, period.after and shift_date(period.after, -1))
    if side in _UNTIL.split("|"):
        return Period(None, period.before)
    return period
