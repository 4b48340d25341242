"""Dates as people read them, in the precision that is known."""

from __future__ import annotations

import pytest

from index.language.en.date_words import (
    format_date,
    format_interval,
    format_long_date,
    format_source,
)


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2025", "2025"),
        ("2025-03", "Mar 2025"),
        ("2025-03-07", "7 Mar 2025"),
        ("2025-12-31T23:59:00+03:00", "31 Dec 2025"),
        ("0476-09-04", "4 Sep 0476"),
        (None, "undated"),
        ("", "undated"),
    ],
)
def test_a_date_is_read_in_its_precision(published: str | None, read: str) -> None:
    assert format_date(published) == read


def test_an_attribution_says_what_is_unknown() -> None:
    assert format_source("Meridian Wire", "2025-03-17") == "Meridian Wire, 17 Mar 2025"
    assert format_source("", None) == "unknown outlet, undated"


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("2025-03-17", "Monday, 17 March 2025"),
        ("2024-02-29T23:59:00+03:00", "Thursday, 29 February 2024"),
        ("2025-03", "March 2025"),
        ("2025", "2025"),
        (None, "undated"),
    ],
)
def test_a_date_in_full_has_its_weekday(published: str | None, read: str) -> None:
    assert format_long_date(published) == read


@pytest.mark.parametrize(
    ("after", "before", "read"),
    [
        ("2025-03", None, "from Mar 2025"),
        (None, "2024", "until 2024"),
        ("2025-03", "2025-05", "Mar 2025 – May 2025"),
        ("2025", "2025", "2025"),
        (None, None, ""),
    ],
)
def test_an_interval_is_open_or_closed(after: str | None, before: str | None, read: str) -> None:
    assert format_interval(after, before) == read
