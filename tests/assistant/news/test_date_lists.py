"""Lists by date: one quotation of each story, oldest or newest first."""

from __future__ import annotations

import pytest

from assistant.core.answer import Answer, Order, Status
from assistant.pipeline import Assistant
from index.core.article import Filters
from index.library import Library
from tests.assistant.test_pipeline import assert_verbatim

STRIKE = ["strike-1", "strike-2", "strike-3"]
PIPELINE = ["pipeline-2024-02", "pipeline-2025-03", "pipeline-2025-09"]


def list_articles(answer: Answer) -> list[str]:
    assert answer.status is Status.ANSWERED, answer.refusal
    return [citation.article_id for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("timeline of the harbour strike", STRIKE),
        ("timeline of the dockers' strike in Tolm, newest first", STRIKE[::-1]),
        ("chronology of the Brenna pipeline", PIPELINE),
        ("Has Sandell changed his position on the Brenna pipeline?", PIPELINE),
        ("How has Sandell's stance on the Brenna pipeline changed?", PIPELINE),
        ("What happened on 15 August 2025?", ["summit-after"]),
        ("What happened last week?", ["flood-2025-10-07", "bank-2025-10"]),
        ("What happened yesterday?", ["theatre-2025-10-14"]),
        ("news on 16 August 2025", ["summit-after"]),
        ("headlines of 15 October 2025", ["school-2025-10-15"]),
        ("articles from April 2025", ["jobless-2025-03", "ferry-2025-04", "bank-2025-04",
                                      "strike-1"]),
        ("What is the latest on herring?", ["kolar-2025-08", "summit-after", "summit-before"]),
        ("list all statements by Edda Quist in 2025",
         ["quist-2025-01", "quist-2025-03", "quist-2025-05", "quist-2025-09"]),
        ("everything Kolar said about trains", ["kolar-2023"]),
    ],
)  # fmt: skip
def test_a_list_has_one_quotation_of_each_story_by_date(
    question: str, articles: list[str], newsroom: Assistant, caldria: Library
) -> None:
    answer = newsroom.ask(question)
    assert list_articles(answer) == articles
    assert answer.order is not Order.RELEVANCE
    assert len(answer.sentences) == len(answer.citations)
    assert [hit.rank for hit in answer.hits] == list(range(1, len(answer.hits) + 1))
    assert_verbatim(answer, caldria)


def test_a_list_of_everything_has_at_most_ten_entries_over_the_time(newsroom: Assistant) -> None:
    answer = newsroom.ask("What happened in 2025?")
    dates = [citation.published or "" for citation in answer.citations]
    assert len(dates) == 10
    assert dates == sorted(dates)
    assert len({date[:7] for date in dates}) >= 5
    newest = newsroom.ask("latest news", Filters(as_of="2025-10-15"))
    assert list_articles(newest)[:3] == [
        "school-2025-10-15",
        "theatre-2025-10-14",
        "bank-2025-10",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "timeline of volcano eruptions",
        "news on 1 January 2021",
        "Has Anton Grell changed his mind on taxes?",
        "articles from 1999",
        "list all statements by Werner Kohl",
    ],
)
def test_a_list_is_refused_where_there_is_nothing(question: str, newsroom: Assistant) -> None:
    answer = newsroom.ask(question)
    assert (answer.status, answer.sentences) == (Status.NO_EVIDENCE, ())
    assert answer.refusal.startswith("The archive does not say")
