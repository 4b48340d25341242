"""Questions that compare name their sides and their topic; others are no comparisons."""

from __future__ import annotations

import pytest

from index.language.en.speech.comparisons import read_comparison
from index.language.en.speech.sides import split_sides

COMPARISONS = [
    ("Compare Brekke and Torp on salt", ("Brekke", "Torp"), "salt"),
    ("How do Brekke and Torp differ on salt?", ("Brekke", "Torp"), "salt"),
    ("What do Norland and Sudland say about the truce?", ("Norland", "Sudland"), "the truce"),
    ("Brekke vs Torp on shipping salt", ("Brekke", "Torp"), "shipping salt"),
    ("Brekke vs. Torp: salt", ("Brekke", "Torp"), "salt"),
    ("Brekke versus Torp on the treaty", ("Brekke", "Torp"), "the treaty"),
    (
        "What did the mayor and the union each say about the strike?",
        ("the mayor", "the union"),
        "the strike",
    ),
    (
        "difference between the EU's and Washington's position on tariffs",
        ("the EU", "Washington"),
        "tariffs",
    ),
    (
        "What is the difference between the positions of Kel and Lund on fishing?",
        ("Kel", "Lund"),
        "fishing",
    ),
    ("What are the differences between Kel and Lund over fishing?", ("Kel", "Lund"), "fishing"),
    ("How does Brekke differ from Torp on salt?", ("Brekke", "Torp"), "salt"),
    ("How does Brekke's position on salt differ from Torp's?", ("Brekke", "Torp"), "salt"),
    ("How does Brekke’s view on salt differ from that of Torp?", ("Brekke", "Torp"), "salt"),
    ("How do Brekke's and Torp's views on salt compare?", ("Brekke", "Torp"), "salt"),
    ("How do the positions of Brekke and Torp on salt differ?", ("Brekke", "Torp"), "salt"),
    ("Where do Brekke and Torp disagree about salt?", ("Brekke", "Torp"), "salt"),
    (
        "Where do Russia, Ukraine and the EU stand on the truce?",
        ("Russia", "Ukraine", "the EU"),
        "the truce",
    ),
    ("Do Brekke and Torp agree on salt?", ("Brekke", "Torp"), "salt"),
    ("How do Brekke and Torp differ in their views on salt?", ("Brekke", "Torp"), "salt"),
    ("Compare what Brekke and Torp said about salt", ("Brekke", "Torp"), "salt"),
    ("Compare the statements of Brekke and Torp on salt", ("Brekke", "Torp"), "salt"),
    ("Compare Brekke with Torp on salt", ("Brekke", "Torp"), "salt"),
    ("Compare Brekke to Torp on salt", ("Brekke", "Torp"), "salt"),
    ("Compare Brekke's position on salt with Torp's", ("Brekke", "Torp"), "salt"),
    ("Please compare the mayor and the union on pay", ("the mayor", "the union"), "pay"),
    (
        "Can you compare Brekke, Torp and Haugen on the dam?",
        ("Brekke", "Torp", "Haugen"),
        "the dam",
    ),
    ("Compare Brekke and Torp", ("Brekke", "Torp"), ""),
    ("Contrast Brekke and Torp on salt", ("Brekke", "Torp"), "salt"),
    ("A comparison of Brekke and Torp on salt", ("Brekke", "Torp"), "salt"),
    ("compare brekke and torp on salt", ("brekke", "torp"), "salt"),
    ("what do russia and ukraine say about the truce", ("russia", "ukraine"), "the truce"),
    ("How did Kel and Lund respond to the offer?", ("Kel", "Lund"), "the offer"),
    ("What did Brekke and Torp say?", ("Brekke", "Torp"), ""),
    (
        "What did Foreign Minister Ole Brekke and Emma Torp say about salt?",
        ("Foreign Minister Ole Brekke", "Emma Torp"),
        "salt",
    ),
    ("What did the EU and Washington say about tariffs?", ("the EU", "Washington"), "tariffs"),
    (
        "What did Marks and Spencer and the union say about pay?",
        ("Marks and Spencer", "the union"),
        "pay",
    ),
    (
        "What are the positions of Russia and Ukraine on the truce?",
        ("Russia", "Ukraine"),
        "the truce",
    ),
    ("What are Brekke's and Torp's positions on salt?", ("Brekke", "Torp"), "salt"),
    ("The reactions of Kel and Lund to the offer", ("Kel", "Lund"), "the offer"),
    ("What is Brekke's position on salt compared with Torp's?", ("Brekke", "Torp"), "salt"),
    ("What does Brekke say about salt compared to Torp?", ("Brekke", "Torp"), "salt"),
    ("What did Brekke say about salt, and what did Torp say?", ("Brekke", "Torp"), "salt"),
    ("What did Brekke say about salt and what did Torp say about it?", ("Brekke", "Torp"), "salt"),
    ("How far apart are Kel and Lund on fishing?", ("Kel", "Lund"), "fishing"),
    ("What separates Kel from Lund on fishing?", ("Kel", "Lund"), "fishing"),
    (
        "What did Brekke, Torp, Haugen and Graen say about the dam?",
        ("Brekke", "Torp", "Haugen", "Graen"),
        "the dam",
    ),
    ("What did both Brekke and Torp say about salt?", ("Brekke", "Torp"), "salt"),
    ("How does Kel's view of the truce compare to Lund's?", ("Kel", "Lund"), "the truce"),
    ("How does Kel's position compare with Lund's on the truce?", ("Kel", "Lund"), "the truce"),
    ("Compare the EU's position on tariffs with that of the US", ("the EU", "the US"), "tariffs"),
    ("Compare how Brekke and Torp responded to the offer", ("Brekke", "Torp"), "the offer"),
    ("Brekke and Torp: how do they differ on salt?", ("Brekke", "Torp"), "salt"),
    ("How did Brekke's stance on salt differ from what Torp said?", ("Brekke", "Torp"), "salt"),
    ("Tell me how Brekke and Torp differ on salt", ("Brekke", "Torp"), "salt"),
    ("What do Kel and Lund have to say about the truce?", ("Kel", "Lund"), "the truce"),
    (
        "What are the views of the mayor, the union, and Kel Bank on the strike?",
        ("the mayor", "the union", "Kel Bank"),
        "the strike",
    ),
    (
        "What do Brekke and Torp say about a notion to stop it?",
        ("Brekke", "Torp"),
        "a notion to stop it",
    ),
    ("What do Brekke and Torp say about the joint fleet?", ("Brekke", "Torp"), "the joint fleet"),
    ("Brekke v Torp on salt", ("Brekke", "Torp"), "salt"),
    ("Show me what Brekke and Torp said about salt", ("Brekke", "Torp"), "salt"),
    ("What is the view of Kel and of Lund on tariffs?", ("Kel", "Lund"), "tariffs"),
    ("How do the US and China positions on chips differ?", ("the US", "China"), "chips"),
    ("What are the differing views of Brekke and Torp on salt?", ("Brekke", "Torp"), "salt"),
    ("What did Brekke and Torp say at the summit?", ("Brekke", "Torp"), "at the summit"),
    ("How do Kel and Lund describe the deal?", ("Kel", "Lund"), "the deal"),
    ("What do doctors and nurses each say about pay?", ("doctors", "nurses"), "pay"),
]
OTHERS = [
    "What did Brekke say about Russia and Ukraine?",
    "What do Marks and Spencer say?",
    "What do Marks and Spencer say about wages?",
    "What does Hollins and Reeve say about wages?",
    "What did Brekke say about what Norland and Sudland said?",
    "What did Brekke say about salt and fish?",
    "What did Brekke say about salt?",
    "What did Brekke say?",
    "What did he and Torp say about salt?",
    "What did Brekke and his wife say about salt?",
    "What did the two sides say about the truce?",
    "What did both sides say about the truce?",
    "What did the trade and industry minister say about salt?",
    "What did the Food and Drug Administration say about salt?",
    "What did the Ministry of Trade and Industry say about salt?",
    "What did the search and rescue team say about the boat?",
    "What did Bosnia and Herzegovina say about the vote?",
    "What did the president and chief executive say about pay?",
    "What did Brekke and Torp agree on?",
    "What did Brekke and Torp discuss in Lund?",
    "What did Brekke and Torp tell each other about salt?",
    "What did Brekke and Torp say in their joint statement?",
    "When did Brekke and Torp meet?",
    "Who won, Kel or Lund?",
    "Kel vs Lund",
    "Kel vs Lund score",
    "What is the difference between the EU and the Council of Europe?",
    "What is the difference between an embargo and a blockade?",
    "Compare the two plans",
    "Compare inflation in Kel and Lund",
    "How did prices compare with last year?",
    "How many ships did Kel and Lund lose?",
    "Where does Brekke stand on salt?",
    "Does Brekke agree?",
    "Why do Brekke and Torp disagree on salt?",
    "Has Brekke changed his position on salt and fish?",
    "Timeline of the talks between Kel and Lund",
    "List all statements by Brekke on salt and fish",
    "What happened between Russia and Ukraine?",
    "What was agreed between Kel and Lund on fishing?",
    "According to Brekke, what do salt and fish cost?",
    "What did A, B, C, D and E say about salt?",
    "What did Brekke and Brekke say about salt?",
    "What is Brekke's position on Russia and Ukraine?",
    "What is Brekke's view on trade with China and India?",
    "What was the reaction of Brekke to the strike and the vote?",
    "How did Brekke respond to Torp and Haugen?",
    "How did stocks and bonds react to the tariffs?",
    "How did Kel and its allies respond to the offer?",
    "How do they differ on salt?",
    "What did the Department of Health and Human Services say about vaccines?",
    "What was the difference between the first and the second quake?",
    "What did Brekke say about salt compared with last year?",
    "What did Brekke say about salt, and what did Torp pay?",
    "What did Brekke say about salt and what about the price?",
    "What did the ministers of defence and finance say about the budget?",
    "How does Brekke's position today differ from last year on salt?",
    "What do studies and reports say about sugar?",
    "Compare Brekke's positions in 2023 and 2025 on salt",
    "What did Henry V say about war?",
    "Which countries border Kel and Lund?",
    "How did the markets react to war and inflation?",
    "",
    "and",
    "Compare",
    "Compare and on and",
    "What did and say about salt?",
]


@pytest.mark.parametrize(("question", "sides", "topic"), COMPARISONS)
def test_a_comparison_names_sides_and_topic(
    question: str, sides: tuple[str, ...], topic: str
) -> None:
    found = read_comparison(question)
    assert found is not None
    assert (found.sides, found.topic) == (sides, topic)


@pytest.mark.parametrize("question", OTHERS)
def test_another_question_compares_nothing(question: str) -> None:
    assert read_comparison(question) is None


def test_each_side_is_asked_for_its_words() -> None:
    found = read_comparison("Compare Brekke and Torp on salt")
    assert found is not None
    assert [found.ask(side) for side in found.sides] == [
        "What did Brekke say about salt?",
        "What did Torp say about salt?",
    ]


def test_a_place_stays_as_it_is_in_the_question_for_a_side() -> None:
    found = read_comparison("What did Brekke and Torp say at the summit?")
    assert found is not None
    assert found.ask("Torp") == "What did Torp say at the summit?"


def test_five_names_are_not_compared() -> None:
    assert split_sides("A, B, C, D and E", is_explicit=True) == ()
