"""Follow-ups with another date, and when an earlier quotation was: Caldria, 15 October 2025."""

from __future__ import annotations

import pytest

from assistant.chat.resolution.followup_answers import stream_answer
from assistant.chat.resolution.resolve_followup import (
    ArchiveFacts,
    accept_as_typed,
    resolve_followup,
)
from assistant.chat.resolved_question import ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.chat.turn_json import dump_turn, load_turn
from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant
from index.core.article import Filters
from index.library import Library
from tests.assistant.news.conftest import TODAY, caldria, newsroom

__all__ = ["caldria", "newsroom"]

FACTS = ArchiveFacts(TODAY, ("Tolm Courier", "Caldrian Post"))
PIPELINE = "What did Sandell say about the Brenna pipeline?"
RATE = "What was the unemployment rate in Caldria?"


class Talk:
    """A conversation; each message is resolved and answered."""

    def __init__(self, newsroom: Assistant, library: Library) -> None:
        self._newsroom, self._library = newsroom, library
        self.turns: list[Turn] = []

    def say(self, message: str) -> tuple[ResolvedQuestion, Answer]:
        asked = resolve_followup(message, self.turns, FACTS)
        answer = list(stream_answer(asked, self._newsroom, self._library))[-1]
        assert isinstance(answer, Answer)
        self.turns.append(Turn.from_answer(asked, answer))
        assert load_turn(dump_turn(self.turns[-1])) == self.turns[-1]
        return asked, answer


@pytest.fixture
def talk(newsroom: Assistant, caldria: Library) -> Talk:
    return Talk(newsroom, caldria)


@pytest.mark.parametrize(
    ("first", "then", "question", "dates", "article"),
    [
        ("What did Sandell say about the Brenna pipeline in February 2024?", "and in March 2025?",
         PIPELINE, ("2025-03", "2025-03"), "pipeline-2025-03"),
        ("What did Sandell say about the Brenna pipeline in March 2025?", "and in September?",
         PIPELINE, ("2025-09", "2025-09"), "pipeline-2025-09"),
        ("What did Sandell say about the Brenna pipeline in March 2025?", "what about last year?",
         PIPELINE, ("2024", "2024"), "pipeline-2024-02"),
        ("What did Sandell say about the Brenna pipeline in March 2025?", "in 2024",
         PIPELINE, ("2024", "2024"), "pipeline-2024-02"),
        ("What did Sandell say about the Brenna pipeline in March 2025?", "and this month?",
         PIPELINE, ("2025-10", "2025-10"), ""),
        ("What is Sandell's latest word on the Brenna pipeline?", "and in February 2024?",
         "What is Sandell's word on the Brenna pipeline?", ("2024-02", "2024-02"), ""),
        ("What was the unemployment rate in Caldria in May 2025?", "and in January?",
         RATE, ("2025-01", "2025-01"), "jobless-2025-01"),
        ("What was the unemployment rate in Caldria in May 2025?", "and in May 2024?",
         RATE, ("2024-05", "2024-05"), "jobless-2024-05"),
        ("What happened in May 2025?", "and last week?", "What happened?",
         ("2025-10-06", "2025-10-12"), "flood-2025-10-07"),
        ("What happened in May 2025?", "what about yesterday?", "What happened?",
         ("2025-10-14", "2025-10-14"), "theatre-2025-10-14"),
        (PIPELINE, "and in March 2025?", PIPELINE, ("2025-03", "2025-03"), "pipeline-2025-03"),
        (PIPELINE, "since September 2025", PIPELINE, ("2025-09", None), "pipeline-2025-09"),
    ],
)  # fmt: skip
def test_a_new_date_takes_the_place_of_the_old_one(
    first: str,
    then: str,
    question: str,
    dates: tuple[str | None, str | None],
    article: str,
    talk: Talk,
) -> None:
    talk.say(first)
    asked, answer = talk.say(then)
    assert asked.question == question
    assert (asked.filters.after, asked.filters.before) == dates
    assert asked.phrase
    if article:
        assert answer.citations[0].article_id == article, answer.refusal
    assert answer.period is not None
    assert (answer.period.after, answer.period.before) == dates


def test_only_limits_the_search(talk: Talk) -> None:
    talk.say(PIPELINE)
    asked, answer = talk.say("only from March 2025")
    assert (asked.filters, asked.phrase) == (Filters("2025-03"), "")
    assert answer.period is None
    # The next date is no limit again, and a subject keeps it.
    asked, _ = talk.say("and in February 2024?")
    assert (asked.filters, asked.phrase) == (Filters("2024-02", "2024-02"), "in February 2024")
    asked, _ = talk.say("and Kolar?")
    assert (asked.filters, asked.phrase) == (Filters("2024-02", "2024-02"), "in February 2024")
    asked, _ = talk.say("all dates")
    assert (asked.filters, asked.phrase) == (Filters(), "")


