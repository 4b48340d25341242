"""What is rare in the archive weighs most; a refusal says what is missing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.question import Question
from assistant.core.answer import Answer, Status
from tests.assistant.build import article_of, hit_of, name, question_of, word

# Of 9 passages none has it: log(1 + 9/1) = log 10; eight have it: log(1 + 9/9) = log 2.
RARE, COMMON = word("rare", passages=0), word("common", passages=8)


def test_a_word_weighs_the_logarithm_of_its_rarity() -> None:
    asked = question_of("?", RARE, COMMON, passages=9)
    assert asked.weights == pytest.approx((math.log(10), math.log(2)))


@pytest.mark.parametrize(
    ("stems", "share"),
    [
        ({"rare", "common", "else"}, 1.0),
        ({"rare"}, 0.768622),  # log 10 / log 20
        ({"common"}, 0.231378),  # log 2 / log 20
        ({"else"}, 0.0),
        (set(), 0.0),
    ],
)
def test_coverage_is_the_share_of_the_weight(stems: set[str], share: float) -> None:
    assert question_of("?", RARE, COMMON).compute_coverage(stems) == pytest.approx(share, abs=1e-6)


def test_a_question_without_terms_is_covered_by_anything() -> None:
    assert question_of("What about it?").compute_coverage(set()) == 1.0


def test_an_empty_archive_weighs_nothing_and_divides_by_nothing() -> None:
    assert question_of("?", RARE, passages=0).compute_coverage({"rare"}) == 1.0


@given(st.lists(st.integers(0, 50), min_size=1, max_size=6), st.data())
def test_coverage_grows_with_the_words_and_stays_within_one(
    counts: list[int], data: st.DataObject
) -> None:
    terms = [word(f"w{i}", count) for i, count in enumerate(counts)]
    asked = Question.weigh("?", terms, passages=50)
    more = data.draw(st.sets(st.sampled_from([term.stem for term in terms])))
    fewer = data.draw(st.sets(st.sampled_from(sorted(more)))) if more else set()
    assert 0.0 <= asked.compute_coverage(fewer) <= asked.compute_coverage(more) <= 1.0 + 1e-9


def test_names_and_unknown_words_come_as_typed_and_once() -> None:
    asked = question_of("?", name("Peskov", 3), name("Peskov", 3), name("Macron"), word("bread"))
    assert asked.names == ("Peskov", "Macron")
    assert asked.unknown_words == ("Macron", "bread")


def test_words_that_name_the_time_are_no_names() -> None:
    terms = [name("Easter", passages=0), name("Kel", passages=1), word("flood", passages=1)]
    asked = Question.weigh("Flood in Kel at Easter?", terms, 9, frozenset({"Easter"}))
    assert (asked.names, asked.unknown_words) == (("Kel",), ())


HIT = hit_of(article_of("One."), {0: 0.5})


@pytest.mark.parametrize(
    ("missing", "ending"),
    [
        ((), "The archive does not say."),
        (("Venezuela",), ": none of the articles found mentions “Venezuela”."),
        (("bake", "bread"), ": none of the articles found mentions “bake” or “bread”."),
        (("a", "b", "c"), ": none of the articles found mentions “a”, “b” or “c”."),
    ],
)
def test_a_refusal_names_what_is_missing(missing: tuple[str, ...], ending: str) -> None:
    refusal = Answer("?", Status.NO_EVIDENCE, 0.1, (), (), (HIT,), missing).refusal
    assert refusal.startswith("The archive does not say")
    assert refusal.endswith(ending)


def test_a_refusal_without_hits_blames_no_word() -> None:
    refusal = Answer("?", Status.NO_EVIDENCE, 0.0, (), (), (), ("bread",)).refusal
    assert refusal.startswith("The archive does not say")
    assert "bread" not in refusal


def test_an_answer_is_no_refusal() -> None:
    assert Answer("?", Status.ANSWERED, 0.9, (), (), (HIT,)).refusal == ""


def test_two_answers_are_equal_however_long_they_took() -> None:
    one, other = (
        Answer("?", Status.NO_EVIDENCE, 0.0, (), (), (), timings_ms={"total": ms})
        for ms in (1.0, 2.0)
    )
    assert one == other
