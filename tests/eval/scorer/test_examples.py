"""What a scorer sees at a time: the right ones are marked, and where none is right none is."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scorer.examples import (
    CANDIDATES,
    DRAWN,
    REPEATED,
    Example,
    answered,
    candidate,
    epoch,
    exchanged,
    judged,
    robbed,
)
from eval.scorer.marked import Marked
from tests.eval.scorer.build import PLACES, marked

SEEDS = st.integers(0, 2**32)
TEXTS = st.builds(
    lambda number, answers, length: marked(
        number, [a for a in answers if a < length], length=length
    ),
    st.integers(0, 99),
    st.frozensets(st.integers(0, 14), max_size=6),
    st.integers(1, 15),
)


def foreign(asked: Marked) -> Sequence[str]:
    """Sentences of nowhere."""
    return [f"Elsewhere it snowed on day {n}. |  | " for n in range(6)]


def nothing(asked: Marked) -> Sequence[str]:
    return ()


def own(asked: Marked, hidden: frozenset[int] = frozenset()) -> dict[str, bool]:
    """The sentences of a question's text, as scorers read them, and whether they answer."""
    numbers = range(len(asked.sentences))
    return {candidate(asked, n, hidden): n in asked.answers for n in numbers}


def assert_sound(example: Example, asked: Marked) -> None:
    """What holds of every example whatever its kind."""
    assert len(example.candidates) == len(example.gold) <= CANDIDATES
    assert len(set(example.candidates)) == len(example.candidates)
    hidden = asked.answers if example.kind == "robbed" else frozenset[int]()
    known = own(asked, hidden) | dict.fromkeys(foreign(asked), False)
    assert set(example.candidates) <= set(known)


@given(TEXTS, SEEDS)
def test_of_an_answered_question_those_are_right_that_answer(asked: Marked, seed: int) -> None:
    example = answered(asked, foreign, random.Random(seed))
    assert_sound(example, asked)
    known = own(asked)
    assert [known.get(text, False) for text in example.candidates] == list(example.gold)
    assert sum(example.gold) == min(2, len(asked.answers))
    assert sum(text not in known for text in example.candidates) == 2


@given(TEXTS, SEEDS)
def test_a_robbed_question_has_no_sentence_that_answers(asked: Marked, seed: int) -> None:
    example = robbed(asked, foreign, random.Random(seed))
    assert_sound(example, asked)
    assert not any(example.gold)
    assert not any(own(asked, asked.answers).get(text, False) for text in example.candidates)


def test_neighbours_of_the_answer_are_preferred_to_what_is_far_from_it() -> None:
    asked = marked(3, [20], length=41)
    for seed in range(20):
        example = answered(asked, nothing, random.Random(seed))
        others = [n for n in range(41) if candidate(asked, n) in example.candidates]
        # Chance moves a sentence by less than three places: of eight, both neighbours are there,
        # and none is farther than six from the answer.
        assert {19, 20, 21} <= set(others) <= set(range(14, 27))


def test_a_sentence_is_read_with_its_title_and_the_one_before_it() -> None:
    asked = marked(1)
    first, second, title = *asked.sentences[:2], asked.title
    assert candidate(asked, 0) == f"{first} |  | {title}"
    assert candidate(asked, 1) == f"{second} | {first} | {title}"
    # Candidates of this one stand in no order.
    assert candidate(marked(1, collection="trecqa"), 1) == f"{second} |  | {title}"


@given(st.integers(0, 99), SEEDS)
def test_exchanging_changes_one_name_or_one_number_and_nothing_else(number: int, seed: int) -> None:
    question = marked(number).question
    other = exchanged(question, PLACES, random.Random(seed))
    assert other is not None
    pairs = list(zip(question.split(), other.split(), strict=True))
    ((old, new),) = [(old, new) for old, new in pairs if old != new]
    if old.rstrip("?").isdigit():
        assert new.rstrip("?").isdigit()
        assert len(new) == len(old)
        assert sum(a != b for a, b in zip(old, new, strict=True)) == 1
    else:
        assert (old in question, new in PLACES) == (True, True)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who was it?", PLACES),  # neither
        ("Who was Aldmoor?", ()),  # no other name
        ("Who was Aldmoor?", ("Aldmoor", "aldmoor")),
    ],
)
def test_where_nothing_can_be_exchanged_there_is_no_other_question(
    question: str, names: Sequence[str]
) -> None:
    assert all(exchanged(question, names, random.Random(seed)) is None for seed in range(5))


