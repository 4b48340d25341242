"""Chats that a browser keeps: their form as JSON, their bounds, and what still stands of them."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from assistant.chat.chat_json import MAX_EXCHANGES, Chat, Exchange, dump_chat, load_chat
from assistant.chat.reopening import reopen_chat
from assistant.chat.resolution.resolve_followup import accept_as_typed
from assistant.chat.turn import Turn
from assistant.core.answer import Status
from assistant.pipeline import Assistant
from index.core.errors import DatelineError
from index.library import Library

QUESTION = "What did the Kremlin say about EU troops?"


@pytest.fixture(scope="module")
def turn(samples: Library) -> Turn:
    answer = Assistant(samples).ask(QUESTION)
    assert answer.status is Status.ANSWERED
    return Turn.from_answer(accept_as_typed(QUESTION), answer)


def kept(turn: Turn) -> Chat:
    return Chat("abc").add_exchange(Exchange(turn, "Looked at 24 articles", verdict="up"))


def test_a_chat_comes_back_as_it_was(turn: Turn) -> None:
    chat = kept(turn)
    assert load_chat(json.loads(json.dumps(dump_chat(chat)))) == chat
    assert dump_chat(chat)["title"] == QUESTION


def test_a_chat_that_grows_loses_its_beginning(turn: Turn) -> None:
    chat = Chat("abc")
    for number in range(MAX_EXCHANGES + 3):
        chat = chat.add_exchange(Exchange(turn, str(number)))
    assert [chat.exchanges[0].scope, chat.exchanges[-1].scope] == ["3", str(MAX_EXCHANGES + 2)]


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key != name}


def test_what_is_no_chat_is_refused(turn: Turn) -> None:
    good = dump_chat(kept(turn))
    exchange = good["exchanges"][0]
    refused: tuple[object, ...] = (
        None,
        [],
        "chat",
        {},
        _without(good, "id"),
        {**good, "exchanges": []},
        {**good, "exchanges": good["exchanges"] * (MAX_EXCHANGES + 1)},
        {**good, "exchanges": [None]},
        {**good, "exchanges": [{**exchange, "verdict": "<b>"}]},
        {**good, "exchanges": [{**exchange, "looked": 3}]},
        {**good, "exchanges": [_without(exchange, "turn")]},
    )
    for bad in refused:
        with pytest.raises(DatelineError):
            load_chat(bad)


def test_only_what_still_stands_is_shown_again(turn: Turn, samples: Library) -> None:
    unchanged = reopen_chat(kept(turn), samples)
    assert unchanged == kept(turn)

    value = copy.deepcopy(dump_chat(kept(turn)))
    sentences = value["exchanges"][0]["turn"]["sentences"]
    sentences[0]["text"] = "It never said this."
    opened = reopen_chat(load_chat(value), samples).exchanges[0]
    assert [one.text for one in opened.turn.sentences] == [one.text for one in turn.sentences[1:]]
    assert opened.note.startswith("One quotation is left out")

    for citation in value["exchanges"][0]["turn"]["citations"]:
        citation["article_id"] = "removed"
    opened = reopen_chat(load_chat(value), samples).exchanges[0]
    assert (opened.turn.sentences, opened.turn.citations) == ((), ())
    assert opened.note.startswith(f"{len(turn.sentences)} quotations are left out")


def test_a_side_whose_quotations_are_gone_is_not_said_to_have_none(
    turn: Turn, samples: Library
) -> None:
    first, *rest = turn.sentences
    sentences = (replace(first, side="A"), *(replace(one, side="B") for one in rest))
    compared = replace(turn, sentences=sentences, sides=("A", "B", "C"))
    assert reopen_chat(kept(compared), samples).exchanges[0].turn.sides == ("A", "B", "C")
    altered = replace(sentences[0], text="It never said this.")
    compared = replace(compared, sentences=(altered, *sentences[1:]))
    assert reopen_chat(kept(compared), samples).exchanges[0].turn.sides == ("B", "C")
