"""Dates cover intervals of seconds. Expected numbers: `date -u -d ... +%s`."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.dates import canonicalise, earliest, latest

DAY = 86_400


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("1970", 0, 365 * DAY - 1),
        ("2025", 1_735_689_600, 1_767_225_599),
        ("2024", 1_704_067_200, 1_704_067_200 + 366 * DAY - 1),
        ("2025-03", 1_740_787_200, 1_740_787_200 + 31 * DAY - 1),
        ("2024-02", 1_706_745_600, 1_706_745_600 + 29 * DAY - 1),
        ("2024-12", 1_733_011_200, 1_735_689_599),
        ("2025-03-17", 1_742_169_600, 1_742_255_999),
        ("2024-12-31", 1_735_603_200, 1_735_689_599),
        ("1969-12-31", -DAY, -1),
        ("9999", 253_370_764_800, 253_402_300_799),
        ("9999-12", 253_399_622_400, 253_402_300_799),
        ("9999-12-31", 253_402_214_400, 253_402_300_799),
        (" 2025-03-17\n", 1_742_169_600, 1_742_255_999),
    ],
)
def test_a_date_covers_all_its_seconds(written: str, first: int, last: int) -> None:
    assert (earliest(written), latest(written)) == (first, last)


@pytest.mark.parametrize(
    ("written", "second"),
    [
        ("2025-03-17T09:30:00+03:00", 1_742_169_600 + 6 * 3600 + 1800),
        ("2025-03-17T09:30:00Z", 1_742_169_600 + 9 * 3600 + 1800),
        ("2025-03-17 09:30", 1_742_169_600 + 9 * 3600 + 1800),
        ("2025-03-17T00:30:00+05:30", 1_742_169_600 - 5 * 3600),
        ("2025-03-17T00:00:00.999", 1_742_169_600),
        ("1969-12-31T23:59:59.5", -1),
        ("0001-01-01T00:00:00+14:00", -62_135_596_800 - 14 * 3600),
    ],
)
def test_a_time_is_one_second_and_without_a_zone_it_is_utc(written: str, second: int) -> None:
    assert (earliest(written), latest(written)) == (second, second)


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        (" 2025-03-17 ", "2025-03-17"),
        ("20250317", "2025-03-17"),
        ("2025-W12-1", "2025-03-17"),
        ("2025-03-17 09:30:00+03:00", "2025-03-17T09:30:00+03:00"),
        ("2025-03-17T09:30:00Z", "2025-03-17T09:30:00+00:00"),
    ],
)
def test_canonical_keeps_the_precision(written: str, spelling: str) -> None:
    assert canonicalise(written) == spelling


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "25", "0000", "2025-3", "2025-13", "2025-00", "2025-02-29", "17.03.2025"),
        *("2025-03-17T25:00", "Tue, 18 Mar 2025 10:00:00 GMT", "March 2025", "yesterday"),
        *("２０２５", "٢٠٢٥-٠٣"),
    ],
)
def test_what_is_no_iso_date_is_refused(written: str) -> None:
    for parse in (canonicalise, earliest, latest):
        with pytest.raises(ValueError):
            parse(written)


@given(st.dates())
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    whole = [day.isoformat()[:length] for length in (4, 7, 10)]
    firsts, lasts = [earliest(text) for text in whole], [latest(text) for text in whole]
    assert firsts == sorted(firsts)
    assert lasts == sorted(lasts, reverse=True)
    assert lasts[2] - firsts[2] == DAY - 1


@given(st.datetimes(timezones=st.timezones()))
def test_the_canonical_spelling_is_the_same_instant(moment: datetime) -> None:
    once = canonicalise(moment.isoformat())
    assert canonicalise(once) == once
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    assert 0 <= (moment - epoch).total_seconds() - earliest(once) < 1.001
