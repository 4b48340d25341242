"""The time of a question, asked on 15 October 2025, a Wednesday."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.periods import Period
from index.language.en.dates.date_forms import Calendar
from index.language.en.dates.question_time import PeriodKind, QuestionTime, read_question_time
from index.search.query import MAX_QUERY_CHARACTERS

TODAY = Calendar(date(2025, 10, 15))
PLAIN, PUBLISHED = PeriodKind.PLAIN, PeriodKind.PUBLISHED


def read(question: str) -> QuestionTime:
    return read_question_time(question, TODAY)


@pytest.mark.parametrize(
    ("question", "after", "before", "rest"),
    [
        ("What did Voss say on 5 Sep 2025?", "2025-09-05", "2025-09-05", "What did Voss say?"),
        ("What did Voss say on Sept. 5th, 2025?", "2025-09-05", "2025-09-05", "What did Voss say?"),
        ("What did Voss say on 25/9/2025?", "2025-09-25", "2025-09-25", "What did Voss say?"),
        ("What did Voss say on 2025-09-05?", "2025-09-05", "2025-09-05", "What did Voss say?"),
        ("In March 2025, what did Voss say?", "2025-03", "2025-03", "what did Voss say?"),
        ("tram strike kel march 2025", "2025-03", "2025-03", "tram strike kel"),
        ("Who resigned last week?", "2025-10-06", "2025-10-12", "Who resigned?"),
        ("Who resigned yesterday?", "2025-10-14", "2025-10-14", "Who resigned?"),
        ("Who resigned on Friday?", "2025-10-10", "2025-10-10", "Who resigned?"),
        ("Who resigned three days ago?", "2025-10-12", "2025-10-12", "Who resigned?"),
        ("Who resigned this year?", "2025", "2025", "Who resigned?"),
        ("Who has resigned since February?", "2025-02", None, "Who has resigned?"),
        ("Who led the party until 2024?", None, "2024", "Who led the party?"),
        ("Who resigned before May 2024?", None, "2024-04", "Who resigned?"),
        ("Who resigned after May 2024?", "2024-06", None, "Who resigned?"),
        ("Who left between March and June 2025?", "2025-03", "2025-06", "Who left?"),
        ("Who left between 1 and 5 March 2025?", "2025-03-01", "2025-03-05", "Who left?"),
        ("Who left from November 2024 to March?", "2024-11", "2025-03", "Who left?"),
        ("fires in the summer of 2023", "2023-06", "2023-08", "fires"),
        ("fires in the winter of 2023", "2022-12", "2024-02", "fires"),
        ("fires in winter 2023/24", "2023-12", "2024-02", "fires"),
        ("fires last summer", "2025-06", "2025-08", "fires"),
        ("Who resigned in early 2024?", "2024-01", "2024-04", "Who resigned?"),
        ("Who resigned in late March 2025?", "2025-03-21", "2025-03-31", "Who resigned?"),
        ("Who resigned at the end of last year?", "2024-09", "2024-12", "Who resigned?"),
        ("Who ruled in the 1990s?", "1990", "1999", "Who ruled?"),
        ("Who ruled in the early nineties?", "1990", "1993", "Who ruled?"),
        ("Who ruled in the 1800s?", "1800", "1899", "Who ruled?"),
        ("growth in Q3 2024", "2024-07", "2024-09", "growth"),
        ("growth in the first half of 2024", "2024-01", "2024-06", "growth"),
        ("growth in the first three months of 2024", "2024-01", "2024-03", "growth"),
        ("Who left over the past month?", "2025-09-15", None, "Who left?"),
        ("Who left in the last two weeks?", "2025-10-01", None, "Who left?"),
        ("What broke on Christmas Day 2024?", "2024-12-25", "2024-12-25", "What broke?"),
        ("What was said at last week's summit?", "2025-10-06", "2025-10-12",
         "What was said at the summit?"),
        ("What did the March 2025 report say?", "2025-03", "2025-03", "What did the report say?"),
        ("Who won in 2023 and 2024?", "2023", "2024", "Who won?"),
        ("What did Voss say before the summit on 15 August?", None, "2025-08-14",
         "What did Voss say before the summit?"),
        ("Voss on herring before the June 2025 summit", None, "2025-06",
         "Voss on herring before the summit"),
        ("What followed the attack on Kel on 7 October?", "2025-10-07", "2025-10-07",
         "What followed the attack on Kel?"),
    ],
)  # fmt: skip
def test_a_period_is_found_and_split_off(
    question: str, after: str | None, before: str | None, rest: str
) -> None:
    time = read(question)
    assert (time.period, time.rest) == (Period(after, before), rest)
    assert time.phrase in question
    assert time.fault == ""


@pytest.mark.parametrize(
    "question",
    [
        "What is Agenda 2030?",
        "Did 2,025 people die in the flood?",
        "Where did 2025 people gather?",
        "Who won the 2018 World Cup?",
        "Who scored in 2018 World Cup matches?",
        "How much will the port cost by 2035?",
        "What will happen in 2029?",
        "What did Theresa May say?",
        "Who was prime minister before May?",
        "letters from May about the budget",
        "What may 2025 bring?",
        "Did prices fall?",
        "What happened on Black Friday?",
        "Who presents Last Week Tonight?",
        "Who could work from the following Monday on?",
        "the 24/7 channel",
        "What happened in the last week of the campaign?",
        "What was the value of swaps approved by end February 2025?",
        "What did Voss say in February 2024 about the vote planned for June 2026?",
        "What did Voss say in February 2024 and what in September 2025?",
        "Who is the mayor?",
        "Was he in Room 2012?",
    ],
)
def test_years_in_names_numbers_deadlines_and_two_times_are_no_period(question: str) -> None:
    time = read(question)
    if time.period is not None:  # a deadline beside a time
        assert time.period == Period("2024-02", "2024-02")
    else:
        assert (time.phrase, time.rest, time.fault) == ("", question, "")


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ("What happened on 31 February?", "There is no 31 February"),
        ("What happened on 29 February 2023?", "There is no 29 February 2023"),
        ("What happened on 2025-02-30?", "There is no 2025-02-30"),
        ("What happened on 13/13/2025?", "There is no 13/13/2025"),
        ("What happened in the year 20255?", "There is no year 20255"),
        ("What happened in 20255?", "There is no year 20255"),
        ("What happened in March 20255?", "There is no year 20255"),
        ("What happened from 2025 to 2023?", "“2025 to 2023” ends before it begins"),
        ("What happened between June 2025 and March 2024?",
         "“june 2025 and march 2024” ends before it begins"),
        ("What happened on 5/9/2025?", "“5/9/2025” can be 5 September or 9 May 2025"),
    ],
)  # fmt: skip
def test_an_impossible_date_is_a_sentence(question: str, fault: str) -> None:
    time = read(question)
    assert (time.fault, time.period, time.rest) == (fault, None, "What happened?")


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("articles from August 2025", PUBLISHED),
        ("news on 17 March 2025", PUBLISHED),
        ("stories published since February", PUBLISHED),
        ("yesterday's headlines", PUBLISHED),
        ("March 2025 articles on herring", PUBLISHED),
        ("What was published on 17 March 2025?", PUBLISHED),
        ("What did the press write in May 2024?", PUBLISHED),
        ("reports from June 2024", PUBLISHED),
        ("What reports did the committee publish in 2024?", PLAIN),
        ("What did Voss tell Kel News in March 2025?", PLAIN),
        ("Which articles mention Voss in 2024?", PLAIN),
        ("What did the annual report of 2024 say?", PLAIN),
    ],
)
def test_words_of_publication_make_a_filter(question: str, kind: PeriodKind) -> None:
    assert read(question).kind is kind


def test_articles_from_a_month_are_of_that_month() -> None:
    assert read("articles from August 2025").period == Period("2025-08", "2025-08")
    assert read("What has Voss said from August 2025 on?").period == Period("2025-08", None)


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("latest news on herring", "news on herring"),
        ("Who is the mayor now?", "Who is the mayor?"),
        ("What is the most recent statement by Voss?", "What is the statement by Voss?"),
        ("What does Voss currently say?", "What does Voss say?"),
        ("Who is the current mayor?", "Who is the mayor?"),
        ("Who leads Caldria today?", "Who leads Caldria?"),
        ("recent developments in the strike", "developments in the strike"),
        ("newest figures", "figures"),
        ("What is the price of herring at the moment?", "What is the price of herring?"),
        ("Who holds the cup these days?", "Who holds the cup?"),
    ],
)
def test_some_words_ask_for_the_newest(question: str, rest: str) -> None:
    time = read(question)
    assert (time.wants_newest, time.rest, time.period) == (True, rest, None)


@pytest.mark.parametrize(
    "question",
    [
        "What is Apocalypse Now about?",
        "What did Voss say today?",
        "When did the fleet last sail?",
        "Who must vote at the latest on Friday?",
        "Who can go now that it rains?",
        "What is the direct current of the cable?",
        "How will Kel pay from now on?",
    ],
)
def test_other_words_do_not(question: str) -> None:
    assert not read(question).wants_newest


@pytest.mark.parametrize(
    ("question", "is_newest_first"),
    [
        ("timeline of the strike, newest first", True),
        ("timeline of the strike in reverse chronological order", True),
        ("timeline of the strike, oldest first", False),
        ("timeline of the strike in chronological order", False),
        ("timeline of the strike", None),
    ],
)
def test_the_order_of_a_list_is_split_off(question: str, is_newest_first: bool | None) -> None:
    time = read(question)
    assert (time.is_newest_first, time.rest) == (is_newest_first, "timeline of the strike")
    assert not time.wants_newest


def test_only_the_calendar_tells_the_year_of_a_month() -> None:
    assert read("Who resigned in March?").is_yearless
    assert read("Who resigned on 7 April?").is_yearless
    assert not read("Who resigned in March 2025?").is_yearless
    assert not read("Who resigned last week?").is_yearless


def test_capitals_and_odd_letters_do_not_matter() -> None:
    assert read("WHO RESIGNED IN MARCH 2025?").period == Period("2025-03", "2025-03")
    time = read("What did İpek say in March 2025?")
    assert (time.rest, time.phrase) == ("What did İpek say?", "in March 2025")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Which cable broke at Christmas 2024?", {"at", "Christmas"}),
        ("How were firms merged in the mid-1980s?", {"in", "the", "mid-1980s"}),
        ("Who resigned in Q3 2024?", {"in", "Q3"}),
        ("Who resigned in March 2025?", {"in"}),
        ("Who resigned on Friday, 5 September 2025?", {"on"}),
        ("Who resigned?", set()),
    ],
)
def test_words_of_a_time_that_a_text_need_not_have(question: str, words: set[str]) -> None:
    assert read(question).words == words


def test_a_question_can_be_given_its_period() -> None:
    period = Period("2025-09", "2025-09")
    time = QuestionTime.with_period("What did Voss say?", period, "in September 2025")
    assert time.question == "What did Voss say in September 2025?"
    assert (time.rest, time.period) == ("What did Voss say?", period)
    assert QuestionTime.ignore("Who resigned in March?").period is None


WORDS = (
    "what happened on in since between and until last week 31 February May march 2025 20255"
    " 5/9/2025 1.1.24 Q3 the 1990s quarter of summer winter latest now 's , ? İ ’ articles from — -"
    " newest first 99 years ago the day before yesterday Monday’s"
).split()


@given(st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text(max_size=60)))
def test_no_question_raises(question: str) -> None:
    time = read(question)
    assert time.period is None or not time.fault
    assert time.period is None or time.period.first_day <= TODAY.today
    assert time.phrase in question


def test_a_long_question_is_read_in_time_that_grows_with_its_length() -> None:
    question = ("since in on 5 of the last " * 100)[:MAX_QUERY_CHARACTERS]
    assert read(question).period is None
