"""Questions with a time, to the real model and the reader: which time the answers are of."""

from __future__ import annotations

import pytest

from assistant.core.answer import Answer, PeriodUse, Status
from assistant.pipeline import Assistant, HitsReady
from index.core.article import Filters
from index.core.errors import DatelineError
from index.language.en.dates.question_time import QuestionTime
from index.library import Library
from tests.assistant.test_pipeline import assert_verbatim


def list_first(answer: Answer) -> tuple[str, str]:
    """The article and the text of the first quotation."""
    assert answer.status is Status.ANSWERED, answer.refusal
    return answer.citations[0].article_id, answer.citations[0].quote


@pytest.mark.parametrize(
    ("question", "article", "words"),
    [
        ("What was the unemployment rate in Caldria in May 2024?", "jobless-2024-05", "7.3"),
        ("What was the unemployment rate in Caldria in May 2025?", "jobless-2025-05", "6.1"),
        ("How high was unemployment in Caldria in December 2023?", "jobless-2023-12", "7.8"),
        ("At what level did the central bank of Caldria set its key rate in March 2024?",
         "bank-2024-03", "5.25"),
        ("At what level did the central bank of Caldria set its key rate in March 2025?",
         "bank-2025-03", "4.25"),
        ("What key rate did the central bank of Caldria set on 24 July 2024?", "bank-2024-07",
         "4.75"),
        ("What did Sandell say about the Brenna pipeline in February 2024?", "pipeline-2024-02",
         ""),
        ("What did Sandell say about the Brenna pipeline in September 2025?", "pipeline-2025-09",
         ""),
        ("What did Edda Quist say on 24 March 2025?", "quist-2025-03", "toll"),
        ("What did Edda Quist say in September 2024?", "quist-2024-09", "bus drivers"),
        ("How many cellars were flooded in Tolm last week?", "flood-2025-10-07", "300"),
        ("Who won the Caldrian election last year?", "election-2024", "Farmers"),
    ],
)  # fmt: skip
def test_the_report_of_the_period_answers(
    question: str, article: str, words: str, newsroom: Assistant, caldria: Library
) -> None:
    answer = newsroom.ask(question)
    found, quote = list_first(answer)
    assert found == article
    assert words in quote
    assert answer.period is not None
    assert answer.period.how is PeriodUse.PREFERENCE
    assert answer.period.phrase in question
    assert_verbatim(answer, caldria)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("How many houses did the earthquake in Osk destroy in March 2019?", "osk-anniversary"),
        ("How many people did the earthquake of 12 March 2019 kill in Osk?", "osk-anniversary"),
        ("Who won the Northern Cup in 2018?", "cup-2023"),
        ("Who scored twice in the 2018 Northern Cup final?", "cup-2023"),
        ("Who won the Northern Cup in 2021?", "cup-2023"),
        ("What happened in Osk in 2019?", "osk-anniversary"),
        ("When was the lighthouse of Quen built?", "lighthouse"),
        ("Who was the last keeper of the lighthouse of Quen in 2019?", "lighthouse"),
        ("What did a single ferry ticket in Tolm cost from 9 September 2025?", "ferry-2025-09"),
        ("What did the new bridge in Tolm cost in 2022?", "mayor-2022"),
    ],
)
def test_a_date_of_the_event_hides_no_article_of_another_time(
    question: str, article: str, newsroom: Assistant
) -> None:
    assert list_first(newsroom.ask(question))[0] == article


