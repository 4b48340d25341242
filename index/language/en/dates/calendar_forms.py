"""Forms of calendar dates: "17 March 2025", "Q3 2024", "the summer of 2023". Pure data.

Dates that are relative to today are in `relative_forms`.
"""

from __future__ import annotations

from index.language.en.dates import calendar_readings as read
from index.language.en.dates.date_forms import (
    COUNT,
    LONG_YEAR,
    NAMED_MONTH,
    PART,
    WEEKDAY,
    YEAR,
    Clarity,
    compile_form,
)

_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"(?: ?[-–—] ?| to | and | until | through )"
_MONTH = rf"(?P<month>{NAMED_MONTH})"
_ANY_YEAR = rf"(?P<year>{LONG_YEAR}|last year|this year|next year)"
_OF_YEAR = rf",?(?: of)? {_ANY_YEAR}"
_WEEKDAY = rf"(?:{WEEKDAY},? )?"
_SEASON = rf"(?P<season>{'|'.join(read.SEASONS)})"
_FEAST = rf"(?P<feast>{'|'.join(read.FEASTS)})"
_NUMBER = rf"(?:the )?(?P<number>{'|'.join(read.NUMBERS)})"
_NUMBER_SIGNS = r"(?P<mark>[/.-])"

# The first form that matches decides, so longer ones stand before their beginnings.
CALENDAR_FORMS = (
    compile_form(rf"(?P<iso>{YEAR}-\d\d-\d\d)(?!-)", read.read_iso),
    compile_form(
        rf"(?P<year>(?:19|20)\d\d){_NUMBER_SIGNS}(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})",
        read.read_numeric_from_year,
    ),
    compile_form(
        rf"(?P<one>\d{{1,2}}){_NUMBER_SIGNS}(?P<other>\d{{1,2}})(?P=mark)"
        r"(?P<year>(?:19|20)\d\d|(?<=/)\d\d)",
        read.read_numeric,
    ),
    compile_form(
        rf"(?P<first>{_DAY}){_TO}(?P<last>{_DAY})(?: of)? {_MONTH}(?:{_OF_YEAR})?", read.read_days
    ),
    compile_form(
        rf"{_MONTH} (?P<first>{_DAY}){_TO}(?P<last>{_DAY})(?![.,]?\d)(?:{_OF_YEAR})?",
        read.read_days,
    ),
    compile_form(
        rf"{_WEEKDAY}(?:the )?(?P<day>{_DAY})(?: of)? {_MONTH}(?:{_OF_YEAR})?", read.read_day
    ),
    compile_form(
        rf"{_WEEKDAY}{_MONTH} (?:the )?(?P<day>{_DAY})(?![.,]?\d)(?:{_OF_YEAR})?", read.read_day
    ),
    compile_form(rf"{PART}?{_MONTH}{_OF_YEAR}", read.read_month),
    compile_form(rf"{PART}?(?P<rank>last|this|next) {_MONTH}", read.read_month),
    compile_form(rf"{PART}{_MONTH}", read.read_month),
    compile_form(_MONTH, read.read_month, Clarity.BARE),
    compile_form(
        rf"(?:the )?(?P<number>first|second|third|fourth|last) week of {_MONTH}(?:{_OF_YEAR})?",
        read.read_week,
    ),
    compile_form(
        rf"(?:the )?(?P<number>first|last) (?P<count>{COUNT}) months of {_ANY_YEAR}",
        read.read_months,
    ),
    compile_form(rf"(?:q(?P<digit>[1-4])|{_NUMBER} quarter){_OF_YEAR}", read.read_quarter),
    compile_form(rf"(?P<year>{YEAR})[ -]?q(?P<digit>[1-4])", read.read_quarter),
    compile_form(r"q(?P<digit>[1-4])", read.read_quarter),
    compile_form(rf"(?!last){_NUMBER} quarter", read.read_quarter, Clarity.BARE),
    compile_form(rf"(?:h(?P<digit>[12])|{_NUMBER} half){_OF_YEAR}", read.read_half),
    compile_form(
        rf"(?:the )?(?:early |late |mid-)?{_SEASON},?(?: of)?"
        rf" (?P<year>{YEAR}|last year|this year)(?P<to>[-/–](?:\d\d){{1,2}})?",
        read.read_season,
    ),
    compile_form(rf"(?P<rank>last|this|the past|past) {_SEASON}", read.read_season),
    compile_form(
        rf"(?:the )?{PART}?(?:the )?(?P<century>1[5-9]\d|20\d)0'?s", read.read_decade, Clarity.BARE
    ),
    compile_form(
        rf"the {PART}?(?:'?(?P<digit>[3-9])0'?s|(?P<word>{'|'.join(read.DECADES)}))",
        read.read_decade,
        Clarity.BARE,
    ),
    compile_form(rf"{_FEAST}{_OF_YEAR}", read.read_feast),
    compile_form(_FEAST, read.read_feast, Clarity.BARE),
    compile_form(rf"(?P<iso>{YEAR}-(?:0[1-9]|1[0-2]))(?![-–/])", read.read_iso),
    compile_form(
        rf"(?P<first>{YEAR})[-–/](?P<last>\d\d(?:\d\d)?)(?![-–/])", read.read_years, Clarity.BARE
    ),
    compile_form(r"(?:the )?year (?P<year>0|\d{5,9})", read.read_year),
    compile_form(rf"(?:the )?year (?P<year>{YEAR})", read.read_year),
    compile_form(rf"{PART}(?:the year )?(?P<year>{YEAR}|last year|this year)", read.read_year),
    compile_form(r"(?P<year>last year|this year|next year)", read.read_year),
    compile_form(rf"(?P<year>{LONG_YEAR})(?![-–/.,:]?\d)", read.read_year, Clarity.BARE),
)
# Forms that name their year by other means than a group of that name.
ABSOLUTE = frozenset((read.read_iso, read.read_decade, read.read_years))
