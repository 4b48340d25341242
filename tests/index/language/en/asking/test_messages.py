"""What a message is before any archive is searched: a remark, a bare name, a request to write."""

from __future__ import annotations

import pytest

from index.language.en.asking.bare_names import read_bare_name
from index.language.en.asking.remarks import Remark, read_remark
from index.language.en.asking.typing_errors import correct_function_word
from index.language.en.asking.writing_requests import asks_for_writing
from index.language.foreign_words import is_foreign

REMARKS = {
    Remark.GREETING: ["hello", "Hi there!", "Good morning", "HEY", "hey, dateline", "How are you?"],
    Remark.THANKS: ["thanks", "Thank you very much!", "ok thanks", "great, thank you", "Cheers."],
    Remark.HELP: [
        "what can you do?",
        "What can I ask you?",
        "help",
        "Hi, what can you do?",
        "How does this work?",
        "who are you",
        "what is Dateline?",
        "Are you a bot?",
    ],
}


@pytest.mark.parametrize(
    ("message", "remark"), [(text, kind) for kind, texts in REMARKS.items() for text in texts]
)
def test_a_remark_asks_nothing(message: str, remark: Remark) -> None:
    assert read_remark(message) is remark


@pytest.mark.parametrize(
    "message",
    [
        "hello, who won the election?",
        "thanks, and Torp?",
        "What can the mayor do?",
        "Who said hello?",
        "What did Orvik thank the crews for?",
        "how does the lock work?",
        "help for farmers",
        "Who are the rebels?",
        "Hail",
        "",
        "?!",
    ],
)
def test_a_question_is_no_remark(message: str) -> None:
    assert read_remark(message) is None


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Orvik", ("Orvik",)),
        ("orvik?", ("orvik",)),
        ("“Marlow Bay”", ("Marlow", "Bay")),
        ("Ines van der Lune", ("Ines", "Lune")),
        ("NATO", ("NATO",)),
        ("US", ("US",)),
        ("ferry", ("ferry",)),
        ("the ferry", ()),
        ("Who won", ()),
        ("why?", ()),
        ("ferry prices", ()),
        ("Orvik said what", ()),
        ("of the", ()),
        ("...", ()),
    ],
)
def test_a_name_is_all_that_was_typed(message: str, name: tuple[str, ...]) -> None:
    assert read_bare_name(message) == name


@pytest.mark.parametrize(
    "message",
    [
        "Write an essay about the ferry",
        "I am writing a piece on the reaction to the flood; what were the consequences?",
        "Please summarise the debate for me",
        "could you draft a short press release about the lock?",
        "Give me a brief overview of the strike",
        "I need you to write 2000 words on the harbour",
        "Translate this into Danish: the quay stays open",
        "Compose a poem about Torp",
    ],
)
def test_a_request_to_write(message: str) -> None:
    assert asks_for_writing(message)


@pytest.mark.parametrize(
    "message",
    [
        "Who wrote the report on the ferry?",
        "What does the report say?",
        "Did Orvik write to the board?",
        "Which articles mention the lock?",
        "What did the mayor say about the letter?",
        "Who published the summary of the talks?",
    ],
)
def test_no_request_to_write(message: str) -> None:
    assert not asks_for_writing(message)


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("teh", "the"),
        ("abuot", "about"),
        ("Waht", "what"),
        ("whne", "when"),
        ("thier", "their"),
        ("siad", "said"),
        ("becuase", "because"),
        ("the", ""),
        ("form", ""),
        ("dose", ""),
        ("Torp", ""),
        ("x1", ""),
        ("ot", ""),
        ("kremlin", ""),
    ],
)
def test_a_mistyped_function_word(word: str, right: str) -> None:
    assert correct_function_word(word) == right


@pytest.mark.parametrize(
    "question",
    [
        "Cosa ha detto il sindaco sul porto?",
        "Was sagte der Bürgermeister über den Hafen?",
        "Qui a gagné l'élection ?",
        "¿Quién ganó las elecciones?",
        "Quem ganhou a eleição?",
        "Wat zei de burgemeester over de dijken?",
        "Kto wygrał wybory?",
        "Vad sa borgmästaren om hamnen?",
        "Что сказал мэр?",
        "ماذا قال العمدة؟",
        "市长说了什么？",
        "Wer gewann?",
    ],
)
def test_another_language(question: str) -> None:
    assert is_foreign(question)


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor say about the harbour?",
        "who is Ines van der Lune?",
        "von der Lune",
        "Los Angeles",
        "Le Monde",
        "What did Die Linke say?",
        "who won the coupe de france",
        "ferry prices",
        "Björn Ødegård",
        "what did teh mayro say abuot it",
        "1987",
        "?",
    ],
)
def test_english_and_names_are_no_other_language(question: str) -> None:
    assert not is_foreign(question)
