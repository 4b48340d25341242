"""Questions of what is not so, and sentences that say that something is not so."""

from __future__ import annotations

import pytest

from index.language.en.asking.polarity import has_negation, is_negated_question


@pytest.mark.parametrize(
    "question",
    [
        "Which countries won't send boats?",
        "which towns will not pay?",
        "Who did not sign the accord?",
        "Which ministers never voted?",
        "Who refused to pay the toll?",
        "How many members have not voted?",
        "Which of the five states aren't building harbours?",
        "Which party rejected the budget?",
    ],
)
def test_negated_questions(question: str) -> None:
    assert is_negated_question(question)


@pytest.mark.parametrize(
    "question",
    [
        "Which countries will send boats?",
        "Why did Norra not sign?",
        "How come the ferry didn't sail?",
        "Who signed the accord?",
        "Which towns that do not pay will get a bridge?",
        "Which towns who do not pay will get a bridge?",
        "What did Harg refuse to pay?",
        "What did Harg say that the town would not do?",
        "Who said that the ferry did not sail?",
        "Who lost not only the cup but the league?",
        "",
    ],
)
def test_questions_that_are_not_negated(question: str) -> None:
    assert not is_negated_question(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norra will not send boats.",
        "Lenz keeps its boats at home.",
        "The minister ruled out a toll.",
        "Harg declined to pay.",
        "The league can’t vote.",
        "None of the five signed.",
        "Ister holds back.",
    ],
)
def test_sentences_of_negative_polarity(sentence: str) -> None:
    assert has_negation(sentence)


@pytest.mark.parametrize(
    "sentence", ["Norra sends two boats.", "The knot is tied.", "A notable harbour opened."]
)
def test_other_sentences(sentence: str) -> None:
    assert not has_negation(sentence)
