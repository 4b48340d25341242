"""Finds a date at a place of a text. Pure.

The text is in lower case with single spaces and straight apostrophes.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.core.periods import Period
from index.language.en.dates.calendar_forms import CALENDAR_FORMS
from index.language.en.dates.date_forms import Calendar, Clarity, DateFault
from index.language.en.dates.relative_forms import RELATIVE_FORMS

_FORMS = (*RELATIVE_FORMS, *CALENDAR_FORMS)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in a text: its place, and the days that it covers.

    A `fault` is a sentence about a date that there is not; the period is then meaningless.
    """

    start: int
    end: int
    period: Period
    clarity: Clarity
    fault: str = ""


def match_date(text: str, start: int, calendar: Calendar) -> DateExpression | None:
    """Find the longest date that begins at a place of the text; None if none does."""
    longest: DateExpression | None = None
    for form in _FORMS:
        match = form.pattern.match(text, start)
        if match is None or (longest is not None and match.end() <= longest.end):
            continue
        try:
            period, fault = form.read(match, calendar), ""
        except DateFault as error:
            period, fault = Period(None, None), str(error)
        except (ValueError, OverflowError):
            continue  # "2023-99" is neither two years nor a month
        longest = DateExpression(start, match.end(), period, form.clarity, fault)
    return longest
