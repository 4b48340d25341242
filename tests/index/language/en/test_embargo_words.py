"""Embargoes in words have one meaning or none, and a film about one is not an instruction."""

from __future__ import annotations

import pytest

from index.language.en.publishing.embargo_words import is_embargo_line, parse_embargo


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Embargoed until 00:01 GMT, Monday 17 March 2025", "2025-03-17T00:01:00+00:00"),
        ("17 March 2025 0001 GMT", "2025-03-17T00:01:00+00:00"),
        ("2025-03-17 06:00 UTC", "2025-03-17T06:00:00+00:00"),
        ("6.30 p.m. GMT on March 17, 2025", "2025-03-17T18:30:00+00:00"),
        ("until 9pm 3rd of January 2025", "2025-01-03T21:00:00"),
        ("12 a.m. GMT 3 January 2025", "2025-01-03T00:00:00+00:00"),
        ("noon, 17 March 2025", "2025-03-17T12:00:00"),
        ("17 March 2025 18:00 +0100", "2025-03-17T18:00:00+01:00"),
        ("not for publication before 1800hrs Friday 3 January 2025", "2025-01-03T18:00:00"),
        # Of a zone with several meanings, the latest counts: the time has no zone then.
        ("6 a.m. EST on March 17, 2025", "2025-03-17T06:00:00"),
        # The end of the day is the later of its midnights.
        ("midnight 17 March 2025", "2025-03-17"),
        ("17 March 2025", "2025-03-17"),
    ],
)
def test_what_an_embargo_means(text: str, date: str) -> None:
    assert parse_embargo(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "after the speech",
        "two hours after the speech on 17 March 2025",
        "from 2025-01-03 until 2025-01-05",
        "17 March, 6 a.m.",
        "13 p.m. 17 March 2025",
        "06:00 or 07:00 17 March 2025",
        "31 February 2025",
        "",
    ],
)
def test_what_can_mean_several_times_means_none(text: str) -> None:
    with pytest.raises(ValueError):
        parse_embargo(text)


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 0001 GMT 17 March 2025",
        "Embargo: 17 March 2025",
        "EMBARGO",
        "(Embargoed till 6pm)",
        "Strictly embargoed until midnight",
        "NOT FOR PUBLICATION BEFORE 0600 GMT Monday 3 March 2025",
        "Not for release until 9am",
        "Do not use before 3 March 2025",
        "For release after 12:00 GMT, 3 March 2025",
        "Hold for release 3 March 2025",
    ],
)
def test_lines_that_hold_a_story(line: str) -> None:
    assert is_embargo_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Embargo on cigars lifted",
        "Embargo to end, says mayor",
        "The following information is not for publication",
        "not for publication",
        "Use of force before the riot",
        "Holding until spring",
        "For release the prisoner paid",
    ],
)
def test_lines_of_a_story(line: str) -> None:
    assert not is_embargo_line(line)
