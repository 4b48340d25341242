"""A date is parsed in each spelling that can mean one date only, and in no other."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.dates import earliest, latest
from index.sources.stated_dates import UnsetDateError, parse_date

MOMENT = "2025-03-17T09:05:00"


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        (" 2025-03-17 ", "2025-03-17"),
        ("2025", "2025"),
        ("2025-03", "2025-03"),
        ("2025-03-17T09:05:00Z", f"{MOMENT}+00:00"),
        ("2025-03-17t09:05:00z", f"{MOMENT}+00:00"),
        ("2025-03-17 09:05:00 UTC", f"{MOMENT}+00:00"),
        ("2025-03-17 09:05:00 +0000 UTC", f"{MOMENT}+00:00"),
        ("2025-03-17 09:05:00 -0500", f"{MOMENT}-05:00"),
        ("2025-03-17T09:05:00+01:00[Europe/Berlin]", f"{MOMENT}+01:00"),
        ("20250317T090500Z", f"{MOMENT}+00:00"),
        ("2025-03-17T09:05:00", MOMENT),
        ("Mon, 17 Mar 2025 09:05:00 +0300", f"{MOMENT}+03:00"),
        ("17 Mar 2025 09:05 -0500", f"{MOMENT}-05:00"),
        ("Mon, 17 Mar 2025 9:05:00 GMT", f"{MOMENT}+00:00"),
        ("Mon, 17 Mar 2025 09:05:00 EST", f"{MOMENT}-05:00"),
        ("Mon, 17 Mar 2025 09:05:00 +0000 (UTC)", f"{MOMENT}+00:00"),
        ("Monday, 17 March 2025 09:05:00 +01:00", f"{MOMENT}+01:00"),
        ("Mon, Mar 17 2025 09:05:00 +0000", f"{MOMENT}+00:00"),
        ("Mon Mar 17 09:05:00 +0000 2025", f"{MOMENT}+00:00"),
        ("Mon Mar 17 09:05:00 UTC 2025", f"{MOMENT}+00:00"),
        ("Mon Mar 17 2025 09:05:00 GMT+0100 (Central European Standard Time)", f"{MOMENT}+01:00"),
        ("17/Mar/2025:09:05:00 +0000", f"{MOMENT}+00:00"),
        ("17 July 2025 09:05:00 UTC+5:30", "2025-07-17T09:05:00+05:30"),
        ("Mon, 17 Mar 25 09:05:00 GMT", f"{MOMENT}+00:00"),
        ("Monday, 17-Mar-25 09:05:00 GMT", f"{MOMENT}+00:00"),
        ("17 Mar 99 09:05:00 +0000", "1999-03-17T09:05:00+00:00"),
        ("17 Mar 25 09:05 CET", "2025-03-17"),
        ("Mon, 17 Mar 2025 09:05:00 CET +01:00", f"{MOMENT}+01:00"),
        ("Mon,17 Mar 2025 9:5:0GMT", f"{MOMENT}+00:00"),
        ("Mon, 17 Mar 2025 09:05:00 --0500", f"{MOMENT}-05:00"),
        ("2025-03-17T09:05:00:+0100", f"{MOMENT}+01:00"),
        ("Thurs, 18 Sept 2025 15:53:56 +0300", "2025-09-18T15:53:56+03:00"),
        ("Di, 23 Jan 2018 00:00:00 +0100", "2018-01-23T00:00:00+01:00"),
        ("mar., 18 mars 2025 09:05:00 +0100", "2025-03-18T09:05:00+01:00"),
        ("lun, 17 mar 2025 09:05:00 +0100", f"{MOMENT}+01:00"),
        ("March 17, 2025 at 9:05 p.m. UTC", "2025-03-17T21:05:00+00:00"),
        ("Mon 17 Mar 2025 09.05 GMT", f"{MOMENT}+00:00"),
        ("17 March 2025 9.05 UTC", f"{MOMENT}+00:00"),
        ("17 March 2025 09.05 EST", f"{MOMENT}-05:00"),
        ("17 March 2025 12:05 am GMT", "2025-03-17T00:05:00+00:00"),
        ("1742202300", f"{MOMENT}+00:00"),
        ("1742202300000", f"{MOMENT}+00:00"),
        ("1742202300.0", f"{MOMENT}+00:00"),
        ("1742202300.125", f"{MOMENT}+00:00"),
        ("/Date(1742202300000+0100)/", f"{MOMENT}+00:00"),
    ],
)
def test_spellings_that_state_one_moment(written: str, spelling: str) -> None:
    assert parse_date(written) == spelling


@pytest.mark.parametrize(
    "written",
    [
        *("17 March 2025", "March 17, 2025", "Monday, 17th of March, 2025", "mon 17 mar. 2025"),
        *("17.03.2025", "17/03/2025", "03/17/2025", "2025/03/17", "2025.03.17.", "17. 3. 2025"),
        *("17-Mar-2025 09:05", "17MAR2025", "20250317090500", "2025:03:17 09:05:00", "2025-3-17"),
        *(
            "17. März 2025, 09:05 Uhr",
            "le 17 mars 2025 à 09h05",
            "17 de marzo de 2025",
            "17 març 2025",
        ),
        *("17. maaliskuuta 2025 klo 9.05", "2025. március 17.", "17 marca 2025 r.", "17 Mart 2025"),
        *("17 марта 2025 г.", "2025年3月17日(月) 9時5分", "2025년 3월 17일"),
        # In a zone that is not certain, the day still is.
        *("Mon, 17 Mar 2025 09:05:00", "17 Mar 2025 00:30 CET", "Mon Mar 17 09:05:00 CET 2025"),
        *("2025-03-17T09:05:00-07:00Z", "17 Mar 2025 GMT", "09:05 17.03.2025 -0700"),
        *("Mon, 17 Mar 2025 24:00:00 GMT", "Mon, 17 Mar 2025 23:59:60 GMT"),
        *("Mon, 17 Mar 2025 09:05:00 Europe/Berlin", "Monday, March 17, 2025 - 3:09pm"),
        *("March 17, 2025 9:30 am EDT", "9:30 a.m. Eastern Time, March 17, 2025"),
        *("Mon 17 Mar 2025 09.05 CET", "17 March 2025, 9.05 BST"),
        *("2025/03/17 09:05:00", "Mon, Mar 17 2025 08:28:28 PM", "17 March 2025 15:30 am UTC"),
    ],
)
def test_spellings_that_state_one_day(written: str) -> None:
    assert parse_date(written) == "2025-03-17"


def test_equal_figures_are_one_day_and_an_hour_is_no_second_of_2034() -> None:
    assert parse_date("05/05/2025") == "2025-05-05"
    assert parse_date("2025031709") == "2025-03-17"
    assert parse_date("29 February 2024") == "2024-02-29"


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "03/04/2025", "03.04.2025", "3-4-25", "17/03/25", "17 March", "March 2025"),
        *("17 Mar 25", "17 Mar 25 09:05:00", "Tue, 17 Mar 25 09:05:00 GMT", "17/03-2025"),
        *("29 February 2025", "31 April 2025", "31/04/2025", "2025-13-45", "0 May 2025"),
        *("yesterday", "2 hours ago", "Published 17 March 2025", "17 March 2025 or so", "now"),
        *("17 March 2025 and 18 March 2025", "March 17 and 18, 2025", "17, 03, 2025"),
        *("17 Mar 2025 25:00:00 +0000", "17 Mar 2025 09:05 10:05", "17 Mar 0025 09:30:00 +0000"),
        *("42", "45733", "174220380", "1" * 20, "20250317256060", "17 listopad 2025"),
        *("17 March 0000", "17 Marchember 2025", "x" * 10_000, "/Date(99999999999999999)/"),
        *("１７ March 2025", "17 March ２０２５", "17 March 2025\x00", "(17 March 2025)"),
    ],
)
def test_what_states_no_date_or_two_is_refused(written: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_date(written)
    assert not isinstance(caught.value, UnsetDateError)


@pytest.mark.parametrize(
    "written",
    [
        *("1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01 00:00"),
        *("Wed, 31 Dec 1969 19:00:00 -0500", "1970-01-01T01:00:00+01:00", "01/01/1970 00:00:00"),
        *(
            "0001-01-01",
            "0001-01-01T00:00:00Z",
            "01/01/0001 00:00:00",
            "0001-01-01 00:00:00 +0000 UTC",
        ),
        *("0000-00-00", "0000-00-00 00:00:00", "00.00.0000", "Wed, 30 Nov -0001 00:00:00 +0000"),
        *("1900-01-01 00:00", "1/1/1900 12:00:00 AM", "1899-12-30T00:00:00", "1900-01-00"),
        *("9999-12-31", "9999-12-31T23:59:59", "/Date(-62135596800000)/", "1601-01-01T00:00:00Z"),
        *("NaT", "NULL", "n/a", "Invalid Date", "None", "-"),
    ],
)
def test_what_was_never_filled_in(written: str) -> None:
    with pytest.raises(UnsetDateError):
        parse_date(written)


@pytest.mark.parametrize(
    "written", ["1970-01-01", "1900-01-01", "1970-01-01T06:30:00Z", "1970-01-02T00:00:00Z"]
)
def test_an_old_paper_has_its_days(written: str) -> None:
    assert parse_date(written).startswith(written[:10])


FORMS = ["%d %B %Y", "%B %d, %Y", "%a %d %b %Y", "%A, %b %d %Y", "%Y/%m/%d", "%d-%b-%Y"]


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.sampled_from(FORMS))
def test_a_day_in_words_is_that_day(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day.isoformat()


@given(
    st.dates(date(1000, 1, 1), date(9000, 1, 1)),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y"]),
)
def test_a_day_in_figures_is_that_day_or_none(day: date, form: str) -> None:
    if day.day > 12 or day.day == day.month:
        assert parse_date(day.strftime(form)) == day.isoformat()
    else:
        with pytest.raises(ValueError):
            parse_date(day.strftime(form))


@given(st.datetimes(datetime(1970, 1, 3), datetime(9000, 1, 1)), st.integers(-12 * 4, 14 * 4))
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
