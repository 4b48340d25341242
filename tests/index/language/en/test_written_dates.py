"""Days in words are parsed alone and found amid other words."""

from __future__ import annotations

import pytest

from index.language.en.written_dates import MONTHS, find_written_dates, parse_written_date


def test_each_month_is_known_by_its_first_letters() -> None:
    days = [parse_written_date(f"1 {month} 2025") for month in MONTHS]
    assert days == [f"2025-{number:02}-01" for number in range(1, 13)]


def test_what_is_more_or_less_than_a_day_is_no_written_date() -> None:
    for text in ("March 2025", "on 17 March 2025", "2025-03-17", "17 Mai 2025", ""):
        assert parse_written_date(text) == ""


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError):
        parse_written_date("31 April 2025")


def test_days_are_found_in_order() -> None:
    text = "Published 17 March 2025, updated on March 18th, 2025 (2025-03-19)"
    assert list(find_written_dates(text)) == ["17 March 2025", "March 18th, 2025", "2025-03-19"]
