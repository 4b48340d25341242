"""The times of sentences of an article that was published on Monday, 17 March 2025."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.en.dates.sentence_times import (
    choose_spoken_time,
    find_spoken_times,
    find_years,
    has_relative_time,
)

MONDAY = date(2025, 3, 17)


@pytest.mark.parametrize(
    ("sentence", "phrase", "after", "before"),
    [
        ("The mayor said this on Monday in Kel.", "on Monday", "2025-03-17", "2025-03-17"),
        ("Kel was silent on Sunday.", "on Sunday", "2025-03-16", "2025-03-16"),
        ("The council met on Tuesday.", "on Tuesday", "2025-03-11", "2025-03-11"),
        ("Kel was silent Friday night.", "Friday", "2025-03-14", "2025-03-14"),
        ("Late on Sunday the ship sank.", "Late on Sunday", "2025-03-16", "2025-03-16"),
        ("The council will meet on Tuesday.", "on Tuesday", "2025-03-18", "2025-03-18"),
        ("She said he would resign on Tuesday.", "on Tuesday", "2025-03-18", "2025-03-18"),
        ("The vote is on Sunday.", "on Sunday", "2025-03-23", "2025-03-23"),
        ("The fair opens on Friday.", "on Friday", "2025-03-21", "2025-03-21"),
        ("On Friday the council will meet.", "On Friday", "2025-03-21", "2025-03-21"),
        ("On Friday the council met.", "On Friday", "2025-03-14", "2025-03-14"),
        ("They meet again next Friday.", "next Friday", "2025-03-21", "2025-03-21"),
        ("It rained last Monday.", "last Monday", "2025-03-10", "2025-03-10"),
        ("Yesterday it rained.", "Yesterday", "2025-03-16", "2025-03-16"),
        ("It rained this morning.", "this morning", "2025-03-17", "2025-03-17"),
        ("The mayor resigned last month.", "last month", "2025-02", "2025-02"),
        ("The mayor resigned last week.", "last week", "2025-03-10", "2025-03-16"),
        ("She was elected two years ago.", "two years ago", "2023", "2023"),
        ("Rain fell on March 3.", "on March 3", "2025-03-03", "2025-03-03"),
        ("Rain fell on 20 March.", "on 20 March", "2024-03-20", "2024-03-20"),
        ("He will come on 20 March.", "on 20 March", "2025-03-20", "2025-03-20"),
        ("Kel was calm ahead of the April 23 polls.", "April 23", "2025-04-23", "2025-04-23"),
        ("Prices rose 2 percent in February.", "in February", "2025-02", "2025-02"),
        ("The port will open in May.", "in May", "2025-05", "2025-05"),
        ("The treaty was signed on 4 April 1949.", "on 4 April 1949", "1949-04-04", "1949-04-04"),
        ("They applied together in May 2022.", "in May 2022", "2022-05", "2022-05"),
        ("In 2018 Kel won.", "In 2018", "2018", "2018"),
        ("The plant has stood still since 1998.", "since 1998", "1998", None),
        ("Sales rose in the first quarter.", "in the first quarter", "2025-01", "2025-03"),
        ("On Christmas Day the cable broke.", "On Christmas Day", "2024-12-25", "2024-12-25"),
        ("THE BANK CUT RATES ON FRIDAY.", "ON FRIDAY", "2025-03-14", "2025-03-14"),
    ],
)
def test_a_time_is_resolved_by_the_day_of_publication(
    sentence: str, phrase: str, after: str | None, before: str | None
) -> None:
    (time,) = find_spoken_times(sentence, MONDAY)
    assert sentence[slice(*time.span)] == phrase
    assert (time.period.after, time.period.before) == (after, before)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Sunday Times wrote it first.",
        "USA Today wrote it first.",
        "On Fridays the market is shut.",
        "It was Black Friday in the shops.",
        "Every Monday she swims.",
        "Prices may fall, and they march on.",
        "Theresa May spoke.",
        "Some 2,000 people came.",
        "The 2018 cup was theirs.",
        "The day before, it had rained.",
        "They meet again later in the week.",
        "“We meet on Friday,” he said.",
        "“There is no quarrel today,” she said.",
        "She expects help, whoever wins against a united and committed foe in November.",
    ],
)
def test_names_habits_and_what_is_relative_to_something_else_are_no_time(sentence: str) -> None:
    assert find_spoken_times(sentence, MONDAY) == []


def test_an_undated_article_has_only_dates_with_a_year() -> None:
    sentence = "Rain fell on Friday, and in March 2024 it snowed."
    (time,) = find_spoken_times(sentence, None)
    assert time.period.after == "2024-03"
    assert has_relative_time(sentence)
    assert not has_relative_time("It snowed in March 2024.")


@pytest.mark.parametrize(
    ("sentence", "question", "phrase"),
    [
        ("Inflation was 4 percent in February, the office said on Tuesday.", "How high was it?",
         "in February"),
        ("Inflation was 4 percent in February, the office said on Tuesday.",
         "What did the office say?", "in February"),
        ("The office said on Tuesday that prices had risen in February.", "When did prices rise?",
         "in February"),
        ("The office said on Tuesday that prices had risen in February.",
         "What did the office say?", "on Tuesday"),
        ("The mayor said on Friday that she would speak next week.", "Who speaks?", "on Friday"),
        ("The mayor said on Friday that she would speak next week.", "When will she speak?",
         "next week"),
        ("Both were cut off on Sunday after the quarrel on 28 February.", "When were they cut off?",
         "on Sunday"),
        ("Aid, cut off in January after the vote, came again on Sunday.", "When did aid come?",
         "on Sunday"),
    ],
)  # fmt: skip
def test_the_time_that_answers_is_chosen(sentence: str, question: str, phrase: str) -> None:
    time = choose_spoken_time(sentence, MONDAY, question)
    assert time is not None
    assert sentence[slice(*time.span)] == phrase


def test_years_of_names_are_found_apart() -> None:
    years = find_years("The 2018 World Cup and the 1,999 guests of Agenda 2030")
    assert [year.after for year in years] == ["2018", "2030"]


@given(st.text(max_size=80), st.one_of(st.none(), st.dates()))
def test_no_sentence_raises(sentence: str, published: date | None) -> None:
    for time in find_spoken_times(sentence, published):
        assert 0 <= time.span.start < time.span.end <= len(sentence)
