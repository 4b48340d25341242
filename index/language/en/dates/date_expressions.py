"""Finds a date at a place of a text. Pure.

The text is in lower case with single spaces and straight apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.core.periods import Period
from index.language.en.dates.calendar_forms import ABSOLUTE, CALENDAR_FORMS
from index.language.en.dates.date_forms import (
    Anchor,
    Calendar,
    Clarity,
    DateFaultError,
    DateForm,
    get_group,
)
from index.language.en.dates.relative_forms import RELATIVE_FORMS

_FORMS = (*RELATIVE_FORMS, *CALENDAR_FORMS)
_RELATIVE = frozenset(form.pattern for form in RELATIVE_FORMS)


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in a text: its place, the days that it covers, and what these depend on.

    A `fault` is a sentence about a date that there is not; the period is then meaningless.
    """

    start: int
    end: int
    period: Period
    clarity: Clarity
    anchor: Anchor
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
        except DateFaultError as error:
            period, fault = Period(None, None), str(error)
        except (ValueError, OverflowError):
            continue  # "2023-99" is neither two years nor a month
        anchor = _find_anchor(form, match)
        longest = DateExpression(start, match.end(), period, form.clarity, anchor, fault)
    return longest


def _find_anchor(form: DateForm, match: re.Match[str]) -> Anchor:
    if form.pattern in _RELATIVE or get_group(match, "rank"):
        return Anchor.DAY
    year = get_group(match, "year")
    if year is None:
        return Anchor.NONE if form.read in ABSOLUTE else Anchor.YEAR
    return Anchor.NONE if year.isdigit() else Anchor.DAY
