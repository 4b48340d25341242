"""Dates as they are typed in a chat, on 15 October 2025, a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.outlets import match_outlets
from assistant.chat.resolution.narrowing import FilterChange, parse_filter_change
from index.core.article import Filters
from index.core.periods import Period
from index.language.en.dates.date_forms import Calendar
from index.language.en.periods import parse_period

TODAY = date(2025, 10, 15)
OUTLETS = ("Meridian Wire", "The Harbour Post", "Marlow Post", "Rain and Shine")


@pytest.mark.parametrize(
    ("phrase", "after", "before"),
    [
        ("since 2024", "2024", None),
        ("from march 2025", "2025-03", None),
        ("march 2025 onwards", "2025-03", None),
        ("in march 2025", "2025-03", "2025-03"),
        ("2023", "2023", "2023"),
        ("before june", None, "2025-05"),
        ("before 2025", None, "2024"),
        ("before 1 march 2024", None, "2024-02-29"),
        ("before january 2025", None, "2024-12"),
        ("after 2023", "2024", None),
        ("after december 2024", "2025-01", None),
        ("until may", None, "2025-05"),
        ("between march and may 2025", "2025-03", "2025-05"),
        ("between may and march 2025", "2024-05", "2025-03"),
        ("from november to february 2025", "2024-11", "2025-02"),
        ("2023-2024", "2023", "2024"),
        ("in november", "2024-11", "2024-11"),
        ("last october", "2024-10", "2024-10"),
        ("on 17 march 2025", "2025-03-17", "2025-03-17"),
        ("march 17th, 2025", "2025-03-17", "2025-03-17"),
        ("since 2025-03-17", "2025-03-17", None),
        ("last week", "2025-10-06", "2025-10-12"),
        ("this week", "2025-10-13", "2025-10-19"),
        ("last month", "2025-09", "2025-09"),
        ("last year", "2024", "2024"),
        ("yesterday", "2025-10-14", "2025-10-14"),
        ("the last two weeks", "2025-10-01", None),
        ("in the past 20 months", "2024-02-15", None),
    ],
)
def test_a_phrase_is_a_period(phrase: str, after: str | None, before: str | None) -> None:
    assert parse_period(phrase, TODAY) == Period(after, before)


@pytest.mark.parametrize(
    "phrase", ["", "30 february 2025", "soon", "in 2", "03/04/2025", "2025-13", "the 5", "since"]
)
def test_what_is_no_date_is_not_read(phrase: str) -> None:
    assert parse_period(phrase, TODAY) is None


def test_a_month_belongs_to_the_year_that_is_spoken_of() -> None:
    assert parse_period("in march", TODAY, 2023) == Period("2023-03", "2023-03")


@given(st.text(max_size=40), st.dates())
def test_no_phrase_raises(phrase: str, today: date) -> None:
    parse_period(phrase, today)
    parse_filter_change(phrase, Calendar(today), OUTLETS)


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("meridian wire", ("Meridian Wire",)),
        ("the meridan wire", ("Meridian Wire",)),
        ("meridian", ("Meridian Wire",)),
        ("harbour post and meridian wire", ("The Harbour Post", "Meridian Wire")),
        ("rain and shine", ("Rain and Shine",)),
        ("post", ()),
        ("poland", ()),
        ("meridian wire and poland", ()),
    ],
)
def test_outlets_are_known_by_what_only_one_of_them_has(
    text: str, outlets: tuple[str, ...]
) -> None:
    assert match_outlets(text, OUTLETS) == outlets


def test_new_dates_take_the_place_of_those_that_contradict_them() -> None:
    before = Filters(before="2024-06")
    assert FilterChange(Period("2024", None)).apply_to(before) == Filters("2024", "2024-06")
    assert FilterChange(Period("2025", None)).apply_to(before) == Filters("2025", None)
