"""A date is parsed in each spelling that can mean one date only, and in no other."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.dates import earliest, latest
from index.sources.stated_dates import parse_date


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        (" 2025-03-17 ", "2025-03-17"),
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-17T09:30:00Z", "2025-03-17T09:30:00+00:00"),
        ("Mon, 17 Mar 2025 09:30:00 +0300", "2025-03-17T09:30:00+03:00"),
        ("17 Mar 2025 09:30 -0500", "2025-03-17T09:30:00-05:00"),
        ("Mon, 17 Mar 2025 09:30:00 GMT", "2025-03-17T09:30:00+00:00"),
        ("Mon, 17 Mar 2025 09:30:00 EST", "2025-03-17T09:30:00-05:00"),
        ("Mon, 17 Mar 2025 09:30:00 +0000 (UTC)", "2025-03-17T09:30:00+00:00"),
        ("17 March 2025", "2025-03-17"),
        ("March 17, 2025", "2025-03-17"),
        ("Monday, 17th of March, 2025", "2025-03-17"),
        ("mon 17 mar. 2025", "2025-03-17"),
        ("Sept 3rd 2025", "2025-09-03"),
        ("1 May 2025", "2025-05-01"),
        ("29 February 2024", "2024-02-29"),
        ("1742203800", "2025-03-17T09:30:00+00:00"),
        ("1742203800000", "2025-03-17T09:30:00+00:00"),
        ("1742203800.0", "2025-03-17T09:30:00+00:00"),
    ],
)
def test_spellings_that_state_one_date(written: str, spelling: str) -> None:
    assert parse_date(written) == spelling


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "03/04/2025", "17.03.2025", "3-4-25", "17 March", "March 2025", "March 17"),
        *("29 February 2025", "31 April 2025", "0 May 2025", "17 Marchember 2025", "17 Mai 2025"),
        *("yesterday", "2 hours ago", "Published 17 March 2025", "17 March 2025 or so", "now"),
        *("17 Mar 2025 25:00:00 +0000", "17 Mar 25 09:30:00 +0000", "42", "174220380", "1" * 20),
        *("20250317093000", "17 March 0000", "x" * 10_000),
        *("１７ March 2025", "17 March ２０２５", "17 March 2025\x00"),
    ],
)
def test_what_states_no_date_or_two_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_date(written)


@pytest.mark.parametrize(
    "written",
    [
        "17 Mar 0025 09:30:00 +0000",  # becomes 2025
    ],
)
def test_what_is_no_known_spelling_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_date(written)


@given(st.dates(), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %b %d %Y"]))
def test_a_day_in_words_is_that_day(day: date, form: str) -> None:
    words = day.strftime(form.replace("%Y", f"{day.year:04d}"))
    assert parse_date(words) == day.isoformat()


@given(st.datetimes(datetime(1900, 1, 1)), st.integers(-12 * 4, 14 * 4))
def test_the_date_of_an_e_mail_keeps_its_moment_and_zone(moment: datetime, quarters: int) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    assert parse_date(format_datetime(moment)) == moment.isoformat()


@given(st.text(max_size=40) | st.from_regex(r"[0-9 :,.+A-Za-z/-]{1,40}", fullmatch=True))
def test_any_text_states_a_date_or_is_refused(text: str) -> None:
    try:
        parsed = parse_date(text)
    except ValueError:
        return
    assert parse_date(parsed) == parsed
    assert earliest(parsed) <= latest(parsed)


def test_a_zone_that_means_several_leaves_the_day() -> None:
    assert parse_date("17 Mar 2025 00:30 CET") == "2025-03-17"
    assert parse_date("2025031709") == "2025-03-17"  # a day and an hour, not a second of 2034
    assert parse_date("17 Mar 2025 00:30 GMT") == "2025-03-17T00:30:00+00:00"
