"""Periods of days: what they contain, share and become."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.periods import (
    Period,
    get_first_day,
    get_last_day,
    parse_day,
    shift_date,
    shift_months,
)

MARCH = Period("2025-03", "2025-03")


def test_bounds_are_days_of_the_calendar() -> None:
    assert (MARCH.first_day, MARCH.last_day) == (date(2025, 3, 1), date(2025, 3, 31))
    assert Period("2024-02", "2024-02").last_day == date(2024, 2, 29)
    assert (Period(None, "2024").first_day, Period("2024", None).last_day) == (date.min, date.max)


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (Period("2025-03-31", "2025-04"), True),
        (Period("2025-04", "2025-04"), False),
        (Period("2025", "2025"), True),
        (Period(None, "2025-03-01"), True),
        (Period(None, None), True),
    ],
)
def test_two_periods_share_days(other: Period, overlaps: bool) -> None:
    assert MARCH.overlaps(other) == other.overlaps(MARCH) == overlaps


def test_a_period_is_widened_at_its_closed_ends() -> None:
    assert MARCH.widen(1, 31) == Period("2025-02-28", "2025-05-01")
    assert Period("2025", None).widen(1, 31) == Period("2024-12-31", None)
    assert Period("0001", "9999").widen(1, 1) == Period("0001-01-01", "9999-12-31")


def test_a_part_of_a_period_lies_between_bounds() -> None:
    assert MARCH.intersect("2025-03-10", None) == Period("2025-03-10", "2025-03")
    assert MARCH.intersect("2024", "2025") == MARCH
    assert MARCH.intersect("2025-04", None).is_reversed
    assert not MARCH.is_reversed


def test_dates_are_shifted_in_their_precision() -> None:
    assert shift_date("2024", -1) == "2023"
    assert shift_date("2024-12", 1) == "2025-01"
    assert shift_date("2024-02-28", 1) == "2024-02-29"
    assert shift_months(date(2025, 3, 31), -1) == date(2025, 2, 28)
    with pytest.raises(ValueError, match="calendar"):
        shift_months(date.min, -1)


def test_a_day_is_read_as_it_is_written() -> None:
    assert parse_day("2025-03-17T23:30:00+03:00") == date(2025, 3, 17)
    assert [parse_day(text) for text in ("2025-03", "2025", None, "soon")] == [None] * 4


@pytest.mark.parametrize("text", ["2025-13", "2025-02-30", "soon", "0000"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        get_first_day(text)


@given(st.dates(), st.dates())
def test_a_period_contains_what_it_overlaps(one: date, other: date) -> None:
    day = Period(other.isoformat(), other.isoformat())
    period = Period(one.isoformat(), None)
    assert period.contains(other) == period.overlaps(day) == (one <= other)
    assert get_last_day(other.isoformat()) == other
