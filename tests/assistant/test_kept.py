"""Chats that a browser keeps: their form as JSON, their bounds, and what still stands of them."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from assistant.answer import Status
from assistant.conversation.kept import MAX_EXCHANGES, Chat, Exchange, chat_json, chat_of
from assistant.conversation.reopened import reopened
from assistant.conversation.turn import Turn
from assistant.conversation.understanding import as_typed
from assistant.pipeline import Assistant
from index.article import DatelineError
from index.library import Library

QUESTION = "What did the Kremlin say about EU troops?"


@pytest.fixture(scope="module")
def turn(samples: Library) -> Turn:
    answer = Assistant(samples).ask(QUESTION)
    assert answer.status is Status.ANSWERED
    return Turn.of(as_typed(QUESTION), answer)


def kept(turn: Turn) -> Chat:
    return Chat("abc").with_exchange(Exchange(turn, "Looked at 24 articles", verdict="up"))


def test_a_chat_comes_back_as_it_was(turn: Turn) -> None:
    chat = kept(turn)
    assert chat_of(json.loads(json.dumps(chat_json(chat)))) == chat
    assert chat_json(chat)["title"] == QUESTION


def test_a_chat_that_grows_loses_its_beginning(turn: Turn) -> None:
    chat = Chat("abc")
    for number in range(MAX_EXCHANGES + 3):
        chat = chat.with_exchange(Exchange(turn, str(number)))
    assert [chat.exchanges[0].looked, chat.exchanges[-1].looked] == ["3", str(MAX_EXCHANGES + 2)]


def _without(value: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: one for key, one in value.items() if key != name}


def test_what_is_no_chat_is_refused(turn: Turn) -> None:
    good = chat_json(kept(turn))
    exchange = good["exchanges"][0]
    values: tuple[object, ...] = (
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
    for bad in values:
        with pytest.raises(DatelineError):
            chat_of(bad)


def test_only_what_still_stands_is_shown_again(turn: Turn, samples: Library) -> None:
    unchanged = reopened(kept(turn), samples)
    assert unchanged == kept(turn)

    value = copy.deepcopy(chat_json(kept(turn)))
    sentences = value["exchanges"][0]["turn"]["sentences"]
    sentences[0]["text"] = "It never said this."
    opened = reopened(chat_of(value), samples).exchanges[0]
    assert [one.text for one in opened.turn.sentences] == [one.text for one in turn.sentences[1:]]
    assert opened.note.startswith("One quotation is left out")

    for citation in value["exchanges"][0]["turn"]["citations"]:
        citation["article_id"] = "removed"
    opened = reopened(chat_of(value), samples).exchanges[0]
    assert not opened.turn.sentences
    assert not opened.turn.citations
    assert opened.note.startswith(f"{len(turn.sentences)} quotations are left out")
