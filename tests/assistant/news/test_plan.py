"""The ways to ask a question, by the time that it names."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.core.answer import AskedPeriod, Order, PeriodUse
from assistant.news.plan import Plan, Way, get_today, plan_question
from index.core.article import Filters
from index.core.errors import DatelineError
from index.core.periods import Period
from index.language.en.dates.date_forms import Calendar
from index.language.en.dates.question_time import read_question_time

OUTLET = Filters(sources=("Kel Wire",))
MARCH = Period("2025-03", "2025-03")


def plan(question: str, filters: Filters = OUTLET) -> Plan:
    return plan_question(read_question_time(question, Calendar(date(2025, 10, 15))), filters)


def test_a_question_without_a_time_is_asked_one_way() -> None:
    asked = plan("Who is the mayor?")
    assert asked.ways == (Way("Who is the mayor?", OUTLET),)
    assert (asked.period, asked.fault, asked.is_list, asked.wants_newest) == (
        None,
        "",
        False,
        False,
    )


def test_a_period_is_asked_within_and_of_the_whole_archive() -> None:
    asked = plan("Who resigned in March 2025?")
    wide = Filters("2025-02-28", "2025-05-01", ("Kel Wire",))
    assert asked.ways == (
        Way("Who resigned?", wide, MARCH, is_inside=True),
        Way("Who resigned in March 2025?", OUTLET, MARCH),
    )
    assert asked.period == AskedPeriod("2025-03", "2025-03", "in March 2025", PeriodUse.PREFERENCE)


def test_words_of_publication_leave_one_way() -> None:
    asked = plan("Which reports from March 2025 name the mayor?")
    assert len(asked.ways) == 1
    assert (asked.ways[0].filters.after, asked.ways[0].filters.before) == ("2025-03", "2025-03")
    assert asked.ways[0].period is None
    assert asked.period is not None
    assert asked.period.how is PeriodUse.FILTER


def test_filters_and_the_period_hold_both() -> None:
    asked = plan("Who resigned in March 2025?", Filters(after="2025-03-10"))
    assert asked.ways[0].filters == Filters("2025-03-10", "2025-05-01")
    assert asked.ways[1].filters == Filters("2025-03-10")


@pytest.mark.parametrize(
    ("question", "ways", "order"),
    [
        ("What happened in March 2025?", 1, Order.OLDEST),
        ("What happened in Kel in March 2025?", 2, Order.OLDEST),
        ("latest news on herring", 1, Order.NEWEST),
        ("Has Voss changed her position on herring?", 1, Order.OLDEST),
    ],
)
def test_a_list_is_one_way_and_the_whole_archive_may_help(
    question: str, ways: int, order: Order
) -> None:
    asked = plan(question)
    assert (asked.is_list, asked.wants_newest) == (True, False)
    assert (len(asked.ways), asked.ways[0].order) == (ways, order)


def test_a_fault_is_what_is_wrong_with_the_date() -> None:
    asked = plan("Who resigned on 31 February?")
    assert (asked.fault, asked.period) == ("there is no 31 February", None)


def test_today_is_the_day_of_the_filters() -> None:
    today = date(2025, 10, 15)
    assert get_today(Filters(), today) == today
    assert get_today(Filters(as_of="2024-02"), today) == date(2024, 2, 29)
    with pytest.raises(DatelineError, match="as_of"):
        get_today(Filters(as_of="2024-02-31"), today)
