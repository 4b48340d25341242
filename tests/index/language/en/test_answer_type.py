"""What a question asks for, and what offers it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.en.asking.answer_type import AnswerType, detect_answer_type, score_answer_type


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When did Finland join NATO?", AnswerType.TIME),
        ("what year did ww2 end", AnswerType.TIME),
        ("on which day was the vote", AnswerType.TIME),
        ("how long ago was rome founded", AnswerType.TIME),
        ("How many soldiers has France promised?", AnswerType.NUMBER),
        ("what is the population of oslo", AnswerType.NUMBER),
        ("how old is the king", AnswerType.NUMBER),
        ("Where was the summit held?", AnswerType.PLACE),
        ("in which country is lake saimaa", AnswerType.PLACE),
        ("Who won the World Cup?", AnswerType.PERSON),
        ("whose words were these", AnswerType.PERSON),
        ("the dragon queen is played by who", AnswerType.PERSON),
        ("Why did Wagner turn back?", AnswerType.CAUSE),
        ("what caused the fire", AnswerType.CAUSE),
        # The first word that asks decides; these ask for nothing that shows.
        ("What did the man who came when it rained want?", None),
        ("How did Putin respond?", None),
        ("Which essays won?", None),
        ("somewhat whence whomever", None),
        ("", None),
    ],
)
def test_the_first_word_that_asks_says_what_is_asked_for(
    question: str, kind: AnswerType | None
) -> None:
    assert detect_answer_type(question) is kind


@pytest.mark.parametrize(
    ("kind", "sentence", "offered"),
    [
        (AnswerType.PERSON, "It was written by Gene Barry.", 1.0),
        (AnswerType.PERSON, "It was the spokesman.", 0.25),
        (AnswerType.PERSON, "It rained.", 0.0),
        (AnswerType.TIME, "It rained in 1987.", 1.0),
        (AnswerType.TIME, "It rained last week.", 1.0),
        (AnswerType.TIME, "It may rain in Oslo.", 0.0),
        (AnswerType.PLACE, "It rained in Oslo.", 1.0),
        (AnswerType.PLACE, "It rained in the wood.", 0.5),
        (AnswerType.PLACE, "It rained in November.", 0.0),
        (AnswerType.PLACE, "It was a head of Government.", 0.0),
        (AnswerType.PLACE, "It rained.", 0.0),
        (AnswerType.NUMBER, "It rained for 12 days.", 1.0),
        (AnswerType.NUMBER, "Twenty-six countries came.", 1.0),
        (AnswerType.NUMBER, "It rained.", 0.0),
        (AnswerType.CAUSE, "It flooded because it rained.", 1.0),
        (AnswerType.CAUSE, "It rained.", 0.0),
    ],
)
def test_a_sentence_offers_what_is_asked_for(
    kind: AnswerType, sentence: str, offered: float
) -> None:
    assert score_answer_type(kind, sentence, "which was it?") == offered


def test_what_the_question_names_is_no_answer_to_it() -> None:
    assert (
        score_answer_type(AnswerType.TIME, "It rained in 1987.", "when did it rain in 1987") == 0.0
    )
    assert (
        score_answer_type(AnswerType.TIME, "It rained in May 1987.", "when did it rain in 1987")
        == 1.0
    )
    assert (
        score_answer_type(AnswerType.PLACE, "It rained in Oslo.", "where in oslo did it rain")
        == 0.0
    )


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
    assert detect_answer_type(question) is AnswerType.PLACE
    assert score_answer_type(AnswerType.PLACE, sentence, question) == offered
    # Where a place is, a country may be by the way.
    assert score_answer_type(AnswerType.PLACE, "Finland joined NATO.", "Where was it?") == 0.0


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from(AnswerType))
def test_whatever_is_asked_and_said_has_a_share(
    question: str, sentence: str, kind: AnswerType
) -> None:
    assert detect_answer_type(question) in {None, *AnswerType}
    assert 0.0 <= score_answer_type(kind, sentence, question) <= 1.0