@pytest.mark.parametrize(
    "question",
    [
        "What was the unemployment rate in Caldria in February 2023?",
        "What was the unemployment rate in Caldria in September 2025?",
        "At what level did the central bank of Caldria set its key rate in May 2024?",
        "What did Sandell say about the Brenna pipeline in June 2024?",
        "What did Edda Quist say in June 2025?",
        "Who won the election in Caldria in 2022?",
        "How many houses did the earthquake in Osk destroy in March 2022?",
        "Why did the dockers of Tolm stop work in April 2024?",
        "Who won the Northern Cup in 2015?",
        "Which storm damaged houses in Lenz in December 2022?",
    ],
)
def test_another_time_than_any_is_refused(question: str, newsroom: Assistant) -> None:
    answer = newsroom.ask(question)
    assert (answer.status, answer.citations) == (Status.NO_EVIDENCE, ())
    assert answer.period is not None


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("What is the latest unemployment rate in Caldria?", "jobless-2025-07"),
        ("Who is the mayor of Tolm now?", "mayor-2025"),
        ("What is the central bank of Caldria's key rate at the moment?", "bank-2025-10"),
        ("What is the current key rate of the central bank of Caldria?", "bank-2025-10"),
        ("What is Sandell's most recent position on the Brenna pipeline?", "pipeline-2025-09"),
        ("How much is a single ferry fare in Tolm currently?", "ferry-2025-09"),
        ("Who is mayor of Tolm these days?", "mayor-2025"),
        ("What does Sandell now say about the Brenna pipeline?", "pipeline-2025-09"),
        ("Who is the current mayor of Tolm?", "mayor-2025"),
        ("What is the newest key rate of Caldria's central bank?", "bank-2025-10"),
    ],
)
def test_the_newest_of_several_answers_comes_first(
    question: str, article: str, newsroom: Assistant
) -> None:
    answer = newsroom.ask(question)
    assert list_first(answer)[0] == article
    assert {citation.article_id for citation in answer.citations} == {article}


@pytest.mark.parametrize(
    ("as_of", "question", "article"),
    [
        ("2025-05-01", "What is the key rate of the central bank of Caldria now?", "bank-2025-04"),
        ("2024-06-30", "What did Sandell say about the Brenna pipeline?", "pipeline-2024-02"),
        ("2025-03-12", "What did Sandell say about the Brenna pipeline yesterday?",
         "pipeline-2025-03"),
        ("2024-12", "Which storm hit Lenz this month?", "storm-2024-12"),
        ("2024", "What is the latest unemployment rate in Caldria?", "jobless-2024-11"),
        ("2022-12-31", "Who is the mayor of Tolm now?", "mayor-2022"),
        ("2023", "Who won the election in Caldria?", "election-2020"),
        ("2025-05-20", "What did soldiers do in Tolm last week?", "strike-2"),
        ("2025-04-10", "How much is a single ferry fare in Tolm currently?", "ferry-2025-04"),
        ("2025-02-01", "What did Edda Quist say last month?", "quist-2025-01"),
    ],
)  # fmt: skip
def test_the_archive_answers_as_it_stood(
    as_of: str, question: str, article: str, newsroom: Assistant
) -> None:
    filters = Filters(as_of=as_of)
    answer = newsroom.ask(question, filters)
    assert list_first(answer)[0] == article
    assert answer.as_of == as_of
    assert all((hit.published or "") <= f"{as_of}-99" for hit in answer.hits)


def test_before_its_first_article_the_archive_says_so(newsroom: Assistant) -> None:
    answer = newsroom.ask("Who is the mayor of Tolm?", Filters(as_of="2019"))
    assert answer.refusal == (
        "The archive does not say: its first article is of 2 November 2020, later than 2019."
    )
    with pytest.raises(DatelineError, match="'soon' is not a date for 'as_of'"):
        newsroom.ask("Who is the mayor of Tolm?", Filters(as_of="soon"))


def test_a_time_without_articles_is_named(newsroom: Assistant) -> None:
    answer = newsroom.ask("What did Sandell say about taxes in January 2021?")
    assert answer.refusal == (
        "The archive does not say: it holds no article of that time (Jan 2021); its articles are"
        " of 2 Nov 2020 – 15 Oct 2025."
    )


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What did Sandell say on 31 February 2025?", "there is no 31 February 2025."),
        ("What did Sandell say in the year 20255?", "there is no year 20255."),
        ("What did Sandell say from 2025 to 2023?", "“2025 to 2023” ends before it begins."),
        ("What did Sandell say on 5/9/2025?", "“5/9/2025” can be 5 September or 9 May 2025."),
    ],
)
def test_an_impossible_date_is_refused_in_a_sentence(
    question: str, words: str, newsroom: Assistant
) -> None:
    answer = newsroom.ask(question)
    assert answer.refusal == f"The archive does not say: {words}"
    assert (answer.hits, answer.confidence) == ((), 0.0)


