"""Requests for a list, asked on 15 October 2025."""

from __future__ import annotations

from datetime import date

import pytest

from index.language.en.asking.list_requests import ListKind, ListRequest, read_list_request
from index.language.en.dates.date_forms import Calendar
from index.language.en.dates.question_time import read_question_time

EVENTS, STATEMENTS = ListKind.EVENTS, ListKind.STATEMENTS


def read(question: str) -> ListRequest | None:
    return read_list_request(read_question_time(question, Calendar(date(2025, 10, 15))))


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("timeline of the harbour strike", "the harbour strike"),
        ("Give me a timeline of the Brenna pipeline", "the Brenna pipeline"),
        ("Please draw up a chronology of the mutiny in June 2023", "the mutiny"),
        ("list the events of the strike", "the strike"),
        ("What happened in March 2025?", ""),
        ("What happened last week?", ""),
        ("What happened in Osk in March 2025?", "Osk"),
        ("news on 17 March 2025", ""),
        ("articles from August 2025", ""),
        ("articles about herring since July 2025", "herring"),
        ("Which articles mention Grell?", "Grell"),
        ("summarise March 2025", ""),
        ("summarise the tram dispute", "the tram dispute"),
        ("What was in the news on 17 March 2025?", ""),
        ("yesterday's headlines", ""),
        ("Key events of 2024", ""),
        ("March 2025", ""),
    ],
)
def test_events_are_listed_oldest_first(question: str, topic: str) -> None:
    assert read(question) == ListRequest(EVENTS, topic)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("latest news on herring", "herring"),
        ("What is the latest on herring?", "herring"),
        ("recent developments in the strike", "the strike"),
        ("What's new in Lenz?", "Lenz"),
        ("timeline of the strike, newest first", "the strike"),
        ("news on herring in reverse chronological order", "herring"),
    ],
)
def test_the_newest_come_first_where_they_are_asked_for(question: str, topic: str) -> None:
    assert read(question) == ListRequest(EVENTS, topic, is_newest_first=True)


@pytest.mark.parametrize(
    ("question", "speaker", "topic", "asked"),
    [
        ("list all statements by Voss", "Voss", "", "What did Voss say?"),
        ("statements by Voss on herring", "Voss", "herring", "What did Voss say about herring?"),
        ("everything Voss said about herring", "Voss", "herring",
         "What did Voss say about herring?"),
        ("Has Voss changed her position on herring?", "Voss", "herring",
         "What did Voss say about herring?"),
        ("Has the government changed its mind about the toll?", "the government", "the toll",
         "What did the government say about the toll?"),
        ("How has Voss's stance on herring evolved?", "Voss", "herring",
         "What did Voss say about herring?"),
        ("Has Voss's view on herring changed?", "Voss", "herring",
         "What did Voss say about herring?"),
        ("Did Caldria change its policy?", "Caldria", "", "What did Caldria say?"),
    ],
)  # fmt: skip
def test_statements_are_listed_by_speaker(
    question: str, speaker: str, topic: str, asked: str
) -> None:
    request = read(question)
    assert request == ListRequest(STATEMENTS, topic, speaker)
    assert request.question == asked


@pytest.mark.parametrize(
    "question",
    [
        "What happened in Kel?",
        "what happened to the moon probe in august 2023",
        "Has inflation changed this year?",
        "What did Voss say in March 2025?",
        "When did the news reach Kel?",
        "What is the history of the bridge?",
        "Which reports did the committee publish in 2024?",
        "At what level did the bank set the rate in April 2025?",
        "What is the latest price of herring?",
        "news",
        "timeline",
        "",
    ],
)
def test_other_questions_are_no_lists(question: str) -> None:
    assert read(question) is None