def test_nothing_is_exchanged_inside_a_longer_word() -> None:
    asked = "Did Annual rain of 2019 soak Ann on day 19?"
    found = {exchanged(asked, ("Bo",), random.Random(seed)) for seed in range(60)}
    assert "Did Annual rain of 2019 soak Bo on day 19?" in found
    assert all(other is not None and "Boual" not in other for other in found)
    ends = {other.split("2019")[1] for other in found if other and "2019" in other}
    assert any(end != " soak Ann on day 19?" and "soak Ann" in end for end in ends)


def test_of_a_robbed_question_the_answer_does_not_stand_before_a_candidate_either() -> None:
    asked = marked(1, [1])
    answer = asked.sentences[1]
    texts = [
        text
        for seed in range(20)
        for text in robbed(asked, foreign, random.Random(seed)).candidates
    ]
    assert not any(answer in text for text in texts)


def test_numbers_keep_their_form() -> None:
    found = {exchanged("what cost 1,204.50?", (), random.Random(seed)) for seed in range(40)}
    assert len(found) > 10
    for question in found:
        assert question is not None
        number = question.removeprefix("what cost ").removesuffix("?")
        assert [number[1], number[5], len(number)] == [",", ".", 8]


def test_an_epoch_is_the_same_by_the_same_chance_and_another_by_another() -> None:
    asked = [marked(n, [1] if n % 4 else []) for n in range(60)]
    first, again = (epoch(asked, foreign, random.Random("1 0")) for _ in range(2))
    assert first == again
    assert epoch(asked, foreign, random.Random("1 1")) != first


def test_an_epoch_has_questions_with_an_answer_and_three_kinds_without() -> None:
    asked = [marked(n, [1] if n % 4 else []) for n in range(400)]
    found = epoch(asked, foreign, random.Random(1))
    kinds = Counter(example.kind for example in found)
    assert kinds["answered"] == 300
    # Those that have no answer, and a quarter of the others.
    assert kinds["robbed"] == pytest.approx(100 + 75, abs=30)
    assert kinds["exchanged"] == pytest.approx(80, abs=32)
    assert kinds["strange"] == pytest.approx(20, abs=18)
    for example in found:
        assert any(example.gold) == (example.kind == "answered")
        assert len(example.candidates) == len(example.gold) <= CANDIDATES
    questions = {each.question for each in asked}
    assert {e.question for e in found if e.kind != "exchanged"} <= questions


def test_of_a_large_collection_some_are_drawn_and_those_of_a_small_one_come_often() -> None:
    large = [marked(n, collection="newswire") for n in range(DRAWN["newswire"] + 50)]
    small = [marked(n, collection="trecqa") for n in range(10)]
    found = epoch([*large, *small], nothing, random.Random(1))
    asked = Counter(e.question for e in found if e.kind == "answered")
    twice = {each.question for each in small}
    assert all(asked[question] >= REPEATED["trecqa"] for question in twice)
    drawn = Counter(e.kind for e in found)["answered"]
    assert drawn == DRAWN["newswire"] + 10 * REPEATED["trecqa"]


def test_every_question_is_judged_with_its_answer_and_without_and_alike_each_time() -> None:
    asked = [marked(n) for n in range(20)]
    found = judged(asked, foreign)
    assert found == judged(asked, foreign)
    assert found == [e for each in asked for e in judged([each], foreign)]
    assert Counter(e.kind for e in found) == {"answered": 20, "robbed": 20}
    # Of a text that is all answer nothing is left.
    assert [e.kind for e in judged([marked(1, [0], length=1)], nothing)] == ["answered"]
