"""Whole conversations, asked of the sample articles: conversations.txt has what must come of each.

A line there begins with > for what is typed; where anything is carried over, = is the question and
# the chips, else the message must be left as it is; @ are the filters (from, to, outlets; * is
open), " stands in a quotation of the answer, ! is a refusal or a new beginning.
"""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.chat.resolution.followup_answers import stream_answer
from assistant.chat.resolution.resolve_followup import (
    ArchiveFacts,
    accept_as_typed,
    resolve_followup,
)
from assistant.chat.resolved_question import Act, ResolvedQuestion
from assistant.chat.turn import Turn
from assistant.chat.turn_json import dump_turn, load_turn
from assistant.core.answer import Answer, Status
from assistant.pipeline import Assistant
from eval.datasets.registry import read
from index.core.article import Filters
from index.library import Library
from tests.assistant.chat.turns import citation_of, turn_of_quotes
from tests.assistant.test_pipeline import assert_verbatim

TODAY = date(2025, 10, 15)
TABLE = Path(__file__).with_name("conversations.txt").read_text("utf-8")
CONVERSATIONS = [block.splitlines() for block in TABLE.strip().split("\n\n")]


def filters_of(line: str) -> Filters:
    after, before, *outlets = line.split(" ", 2)
    sources = tuple(outlets[0].split(", ")) if outlets else ()
    return Filters(None if after == "*" else after, None if before == "*" else before, sources)


def answered(asked: ResolvedQuestion, assistant: Assistant, library: Library) -> Answer:
    answer = list(stream_answer(asked, assistant, library))[-1]
    assert isinstance(answer, Answer)
    return answer


def known(library: Library) -> ArchiveFacts:
    return ArchiveFacts(TODAY, tuple(name for name, _ in library.sources()))


def test_there_are_as_many_conversations_as_are_promised() -> None:
    assert len(CONVERSATIONS) >= 25


@pytest.mark.parametrize("lines", CONVERSATIONS, ids=lambda lines: lines[0][2:40])
def test_a_conversation(lines: list[str], assistant: Assistant, samples: Library) -> None:
    turns: list[Turn] = []
    for step in "\n".join(lines)[2:].split("\n> "):
        typed, *rest = step.splitlines()
        wanted = {line[0]: line[2:] for line in rest}
        asked = resolve_followup(typed, turns, known(samples))
        if wanted.get("!") == "start over":
            assert (asked.act, asked.question) == (Act.START_OVER, "")
            continue
        assert (asked.question, asked.summary) == (wanted.get("=", typed), wanted.get("#", ""))
        assert asked.carried == ("=" in wanted)
        # What was understood stands on its own, whatever came before.
        assert not resolve_followup(asked.question, turns, known(samples)).carried
        assert asked.filters == (filters_of(wanted["@"]) if "@" in wanted else Filters())
        answer = answered(asked, assistant, samples)
        assert_verbatim(answer, samples)
        quotes = [citation.quote for citation in answer.citations]
        assert '"' not in wanted or any(wanted['"'] in quote for quote in quotes)
        assert "!" not in wanted or answer.status is Status.NO_EVIDENCE
        turns.append(Turn.from_answer(asked, answer))


def test_no_golden_question_is_changed_by_those_before_it(
    assistant: Assistant, samples: Library
) -> None:
    questions = [query.text for query in read("golden").queries]
    random.Random(20).shuffle(questions)
    # Answers with speakers, places and dates to be polluted by, and a refusal.
    answers = [assistant.ask(lines[0][2:]) for lines in CONVERSATIONS[:12]]
    turns: list[Turn] = []
    for number, question in enumerate(questions):
        asked = resolve_followup(question, turns, known(samples))
        assert asked == accept_as_typed(question)
        turns.append(Turn.from_answer(asked, answers[number % len(answers)]))


