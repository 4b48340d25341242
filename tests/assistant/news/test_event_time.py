"""Of what time a quotation speaks, and the note on it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.core.answer import Answer, AnswerSentence, Citation, EventTime, Status
from assistant.news.time.date_note import add_date_note
from assistant.news.time.event_time import add_event_times


def cite(quote: str, published: str | None, start: int = 10) -> Citation:
    return Citation(1, "a", "T", "Kel Wire", published, "", "p", start, start + len(quote), quote)


def answer_of(citation: Citation, question: str = "When was that?") -> Answer:
    citations = add_event_times([citation], question)
    return Answer(
        question,
        Status.ANSWERED,
        0.9,
        (AnswerSentence(citation.quote, (1,)),),
        citations,
        (),
    )


def test_the_phrase_stands_in_the_article() -> None:
    quote = "The mayor resigned on Friday."
    (cited,) = add_event_times([cite(quote, "2025-03-17T23:30:00+03:00")], "Who resigned?")
    assert cited.when == EventTime("2025-03-14", "2025-03-14", "on Friday", 10 + 19, 10 + 28)
    assert add_event_times([cite("Rain fell.", "2025-03-17")], "Who?")[0].when is None


@pytest.mark.parametrize(
    ("quote", "published", "note"),
    [
        ("The mayor resigned on Friday.", "2025-03-17",
         "That was on Friday, 14 March 2025; the article was published on Monday, 17 March 2025."),
        ("The mayor resigned on Monday.", "2025-03-17",
         "That was on Monday, 17 March 2025, the day on which the article was published."),
        ("The mayor resigned last week.", "2025-03-17",
         "That was from 10 March 2025 to 16 March 2025; the article was published on Monday,"
         " 17 March 2025."),
        ("The mayor resigned in May 2024.", "2025-03-17", "That was in May 2024."),
        ("The mayor resigned in May 2024.", None, "That was in May 2024."),
        ("The mayor resigned.", "2025-03-17",
         "The article was published on Monday, 17 March 2025; it does not say when that was."),
        ("The mayor resigned.", "2025-03",
         "The article was published in March 2025; it does not say when that was."),
        ("The mayor resigned on Friday.", None,
         "The article has no date, so it is not known which day it means."),
    ],
)  # fmt: skip
def test_a_note_says_when_it_was(quote: str, published: str | None, note: str) -> None:
    answer = add_date_note(answer_of(cite(quote, published)))
    assert (answer.note, answer.status) == (note, Status.ANSWERED)


def test_without_any_date_it_is_refused() -> None:
    answer = add_date_note(answer_of(cite("The mayor resigned.", None)))
    assert (answer.status, answer.citations, answer.note) == (Status.NO_EVIDENCE, (), "")
    assert answer.refusal == (
        "The archive does not say: the article has no date, and its words name no day."
    )


def test_three_times_are_told_apart() -> None:
    citation = replace(cite("The mayor resigned on Friday.", "2025-03-17"), updated="2025-03-20")
    (cited,) = add_event_times([citation], "Who resigned?")
    assert cited.when is not None
    assert (cited.published, cited.updated, cited.when.after) == (
        "2025-03-17",
        "2025-03-20",
        "2025-03-14",
    )
