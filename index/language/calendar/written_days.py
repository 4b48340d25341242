"""A day in words or figures, in the order of any country, if it can mean one day only. Pure.

Leaves out the time of day and ISO 8601. 03/04/2025 is two days, 17/03/2025 and 03/17/2025 are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from index.language.calendar.names import is_joining_word, is_weekday, parse_month

_TOKEN = re.compile(
    r"(?P<number>[0-9]+)(?P<ordinal>(?:st|nd|rd|th|er)(?![^\W\d_])|[ºª°])?"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<mark>\S)"
)
_MARKS = frozenset(",.-–—/|·•:;'’")
_BETWEEN_FIGURES = re.compile(r"(?P<mark>[./:-])\s?|(?P<letter>[年月년월])\s?|\s")
_UNIT = frozenset("年月日년월일")
_NAME = r"[^\W\d_]{3,14}"
# What may be a day amid other words.
_CANDIDATE = re.compile(
    r"(?<![\d./:-])(?:"
    r"\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}\.\s\d{1,2}\.\s\d{4}"
    r"|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|[ºª°.])?[\s-]+(?:(?:of|de|di|d['’])\s+)?{_NAME}\.?,?[\s-]+"
    r"(?:del?\s+)?\d{4}"
    rf"|{_NAME}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{4}}\.?\s+{_NAME}\s+\d{{1,2}}"
    r")(?![\d/-])"
)
_SHORT_YEAR = 2
_LONG_YEAR = 4


class AmbiguousDayError(ValueError):
    """A day that can be two."""


def parse_written_day(text: str) -> date:
    """The day that a text states.

    Raises AmbiguousDayError if it can mean two, ValueError if it states none or anything else.
    """
    tokens = list(_TOKEN.finditer(text))
    numbers = [token for token in tokens if token["number"]]
    words = [token["word"] for token in tokens if token["word"]]
    if any(token["mark"] not in _MARKS for token in tokens if token["mark"]):
        raise ValueError("not a day")
    if len(numbers) == 3 and all(_is_beside_figures(word) for word in words):
        return _read_figures(text, numbers)
    if len(numbers) != 2:
        raise ValueError("not a day")
    return _read_with_month(numbers, _find_month(words))


def find_written_days(text: str) -> Iterator[str]:
    """Find the days amid other words, also those that can be two.

    Of "0600 GMT 2 January 2030" the first three words look like a day, and are none.
    """
    start = 0
    while match := _CANDIDATE.search(text, start):
        start = match.end()
        try:
            parse_written_day(match[0])
        except AmbiguousDayError:
            pass
        except ValueError:
            start = match.start() + 1
            continue
        yield match[0]


def _is_beside_figures(word: str) -> bool:
    return word in _UNIT or is_joining_word(word) or is_weekday(word)


def _read_figures(text: str, numbers: list[re.Match[str]]) -> date:
    """The day in three numbers. Raises ValueError if they can mean two days."""
    first, second, third = numbers
    gaps = [
        _BETWEEN_FIGURES.fullmatch(text, before.end(), after.start())
        for before, after in ((first, second), (second, third))
    ]
    if not all(gaps) or len({gap["mark"] for gap in gaps if gap}) > 1:
        raise ValueError("not a day")
    if any(number["ordinal"] for number in numbers):
        raise ValueError("not a day")
    lengths = [len(number[0]) for number in numbers]
    values = [int(number[0]) for number in numbers]
    if lengths[0] == _LONG_YEAR and max(lengths[1:]) <= _SHORT_YEAR:
        return _make_day(*values)
    if lengths[2] != _LONG_YEAR or max(lengths[:2]) > _SHORT_YEAR:
        raise ValueError("not a day")
    day, month, year = values
    if month > 12:
        day, month = month, day
    elif day <= 12 and day != month:
        raise AmbiguousDayError("it can mean two days")
    return _make_day(year, month, day)


def _read_with_month(numbers: list[re.Match[str]], month: int) -> date:
    """The day in two numbers and the name of a month."""
    years = [number for number in numbers if len(number["number"]) == _LONG_YEAR]
    days = [number for number in numbers if len(number["number"]) <= _SHORT_YEAR]
    if len(years) != 1 or len(days) != 1 or years[0]["ordinal"]:
        raise ValueError("not a day")
    return _make_day(int(years[0]["number"]), month, int(days[0]["number"]))


def _find_month(words: list[str]) -> int:
    """The month among the words; the others may only be a weekday and joining words.

    "mar. 18 mars" has a Tuesday in front. Raises ValueError if there is no month.
    """
    months = [word for word in words if parse_month(word) and not is_joining_word(word)]
    others = [word for word in words if word not in months]
    if len(months) == 2 and is_weekday(months[0]):
        months = months[1:]
    if len(months) != 1 or len([word for word in others if not is_joining_word(word)]) > 1:
        raise ValueError("not a day")
    if not all(is_joining_word(word) or is_weekday(word) for word in others):
        raise ValueError("not a day")
    return parse_month(months[0])


def _make_day(year: int, month: int, day: int) -> date:
    if year < 1000:
        raise ValueError("not a year")
    return date(year, month, day)
