"""What is known of made questions is found again: calibration, answerability and thresholds."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answering.answerability import AnswerabilityModel
from assistant.core.answer_options import Strictness
from eval.training.reader.archives import AskedQuestion
from eval.training.reader.fitting import (
    FEATURE_NAMES,
    LEAST_PRECISION,
    Calibration,
    calibrate,
    choose_lowest,
    choose_thresholds,
    estimate_confidences,
    fit_answerability,
    fit_calibration,
    list_quoted,
)
from tests.eval.training.reader.build import asked_of

# Confidence is the sigmoid of the reader's log-odds.
BY_READER = AnswerabilityModel(0.0, {"reader": 1.0}, {})


def sigmoid(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


def confident(*confidences: float, has_answer: bool) -> list[AskedQuestion]:
    return [
        asked_of(reader=math.log(each / (1 - each)), has_answer=has_answer) for each in confidences
    ]


@pytest.mark.parametrize(("slope", "shift"), [(1.7, -0.8), (0.4, 0.5), (1.0, 0.0)])
def test_the_calibration_of_made_scores_is_found(slope: float, shift: float) -> None:
    dice = random.Random(1)
    asked = []
    for _ in range(1_500):
        scores = sorted((dice.gauss(0, 2) for _ in range(4)), reverse=True)
        right = [n for n, s in enumerate(scores) if dice.random() < sigmoid(slope * s + shift)]
        asked.append(asked_of(*scores, right=right))
    found = fit_calibration(asked)
    assert found.slope == pytest.approx(slope, abs=0.15)
    assert found.shift == pytest.approx(shift, abs=0.15)


def test_calibration_changes_scores_and_the_feature_alike() -> None:
    asked = asked_of(3.0, -1.0, right=[0], reader=3.0)
    (found,) = calibrate([asked], Calibration(0.5, -0.25))
    assert [each.score for each in found.candidates] == [1.25, -0.75]
    assert found.features.reader == 1.25
    assert (found.gold, found.marked) == (asked.gold, asked.marked)


def test_the_answerability_of_made_questions_is_found() -> None:
    dice = random.Random(2)
    asked = []
    for _ in range(4_000):
        one = asked_of(reader=dice.gauss(0, 2))
        one = replace(one, features=replace(one.features, absent=dice.random()))
        log_odds = 1.5 * one.features.reader - 0.5
        answers = frozenset({0} if dice.random() < sigmoid(log_odds) else ())
        asked.append(replace(one, marked=replace(one.marked, answers=answers)))
    found = fit_answerability(asked)
    assert found.weights["reader"] == pytest.approx(1.5, abs=0.15)
    assert found.weights["absent"] == pytest.approx(0.0, abs=0.3)
    assert set(found.weights) == set(FEATURE_NAMES)
    alone = fit_answerability(asked, ["reader"])
    assert set(alone.weights) == {"reader"}
    assert alone.intercept == pytest.approx(-0.5, abs=0.15)


def test_confidences_are_those_of_the_model() -> None:
    asked = confident(0.25, 0.8, has_answer=True)
    assert estimate_confidences(asked, BY_READER).tolist() == pytest.approx([0.25, 0.8])


def thresholds(yes: Sequence[float], no: Sequence[float]) -> list[float]:
    """Lenient, balanced and strict."""
    asked = confident(*yes, has_answer=True) + confident(*no, has_answer=False)
    found = choose_thresholds(asked, BY_READER)
    return [found[point] for point in (Strictness.LENIENT, Strictness.BALANCED, Strictness.STRICT)]


def test_thresholds_of_twenty_questions_of_each_sort() -> None:
    yes = [0.105, 0.255] + [0.505] * 6 + [0.905] * 12
    no = [0.055] * 10 + [0.355] * 8 + [0.605, 0.805]
    # At 0.25 one of twenty is refused; at 0.61 one is answered falsely. At 0.36 two of each sort
    # are wrong, and everywhere else more.
    assert thresholds(yes, no) == [0.25, 0.36, 0.61]


def test_thresholds_do_not_cross() -> None:
    assert thresholds([0.905] * 9, [0.105] * 9) == [0.11, 0.11, 0.11]


def test_where_no_probability_is_strict_enough_the_highest_is_taken() -> None:
    assert thresholds([0.5], [0.985])[-1] == 0.97


def test_quotations_come_in_the_order_of_the_answer() -> None:
    asked = asked_of(2.0, 1.0, -1.0, right=[0, 2])
    assert list_quoted(asked, 0.0) == [True, False]
    assert list_quoted(asked, -1.0) == [True, False, True]
    assert list_quoted(asked, 9.0) == [True]


def test_further_sentences_are_quoted_as_long_as_enough_are_right() -> None:
    asked = [asked_of(3.0, 1.0, -0.75, right=[0, 1], reader=3.0)]
    # With the third sentence two of three are right.
    assert LEAST_PRECISION == 0.8
    assert choose_lowest(asked, BY_READER, 0.5) == -0.7
    # Three more that are right pay for it: five of six.
    assert (
        choose_lowest([*asked, asked_of(3, 2, 1, right=[0, 1, 2], reader=3.0)], BY_READER, 0.5)
        == -2.0
    )


def test_refused_and_unanswerable_questions_say_nothing_of_further_sentences() -> None:
    asked = [asked_of(3.0, 1.0, -0.75, right=[0, 1], reader=3.0)]
    refused = asked_of(3.0, 1.9, reader=-3.0)
    unanswerable = asked_of(3.0, 1.9, reader=3.0, has_answer=False)
    assert choose_lowest([*asked, refused, unanswerable], BY_READER, 0.5) == -0.7


def test_without_enough_precision_as_little_as_possible_is_quoted() -> None:
    assert choose_lowest([asked_of(3.0, 1.0, right=[1], reader=3.0)], BY_READER, 0.5) == 2.0