def test_a_subject_with_a_date_takes_the_place_of_both(talk: Talk) -> None:
    talk.say("What did Sandell say about the Brenna pipeline in February 2024?")
    asked, answer = talk.say("and Kolar in March 2025?")
    assert asked.question == "What did Kolar say about the Brenna pipeline?"
    assert asked.phrase == "in March 2025"
    assert all("2024" not in (citation.published or "") for citation in answer.citations)


def test_an_impossible_date_is_refused_and_forgotten(talk: Talk) -> None:
    talk.say("What did Sandell say about the Brenna pipeline in March 2025?")
    asked, answer = talk.say("and on 31 February?")
    assert asked.question == "What did Sandell say about the Brenna pipeline on 31 february?"
    assert answer.refusal == "The archive does not say: there is no 31 February."
    asked, answer = talk.say("and in September?")
    assert asked.question == PIPELINE
    assert answer.citations[0].article_id == "pipeline-2025-09"


def test_undoing_takes_dates_as_words(newsroom: Assistant, caldria: Library) -> None:
    asked = accept_as_typed("What happened in May 2025?", reads_dates=False)
    answer = list(stream_answer(asked, newsroom, caldria))[-1]
    assert isinstance(answer, Answer)
    assert (answer.period, answer.question) == (None, "What happened in May 2025?")


@pytest.mark.parametrize(
    ("question", "then", "note"),
    [
        ("Who ended the strike in Tolm?", "when was that?",
         "That was on Thursday, 29 May 2025; the article was published on Friday, 30 May 2025."),
        ("What did Sandell say about the Brenna pipeline in September 2025?", "when was that?",
         "That was on Tuesday, 16 September 2025; the article was published on Wednesday,"
         " 17 September 2025."),
        ("How many cellars did the Sill flood?", "when?",
         "That was on Monday, 6 October 2025; the article was published on Tuesday,"
         " 7 October 2025."),
        ("How many houses did the earthquake in Osk destroy?", "when did that happen?",
         "That was on Tuesday, 12 March 2019."),
        ("What did the new bridge in Tolm cost?", "when was that?",
         "That was on Monday, 9 May 2022; the article was published on Tuesday, 10 May 2022."),
        ("How tall is the lighthouse of Quen?", "when was that?", "That was in 1887."),
        ("Who was the last keeper of the lighthouse of Quen?", "when was that?",
         "The article has no date, so it is not known which day it means."),
        ("Of the 412 dockers, how many were for the offer?", "when exactly?",
         "That was on Thursday, 29 May 2025; the article was published on Friday, 30 May 2025."),
    ],
)  # fmt: skip
def test_when_that_was_is_said_with_the_sentence(
    question: str, then: str, note: str, talk: Talk
) -> None:
    _, first = talk.say(question)
    asked, answer = talk.say(then)
    assert asked.about is not None
    assert (answer.note, answer.status) == (note, Status.ANSWERED)
    quotes = [citation.quote for citation in answer.citations]
    assert first.citations[0].quote in quotes
    has_date = "no date" not in note
    assert any(citation.when is not None for citation in answer.citations) == has_date


@pytest.mark.parametrize(
    ("question", "phrase", "day"),
    [
        ("When did the dockers' strike in Tolm end?", "on Thursday", "2025-05-29"),
        ("When did soldiers unload grain ships in Tolm?", "on Tuesday", "2025-05-13"),
        ("When did the fishing summit in Lenz end?", "on Friday", "2025-08-15"),
        ("When did the dockers stop work in Tolm?", "on Monday", "2025-04-28"),
        ("When did Storm Oskar hit Lenz?", "on Monday", "2024-12-16"),
        ("When was the earthquake in Osk?", "of 12 March 2019", "2019-03-12"),
        ("When did the Sill flood cellars in Tolm?", "on Monday", "2025-10-06"),
        ("When did Storm Berta leave homes without power?", "on Monday", "2023-12-18"),
        ("When did Mayor Harg open the new bridge over the Sill?", "on Monday", "2022-05-09"),
        ("When did the Coast Party win the election?", "on Sunday", "2020-11-01"),
    ],
)
def test_when_is_answered_with_the_day(
    question: str, phrase: str, day: str, newsroom: Assistant
) -> None:
    answer = newsroom.ask(question)
    times = [citation.when for citation in answer.citations if citation.when is not None]
    assert (phrase, day) in {(time.phrase, time.after) for time in times}, answer.citations