def test_words_of_publication_filter(newsroom: Assistant) -> None:
    answer = newsroom.ask("articles from August 2025 about herring")
    assert answer.period is not None
    assert answer.period.how is PeriodUse.FILTER
    assert all((hit.published or "").startswith("2025-08") for hit in answer.hits)
    assert answer.hits


def test_dates_can_be_taken_as_mere_words(newsroom: Assistant) -> None:
    question = "What was the unemployment rate in Caldria in May 2024?"
    answer = newsroom.ask(question, time=QuestionTime.ignore(question))
    assert (answer.period, answer.question) == (None, question)
    assert len(answer.hits) == 10


def test_a_month_without_a_year_is_the_latest_of_the_archive(
    caldria: Library, newsroom: Assistant
) -> None:
    answer = newsroom.ask("What was the unemployment rate in Caldria in July?")
    assert list_first(answer)[0] == "jobless-2025-07"
    later = Assistant(caldria, clock=lambda: newsroom.get_today(Filters(as_of="2031-12-31")))
    period = later.ask("What was the unemployment rate in Caldria in July?").period
    assert period is not None
    assert (period.after, period.before) == ("2025-07", "2025-07")


@pytest.mark.parametrize(
    ("question", "article", "year"),
    [
        # The latest February and November have nothing of it.
        ("What did Sandell say about the Brenna pipeline in February?", "pipeline-2024-02", "2024"),
        ("What key rate did the central bank of Caldria set on 24 July?", "bank-2024-07", "2024"),
        ("Who won the Caldrian election in November?", "election-2024", "2024"),
        # The latest one has, too.
        ("What did Sandell say about the Brenna pipeline in March?", "pipeline-2025-03", "2025"),
        ("What key rate did the central bank of Caldria set in March?", "bank-2025-03", "2025"),
        ("How much was a ferry ticket in April?", "ferry-2025-04", "2025"),
    ],
)
def test_a_month_without_a_year_is_an_earlier_one_where_the_latest_has_nothing(
    question: str, article: str, year: str, newsroom: Assistant
) -> None:
    answer = newsroom.ask(question)
    assert list_first(answer)[0] == article
    assert answer.period is not None
    assert str(answer.period.after)[:4] == year


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("What did the storm do in Lenz in the winter of 2024?", "storm-2024-12"),
        ("Who opened the new bridge of Tolm in the spring of 2022?", "mayor-2022"),
        ("What did the dockers of Tolm end in late spring 2025?", "strike-3"),
        ("Who won the Caldrian election in Q4 2024?", "election-2024"),
    ],
)
def test_words_of_a_time_need_not_stand_in_the_text(
    question: str, article: str, newsroom: Assistant
) -> None:
    assert list_first(newsroom.ask(question))[0] == article


@pytest.mark.parametrize(
    "question",
    [
        "What did Sandell say about the Brenna pipeline in December?",
        "What key rate did the central bank of Caldria set on 25 July?",
        "Who won the Caldrian election in June?",
        "How many cellars were flooded in Tolm in February?",
    ],
)
def test_a_month_without_a_year_is_none_of_another_month(
    question: str, newsroom: Assistant
) -> None:
    assert newsroom.ask(question).status is Status.NO_EVIDENCE


@pytest.mark.parametrize(
    "question", ["What did Edda Quist say in September 2024?", "What happened in May 2025?"]
)
def test_a_dated_stream_begins_with_its_period(question: str, newsroom: Assistant) -> None:
    first, *between, last = newsroom.stream(question)
    assert isinstance(first, HitsReady)
    assert isinstance(last, Answer)
    assert first.period == last.period
    assert first.period is not None
    assert len(between) == len(last.sentences)
    assert last == newsroom.ask(question)
