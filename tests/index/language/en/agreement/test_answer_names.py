"""The one name that a sentence gives as its answer to a question for a name."""

from __future__ import annotations

import pytest

from index.language.en.agreement.answer_names import find_answer_name
from index.language.en.agreement.name_kinds import may_be_one, may_contain
from index.language.en.agreement.name_questions import read_name_question


def find(question: str, sentence: str) -> str | None:
    """The name in a sentence of March 2025; None if there is none."""
    asked = read_name_question(question)
    assert asked is not None
    found = find_answer_name(asked, sentence, "2025-03-03")
    if found is not None:
        assert sentence[slice(*found.span)] == found.text
    return found.text if found else None


MAYOR, TANKER = "Who won the Lerse mayoralty?", "Where was the tanker Isolde built?"
MILL, CHIEF = "Which company bought the Kel mill?", "Whom did the bank appoint as chief?"


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        (MAYOR, "Ana Holt won the mayoralty of Lerse.", "Ana Holt"),
        (MAYOR, "On Sunday Mrs Ana Holt, a chemist, narrowly won the mayoralty.", "Ana Holt"),
        (MAYOR, "The mayor of Kel, Petra Hahn, won the mayoralty.", "Petra Hahn"),
        (MAYOR, "The mayoralty was won by Petra Hahn.", "Petra Hahn"),
        (MAYOR, "Ana Holt of the Greens has won the mayoralty.", "Ana Holt"),
        (MAYOR, "Norwegian Jonas Vik won the mayoralty.", "Jonas Vik"),
        (MILL, "Norlin Foods Inc has acquired the Kel mill.", "Norlin Foods Inc"),
        (MILL, "The Kel mill was bought by the Bank of Varde.", "Bank of Varde"),
        (MILL, "Norlin took over the Kel mill.", "Norlin"),
        ("Who took over the Kel mill?", "Ole Brekk bought the Kel mill.", "Ole Brekk"),
        ("Which country will host the games?", "Finland will host the games.", "Finland"),
        (CHIEF, "The bank appointed Dr Ole Brekk as chief.", "Ole Brekk"),
        (CHIEF, "Ole Brekk was named chief of the bank.", "Ole Brekk"),
        ("Who was elected mayor of Lerse?", "Ida Berg was elected mayor of Lerse.", "Ida Berg"),
        ("Who became mayor of Lerse?", "Ida Berg became mayor of Lerse.", "Ida Berg"),
        ("By whom was the comet discovered?", "Ida Berg discovered the comet.", "Ida Berg"),
        (TANKER, "The tanker Isolde was built in Orlo in 1998.", "Orlo"),
        (TANKER, "The Isolde, built by hand at the Norlin yard, sank.", "Norlin"),
        ("Where did the ferry sink?", "The ferry sank within minutes off Sool.", "Sool"),
        ("Where will the games be held?", "The games will be held in Finland.", "Finland"),
        ("In which town was the pact signed?", "The pact was signed in Varde.", "Varde"),
    ],
)
def test_the_name_at_the_place_of_the_answer(question: str, sentence: str, name: str) -> None:
    assert find(question, sentence) == name


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (MAYOR, "Ana Holt could win the mayoralty."),
        (MAYOR, "Ana Holt has not won the mayoralty."),
        (MAYOR, "Polls say that Ana Holt won the mayoralty."),
        (MAYOR, "Ana Holt claimed that she won the mayoralty."),
        (MAYOR, "The brother of Ana Holt won the mayoralty."),
        (MAYOR, "Ana Holt and Petra Hahn won the mayoralty."),
        (MAYOR, "Ana Holt won the mayoralty in 2019."),
        (MAYOR, "Ana Holt won the mayoralty last year."),
        (MAYOR, "Has Ana Holt won the mayoralty?"),
        (MAYOR, "She won the mayoralty on Sunday."),
        (MAYOR, "The prime minister won the mayoralty."),
        (MAYOR, "Ana Holt won the mayoralty, not Petra Hahn."),
        (MILL, "Norlin Foods offered to buy the Kel mill."),
        (MILL, "A unit of Norlin Foods bought the Kel mill."),
        (MILL, "Norlin Foods, Imperial Grain and Halden bought the Kel mill."),
        (MILL, "Kel bought the mill."),
        (CHIEF, "The bank appointed a new chief."),
        (CHIEF, "The bank appointed Ole Brekk and Ida Berg as chiefs."),
        (TANKER, "The tanker Isolde was built in the spring."),
        (TANKER, "The tanker Isolde was not built in Orlo."),
        (TANKER, "The tanker Isolde was built in May."),
        (TANKER, "The tanker Isolde was built in Orlo and Brinn."),
    ],
)
def test_sentences_that_give_no_one_name(question: str, sentence: str) -> None:
    assert find(question, sentence) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who won a contract from the navy?",
        "Which companies bought the mill?",
        "Who was arrested after the riot?",
        "Who said that the mill was sold?",
        "Why was the tanker built?",
        "Who won the race and who lost it?",
        "What was built?",
        "Where is the mill?",
        "",
    ],
)
def test_questions_for_more_or_other_than_one_name(question: str) -> None:
    assert read_name_question(question) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Holt", "Holt"),
        ("A. Holt", "Ana Holt"),
        ("Zelensky", "Zelenskyy"),
        ("Gdansk", "Gdańsk"),
        ("IBM", "International Business Machines Corp"),
        ("Norlin Foods Inc", "Norlin Holdings"),
        ("Britain", "United Kingdom"),
        ("Warsaw", "Poland"),
        ("Yuri Lanov", "Yury Lanov"),
    ],
)
def test_names_that_may_be_one(one: str, other: str) -> None:
    assert may_be_one(one, other)
    assert may_be_one(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Holt", "Petra Hahn"),
        ("Norlin Foods", "Imperial Foods"),
        ("Orlo", "Brinn"),
        ("Norway", "Finland"),
        ("IBM", "Imperial Grain"),
    ],
)
def test_names_of_two(one: str, other: str) -> None:
    assert not may_be_one(one, other)


def test_a_town_may_lie_in_a_country_and_a_region() -> None:
    assert may_contain("Houston", "Texas")
    assert may_contain("Orlo", "Norway")
    assert may_contain("Orlo", "Tarn Valley")
    assert not may_contain("Norway", "Finland")
    assert not may_contain("Orlo", "Brinn")
