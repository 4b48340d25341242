"""The English names of months and weekdays, in the spellings of newspapers."""

from __future__ import annotations

import pytest

from index.language.calendar.english_names import (
    MONTHS,
    parse_english_month,
    parse_english_weekday,
)


def test_each_month_is_known_by_its_first_letters() -> None:
    assert [parse_english_month(month) for month in MONTHS] == list(range(1, 13))


@pytest.mark.parametrize(
    ("word", "month"), [("Sept.", 9), ("MARCH", 3), ("May", 5), ("Marchember", 0), ("Mai", 0)]
)
def test_spellings_of_months(word: str, month: int) -> None:
    assert parse_english_month(word) == month


@pytest.mark.parametrize(
    ("word", "weekday"),
    [
        ("Mon", 0),
        ("Tues.", 1),
        ("Weds", 2),
        ("Thur", 3),
        ("thurs", 3),
        ("Sunday", 6),
        ("Sunny", None),
    ],
)
def test_spellings_of_weekdays(word: str, weekday: int | None) -> None:
    assert parse_english_weekday(word) == weekday