def test_what_is_carried_names_its_sort(assistant: Assistant, samples: Library) -> None:
    asked = accept_as_typed("What did the Kremlin say about EU troops?")
    turn = Turn.from_answer(asked, answered(asked, assistant, samples))
    asked = resolve_followup("and Britain since 2024?", [turn], known(samples))
    assert [(chip.text, chip.kind.value, chip.carried) for chip in asked.chips] == [
        ("Kremlin", "subject", True),
        ("EU troops", "subject", True),
        ("Britain", "subject", False),
        ("from 2024", "dates", False),
    ]
    undone = accept_as_typed(asked.typed)
    assert (undone.question, undone.carried, undone.chips) == ("and Britain since 2024?", False, ())


def test_filters_that_were_moved_by_hand_count(assistant: Assistant, samples: Library) -> None:
    asked = accept_as_typed("What did the Kremlin say about EU troops?")
    turn = Turn.from_answer(asked, answered(asked, assistant, samples))
    narrowed = resolve_followup("only Meridian Wire", [turn], known(samples))
    turns = [turn, Turn.from_answer(narrowed, answered(narrowed, assistant, samples))]
    assert resolve_followup("and Britain?", turns, known(samples)).filters.sources == (
        "Meridian Wire",
    )
    moved = Filters(after="2025")
    assert resolve_followup("and Britain?", turns, known(samples), moved).filters == moved
    # A question of its own has what the controls say, and nothing of the conversation.
    whole = "Who won the Women's World Cup?"
    assert resolve_followup(whole, turns, known(samples)).filters == Filters()
    assert resolve_followup(whole, turns, known(samples), moved) == accept_as_typed(whole, moved)


def test_who_said_that_is_answered_by_the_words_around_the_quotation(
    assistant: Assistant, samples: Library
) -> None:
    asked = accept_as_typed("What did the Kremlin say about EU troops?")
    only = Filters(sources=("Meridian Wire",), after="2025")
    answer = list(assistant.stream(asked.question, only))[-1]
    assert isinstance(answer, Answer)
    turn = Turn.from_answer(asked, answer)
    assert "absolutely dangerous trend" in turn.citations[0].quote
    who = resolve_followup("who said that?", [turn], known(samples))
    told = answered(who, assistant, samples)
    # The sentence itself, and the one behind it that says who spoke for the Kremlin.
    assert [citation.quote[:32] for citation in told.citations] == [
        "The debate in European Union cap",
        "Spokesman Dmitry Peskov said thi",
    ]
    assert told.confidence == answer.confidence
    # The next "he" is the one who was found.
    turns = [turn, Turn.from_answer(who, told)]
    assert resolve_followup("what did he say about NATO?", turns, known(samples)).question == (
        "what did Dmitry Peskov say about NATO?"
    )


def test_when_was_that_is_about_the_best_quotation() -> None:
    quotes = [citation_of("The lock was shut."), citation_of("Floods came to Torp.", 2)]
    turn = turn_of_quotes("What happened in Torp?", *quotes)
    first, second = turn.sentences
    ranked = replace(turn, sentences=(first, replace(second, is_best=True)))
    facts = ArchiveFacts(TODAY)
    for asked, quote in ((turn, quotes[0]), (ranked, quotes[1])):
        about = resolve_followup("when was that?", [asked], facts).about
        assert about is not None
        assert about.citation == quote


def test_a_quotation_that_is_gone_is_asked_of_the_archive(
    assistant: Assistant, samples: Library
) -> None:
    asked = accept_as_typed("Who won the Women's World Cup?")
    turn = json.loads(
        json.dumps(dump_turn(Turn.from_answer(asked, answered(asked, assistant, samples))))
    )
    turn["citations"][0] |= {"quote": "Nobody won.", "start": 3, "end": 14}
    who = resolve_followup("when?", [load_turn(turn)], known(samples))
    assert who.about is not None
    answer = answered(who, assistant, samples)
    assert all(citation.quote != "Nobody won." for citation in answer.citations)
    assert_verbatim(answer, samples)
