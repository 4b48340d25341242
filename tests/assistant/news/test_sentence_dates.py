"""How the dates of sentences fit the period of a question: March 2025."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.news.time.sentence_dates import (
    DateQuestion,
    rate_sentence_dates,
    read_yearless,
)
from index.core.periods import Period
from tests.assistant.build import article_of, hit_of

MARCH = Period("2025-03", "2025-03")
GONE = None


def rate(
    published: str | None,
    *sentences: str,
    text: str = "Who resigned in March 2025?",
    is_inside: bool = False,
    is_list: bool = False,
) -> list[float | None]:
    article = article_of(*sentences, published=published)
    question = DateQuestion(text, MARCH, "in March 2025", is_inside, is_list)
    hit = hit_of(article, dict.fromkeys(range(len(sentences)), 0.5))
    rates = rate_sentence_dates([hit], question)
    return [rates.get(("a", sentence.start)) for sentence in hit.sentences]


@pytest.mark.parametrize(
    ("published", "sentence", "expected"),
    [
        # Its own date is of the period, whenever it was published.
        ("2025-03-17", "The mayor resigned on Sunday.", 0.0),
        ("2025-04-02", "The mayor resigned in March.", 0.0),
        ("2026-01-05", "The mayor resigned in March 2025.", 0.0),
        (None, "The mayor resigned in March 2025.", 0.0),
        ("2025-12-30", "The mayor resigned this year.", -0.2),
        # Its own date is of another time.
        ("2025-03-01", "The mayor resigned on Friday.", GONE),
        ("2025-04-02", "The mayor resigned on Tuesday.", GONE),
        ("2024-03-17", "The mayor resigned on Sunday.", GONE),
        ("2025-05-20", "The mayor resigned on 2 May 2025.", GONE),
        ("2025-05-20", "On 2 May the mayor of the 2025 festival resigned.", -0.2),
        (None, "The mayor resigned in May 2024.", GONE),
        # An aside is no date of the sentence, and another year may be the background.
        ("2025-03-17", "The mayor, elected in May 2024, resigned.", 0.0),
        ("2025-03-17", "The mayor resigned after the vote on 20 February.", 0.0),
        ("2025-03-17", "In 2019 the mayor resigned.", -1.0),
        # It states none: the date of its article.
        ("2025-03-17", "The mayor resigned.", 0.0),
        ("2025-03", "The mayor resigned.", 0.0),
        ("2025-05-20", "The mayor resigned.", -1.5),
        ("2025-02-28", "The mayor resigned.", GONE),
        (None, "The mayor resigned.", -0.2),
        # What lies ahead of the article does not date it.
        ("2025-03-17", "The mayor resigned and will leave on 2 May.", 0.0),
        ("2025-06-01", "The mayor of the 2025 festival resigned.", -0.2),
    ],
)
def test_a_sentence_is_rated_by_its_date(
    published: str | None, sentence: str, expected: float | None
) -> None:
    assert rate(published, sentence) == [expected]


def test_when_somebody_spoke_counts_if_words_are_asked_for() -> None:
    said = "Prices rose in February, the office said on Tuesday."
    assert rate("2025-03-12", said, text="How much did prices rise in March 2025?") == [GONE]
    assert rate("2025-03-12", said, text="What did the office say in March 2025?") == [0.0]


def test_a_passage_speaks_for_its_sentences() -> None:
    rates = rate("2025-05-20", "The fair was in March.", "Ten thousand came.")
    assert rates == [0.0, -0.2]


def test_within_the_period_undated_sentences_of_later_articles_are_left_out() -> None:
    assert rate("2025-04-10", "The mayor resigned.", is_inside=True) == [GONE]
    assert rate("2025-04-10", "The mayor resigned in March.", is_inside=True) == [0.0]


def test_a_list_has_what_was_published_in_the_period() -> None:
    assert rate("2025-03-01", "The mayor resigned on Friday.", is_list=True) == [-0.2]
    assert rate("2025-04-01", "The mayor resigned on Monday.", is_list=True) == [0.0]
    assert rate("2025-04-02", "The mayor resigned on Tuesday.", is_list=True) == [GONE]


def test_the_words_of_the_question_are_no_contradiction() -> None:
    article = article_of("The mayor resigned two years ago.", published="2001-03-17")
    question = DateQuestion("Who resigned two years ago?", MARCH, "two years ago", False)
    rates = rate_sentence_dates([hit_of(article, {0: 0.5})], question)
    assert rates == {}  # published before the period, and so no contradiction helps
    later = article_of("The mayor resigned two years ago.", published="2026-03-17")
    assert rate_sentence_dates([hit_of(later, {0: 0.5})], question) == {("a", 0): -1.5 - 1.0}


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        (MARCH, date(1987, 4, 2), Period("1987-03", "1987-03")),
        (MARCH, date(1987, 3, 1), Period("1987-03", "1987-03")),
        (MARCH, date(1987, 2, 28), Period("1986-03", "1986-03")),
        (MARCH, date(2025, 3, 17), MARCH),
        (MARCH, date(2026, 1, 1), MARCH),
        (MARCH, None, MARCH),
        (Period("2024-12", "2025-02"), date(2020, 1, 5), Period("2019-12", "2020-02")),
        (Period("2025-04-08", "2025-04-08"), date(1987, 4, 9), Period("1987-04-08", "1987-04-08")),
        (Period("2024-02-29", "2024-02-29"), date(2023, 5, 1), Period("2023-02-28", "2023-02-28")),
        (Period("2025-05-01", None), date(1987, 6, 1), Period("1987-05-01", None)),
        (Period(None, "2025-04"), date(1987, 6, 1), Period(None, "1987-04")),
        (MARCH, date(1, 2, 1), MARCH),
    ],
)
def test_a_period_without_a_year_is_the_latest_before_a_day(
    period: Period, day: date | None, expected: Period
) -> None:
    assert read_yearless(period, day) == expected


@pytest.mark.parametrize(
    ("published", "sentence", "expected"),
    [
        ("1987-04-02", "The mayor resigned in March.", -0.5),
        ("1987-04-02", "The mayor resigned last month.", -0.5),
        ("1987-03-17", "The mayor resigned.", -0.5),
        ("1987-04-02", "The mayor resigned in February.", GONE),
        ("1987-06-02", "The mayor resigned.", -2.0),
        ("2025-03-17", "The mayor resigned.", 0.0),
        # It was written before, and means the March that is asked for.
        ("2025-02-17", "The mayor will resign in March.", 0.0),
    ],
)
def test_a_question_without_a_year_is_read_by_the_year_of_the_article(
    published: str, sentence: str, expected: float | None
) -> None:
    article = article_of(sentence, published=published)
    question = DateQuestion(
        "Who resigned in March?", MARCH, "in March", is_inside=False, is_yearless=True
    )
    rates = rate_sentence_dates([hit_of(article, {0: 0.5})], question)
    assert rates.get(("a", 0)) == expected
