"""What a question asks for, and what offers it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.expectation import Kind, expected, offers


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did Finland join NATO?", Kind.TIME),
        ("what year did ww2 end", Kind.TIME),
        ("on which day was the vote", Kind.TIME),
        ("how long ago was rome founded", Kind.TIME),
        ("How many soldiers has France promised?", Kind.NUMBER),
        ("what is the population of oslo", Kind.NUMBER),
        ("how old is the king", Kind.NUMBER),
        ("Where was the summit held?", Kind.PLACE),
        ("in which country is lake saimaa", Kind.PLACE),
        ("Who won the World Cup?", Kind.PERSON),
        ("whose words were these", Kind.PERSON),
        ("the dragon queen is played by who", Kind.PERSON),
        ("Why did Wagner turn back?", Kind.CAUSE),
        ("what caused the fire", Kind.CAUSE),
        # The first word that asks decides; these ask for nothing that shows.
        ("What did the man who came when it rained want?", None),
        ("How did Putin respond?", None),
        ("Which essays won?", None),
        ("somewhat whence whomever", None),
        ("", None),
    ],
)
def test_the_first_word_that_asks_says_what_is_asked_for(question: str, kind: Kind | None) -> None:
    assert expected(question) is kind


@pytest.mark.parametrize(
    ("kind", "sentence", "offered"),
    [
        (Kind.PERSON, "It was written by Gene Barry.", 1.0),
        (Kind.PERSON, "It was the spokesman.", 0.25),
        (Kind.PERSON, "It rained.", 0.0),
        (Kind.TIME, "It rained in 1987.", 1.0),
        (Kind.TIME, "It rained last week.", 1.0),
        (Kind.TIME, "It may rain in Oslo.", 0.0),
        (Kind.PLACE, "It rained in Oslo.", 1.0),
        (Kind.PLACE, "It rained in the wood.", 0.5),
        (Kind.PLACE, "It rained in November.", 0.0),
        (Kind.PLACE, "It was a head of Government.", 0.0),
        (Kind.PLACE, "It rained.", 0.0),
        (Kind.NUMBER, "It rained for 12 days.", 1.0),
        (Kind.NUMBER, "Twenty-six countries came.", 1.0),
        (Kind.NUMBER, "It rained.", 0.0),
        (Kind.CAUSE, "It flooded because it rained.", 1.0),
        (Kind.CAUSE, "It rained.", 0.0),
    ],
)
def test_a_sentence_offers_what_is_asked_for(kind: Kind, sentence: str, offered: float) -> None:
    assert offers(kind, sentence, "which was it?") == offered


def test_what_the_question_names_is_no_answer_to_it() -> None:
    assert offers(Kind.TIME, "It rained in 1987.", "when did it rain in 1987") == 0.0
    assert offers(Kind.TIME, "It rained in May 1987.", "when did it rain in 1987") == 1.0
    assert offers(Kind.PLACE, "It rained in Oslo.", "where in oslo did it rain") == 0.0


@pytest.mark.parametrize(
    ("sentence", "offered"),
    [
        # A country counts wherever it stands, and whatever it is called.
        ("Finland joined NATO.", 1.0),
        ("The Norwegians joined NATO.", 1.0),
        ("Helsinki has decided.", 1.0),
        # Those of the question do not, under whatever name.
        ("Sweden joined NATO.", 0.0),
        ("Stockholm joined NATO, and the Swedes did.", 0.0),
        ("Sweden joined before Finland did.", 1.0),
        # Nor do unions of countries, and "us".
        ("The EU told us of the UN.", 0.0),
        # One that nobody knows is met by its preposition.
        ("It happened in Tuvalu.", 1.0),
    ],
)
@pytest.mark.parametrize("question", ["Which country beside Sweden?", "what nation beside sweden"])
def test_where_a_country_is_asked_for_another_is_offered(
    question: str, sentence: str, offered: float
) -> None:
    assert expected(question) is Kind.PLACE
    assert offers(Kind.PLACE, sentence, question) == offered
    # Where a place is, a country may be by the way.
    assert offers(Kind.PLACE, "Finland joined NATO.", "Where was it?") == 0.0


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(Kind))
def test_whatever_is_asked_and_said_has_a_share(question: str, sentence: str, kind: Kind) -> None:
    assert expected(question) in {None, *Kind}
    assert 0.0 <= offers(kind, sentence, question) <= 1.0
