"""What a question takes for granted, of invented places and people."""

from __future__ import annotations

import pytest

from index.language.en.asking.premises import read_premise
from index.search.query import MAX_QUERY_CHARACTERS


@pytest.mark.parametrize(
    ("question", "subject", "statement"),
    [
        ("When did Norra leave the Coast Pact?", "Norra", "Norra left the Coast Pact"),
        ("why did kolar resign", "kolar", "kolar resigned"),
        ("What did Harg say when he resigned?", "Harg", "Harg resigned"),
        ("What did Teel promise after she won the vote?", "Teel", "Teel won the vote"),
        ("Who followed Wess after Wess retired?", "Wess", "Wess retired"),
        ("Why was Obrin arrested?", "Obrin", "Obrin was arrested"),
        ("When were the bells of Quen stolen?", "the bells of Quen",
         "the bells of Quen were stolen"),
        ("How did the dockers manage to storm the mint?", "the dockers",
         "the dockers stormed the mint"),
        ("Why has Caldria withdrawn from the cup?", "Caldria",
         "Caldria has withdrawn from the cup"),
        ("when did norra leave the union?", "norra", "norra left the union"),
        ("When did Kolar join the party?", "Kolar", "Kolar joined the party"),
        ("In what year did Lamm step down?", "Lamm", "Lamm stepped down"),
        ("Why did the mayor refuse to sign?", "the mayor", "the mayor refused to sign"),
        ("Why did the ferry company cancel the sailing?", "the ferry company",
         "the ferry company cancelled the sailing"),
    ],
)  # fmt: skip
def test_an_event_that_is_taken_for_granted(question: str, subject: str, statement: str) -> None:
    premise = read_premise(question)
    assert premise is not None
    assert (premise.subject, premise.statement) == (subject, statement)


@pytest.mark.parametrize(
    "question",
    [
        "Did Norra leave the Coast Pact?",
        "Why did the bank leave its rate unchanged?",
        "Why did Harg leave half of the costs to the town?",
        "When did Norra and Ister join hands?",
        "When did the minister leave for Velm?",
        "Will Kolar resign?",
        "Has the mayor been arrested?",
        "Why did Kolar not resign?",
        "Why didn't Norra leave?",
        "Who won the cup?",
        "What did Harg say about the bridge?",
        "When was the lighthouse built?",
        "What did he say?",
        "",
        "when did " + "a" * MAX_QUERY_CHARACTERS,
    ],
)
def test_questions_that_take_no_known_event_for_granted(question: str) -> None:
    assert read_premise(question) is None


def test_the_object_is_what_stands_behind_the_verb_without_time_and_place() -> None:
    premise = read_premise("When did Norra leave the Coast Pact in spring?")
    assert premise is not None
    assert premise.object == "the Coast Pact"
