"""What holds for every message, however odd, after any turns."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.chat.resolution.context_lookup import find_supporting_sentences
from assistant.chat.resolution.resolve_followup import (
    ArchiveFacts,
    accept_as_typed,
    resolve_followup,
)
from assistant.chat.resolved_question import Act, ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.chat.turn_json import dump_turn, load_turn
from assistant.chat.widening import list_wider_filters
from index.core.article import Filters, Span
from index.core.errors import DatelineError
from index.core.text import one_line
from index.language.en.asking.answer_type import AnswerType
from index.search.query import MAX_QUERY_CHARACTERS
from tests.assistant.chat.turns import ASKED, REFUSED, SPOKEN, turn_of_quotes

KNOWN = ArchiveFacts(date(2025, 10, 15), ("Marlow Post", "The Velmora Ledger"))
# What follow-ups are made of, and what spoils them.
WORDS = (
    "and but what about who said that when where why how many he she they it there his did say no,"
    " only just from in since before between until last week month year March May 2025 2024 31"
    " February all dates outlets Marlow Post instead tell me more start over Britain NATO Brask"
    " river rain İstanbul ß 😀 ’ “ ” ( [ * \\ \u202e ? ! ."
).split()
MESSAGES = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), st.text(max_size=80)
)
TURNS = st.sampled_from(
    [
        [],
        [ASKED],
        [REFUSED],
        [ASKED, REFUSED],
        [turn_of_quotes("x" * MAX_QUERY_CHARACTERS, SPOKEN)],
        [turn_of_quotes("ẞ (?) [", SPOKEN)],
    ]
)


def check(asked: ResolvedQuestion) -> None:
    """What is promised of whatever is asked."""
    assert (asked.act is Act.START_OVER) == (asked.question == "" and asked.typed != "")
    assert len(asked.question) <= max(MAX_QUERY_CHARACTERS, len(asked.typed))
    assert asked.carried == bool(asked.chips)
    assert asked.carried or asked.question in ("", asked.typed)
    first, last = asked.filters.first_second, asked.filters.last_second
    assert first is None or last is None or first <= last
    assert all(chip.text.strip() and len(chip.text) <= 62 for chip in asked.chips)


@given(MESSAGES, TURNS)
def test_any_message_is_understood_within_bounds(message: str, turns: list[Turn]) -> None:
    asked = resolve_followup(message, turns, KNOWN)
    check(asked)
    # What was understood stands on its own: without turns it is asked as it is.
    again = resolve_followup(asked.question, [], KNOWN, asked.filters)
    assert (again.question, again.filters) == (one_line(asked.question), asked.filters)


@given(st.lists(MESSAGES, min_size=1, max_size=6))
def test_any_conversation_goes_on(messages: list[str]) -> None:
    turns: list[Turn] = [ASKED]
    for message in messages:
        asked = resolve_followup(message, turns, KNOWN)
        check(asked)
        if asked.question:
            turn = turn_of_quotes(asked, SPOKEN)
            assert load_turn(dump_turn(turn)) == turn
            turns.append(turn)


@given(MESSAGES)
def test_without_turns_a_message_is_what_was_typed(message: str) -> None:
    assert resolve_followup(message, [], KNOWN) == accept_as_typed(message)


@pytest.mark.parametrize(
    "message",
    [
        "and what did Macron say about NATO?",
        "Is it going to rain in Lisbon tomorrow?",
        "What time was it when the quake came?",
        "What about " + "the harbour and " * 6 + "the bridge?",
        "When did they stop putting lead in paint?",
        "No news from Lisbon",
        "Between the bridges",
        "Only one man knows",
        "may",
    ],
)
def test_what_only_looks_like_a_follow_up(message: str) -> None:
    asked = resolve_followup(message, [ASKED], KNOWN)
    if message == "may":  # a month, and nothing else
        assert (asked.filters.after, asked.filters.before) == ("2025-05", "2025-05")
    elif message == "Only one man knows":  # a subject, and said to be one
        assert asked.summary.endswith("man knows")
    else:
        assert asked == accept_as_typed(message)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda value: None,
        lambda value: [],
        lambda value: value | {"sentences": [{"text": "x", "citations": [7]}]},
        lambda value: value | {"status": "perhaps"},
        lambda value: value | {"refusal": "x" * 300_000},
        lambda value: value | {"asked": value["asked"] | {"filters": {"after": "soon"}}},
        lambda value: value | {"asked": value["asked"] | {"topic": "x" * 3_000}},
        lambda value: value | {"citations": [value["citations"][0] | {"published": "2025-13"}]},
    ],
)
def test_a_turn_that_was_tampered_with_is_refused(spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(DatelineError):
        load_turn(spoil(dump_turn(ASKED)))


def test_wider_filters_drop_one_thing_at_a_time() -> None:
    narrow = Filters(after="2025", sources=("Marlow Post",))
    assert [(one.label, one.filters) for one in list_wider_filters(narrow)] == [
        ("All dates", Filters(sources=("Marlow Post",))),
        ("All outlets", Filters(after="2025")),
        ("All dates and outlets", Filters()),
    ]
    assert [one.label for one in list_wider_filters(Filters(before="2025"))] == ["All dates"]
    assert list_wider_filters(Filters()) == ()


def near(quote: int, wanted: AnswerType, *sentences: str) -> list[int]:
    """Which of the sentences tell it, of the one with this number."""
    text, spans, end = " ".join(sentences), [], 0
    for sentence in sentences:
        start = text.index(sentence, end)
        end = start + len(sentence)
        spans.append(Span(start, end))
    return [
        spans.index(span) for span in find_supporting_sentences(text, spans, spans[quote], wanted)
    ]


def test_who_said_it_stands_in_the_sentence_or_beside_it() -> None:
    said = "The piers are rotten, Tilda Brask said."
    assert near(0, AnswerType.PERSON, said, "Rain fell.") == [0]
    bare = "Spokesman Per Haldane said this on Monday."
    assert near(0, AnswerType.PERSON, "“They are rotten”, the harbour said.", "Hm.", bare) == [0, 2]
    # "He" is whoever spoke before.
    assert near(1, AnswerType.PERSON, said, "“Nobody”, he added, “was hurt.”") == [0, 1]
    # An office is not the speaker of the sentence before.
    assert near(1, AnswerType.PERSON, said, "The minister denied it, and called it false.") == [1]
    # What the article tells itself, nobody said.
    assert near(1, AnswerType.PERSON, said, "Rain fell on the piers.") == []


def test_when_it_was_stands_in_the_sentence_or_just_before_it() -> None:
    assert near(1, AnswerType.TIME, "On Monday the river rose.", "It took the bridge.") == [0, 1]
    assert near(1, AnswerType.TIME, "Nothing was known.", "It took the bridge.") == []
