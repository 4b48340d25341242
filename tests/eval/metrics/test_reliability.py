from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics.reliability import (
    BINS,
    assign_bins,
    chance_calibration_error,
    estimate_calibration,
    reliability_curve,
    roc_points,
)

CASES = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.5001, 0.9, 1.0]), st.booleans()),
    min_size=1,
    max_size=60,
)


def test_the_error_is_the_mean_distance_over_the_bins() -> None:
    # Ten bins of ten: each is 0.05, 0.15 … 0.95 confident, and 0, 1 … 9 of ten are answerable.
    confidences = [0.05 + 0.1 * (n // 10) for n in range(100)]
    answerable = [n % 10 < n // 10 for n in range(100)]
    assert estimate_calibration(confidences, answerable).value == pytest.approx(0.05)
    # Turned round: the distances are 0.95, 0.75 … 0.05, 0.05 … 0.85.
    turned = [n % 10 < 10 - n // 10 for n in range(100)]
    expected = sum(abs(0.05 + 0.1 * b - (1 - 0.1 * b)) for b in range(10)) / 10
    assert estimate_calibration(confidences, turned).value == pytest.approx(expected)


def test_too_few_questions_for_ten_bins_have_fewer() -> None:
    # Eight questions, one bin: mean confidence 0.5, share 0.25.
    figure = estimate_calibration([0.4, 0.6] * 4, [True, False, False, False] * 2)
    assert figure.value == pytest.approx(0.25)


def test_equal_confidences_share_a_bin_whatever_their_order() -> None:
    # Split in two by their labels, the distance would be 0.5 each.
    figure = estimate_calibration([0.5] * 100, [n < 50 for n in range(100)])
    assert (figure.value, figure.low) == (0.0, 0.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=200))
def test_bins_are_at_most_ten_in_order_of_confidence(confidences: list[float]) -> None:
    bins = assign_bins(confidences)
    assert 0 <= bins.min() <= bins.max() < BINS
    order = np.argsort(confidences, kind="stable")
    assert (np.diff(bins[order]) >= 0).all()
    for one in set(confidences):
        assert len({int(b) for b, c in zip(bins, confidences, strict=True) if c == one}) == 1


@settings(max_examples=30)
@given(CASES, st.randoms())
def test_the_figure_does_not_depend_on_the_order(
    cases: list[tuple[float, bool]], chance: random.Random
) -> None:
    figure = estimate_calibration(*zip(*cases, strict=True))
    assert 0 <= figure.low <= figure.value <= figure.high <= 1
    shuffled = list(cases)
    chance.shuffle(shuffled)
    again = estimate_calibration(*zip(*shuffled, strict=True))
    assert again.value == pytest.approx(figure.value)
    assert (again.low, again.high) == pytest.approx((figure.low, figure.high))


def test_a_calibrated_confidence_is_within_chance_of_none_and_another_is_not() -> None:
    chance = np.random.default_rng(5)
    confidences = chance.random(300)
    honest = chance.random(300) < confidences
    level = chance_calibration_error(list(confidences))
    figure = estimate_calibration(list(confidences), list(honest))
    assert figure.low == 0.0
    assert 0.02 < level < 0.08
    too_sure = estimate_calibration(list(np.sqrt(confidences)), list(honest))
    assert too_sure.low > 0.05
    # mean of sqrt(u) - u
    assert too_sure.value == pytest.approx(1 / 6, abs=0.05)


@given(CASES)
def test_the_curve_counts_every_question_once(cases: list[tuple[float, bool]]) -> None:
    bins = reliability_curve(*zip(*cases, strict=True))
    assert sum(one.count for one in bins) == len(cases)
    yes = sum(answerable for _, answerable in cases)
    assert sum(one.share * one.count for one in bins) == pytest.approx(yes)
    assert [one.confidence for one in bins] == sorted(one.confidence for one in bins)
    assert all(one.low <= one.share + 1e-9 and one.share <= one.high + 1e-9 for one in bins)


def test_the_roc_curve_of_four_points() -> None:
    points = roc_points([0.35, 0.8, 0.1, 0.4], [True, True, False, False])
    assert [(point.false_answers, point.right_answers) for point in points] == [
        (0.0, 0.0),
        (0.0, 0.5),
        (0.5, 0.5),
        (0.5, 1.0),
        (1.0, 1.0),
    ]
    assert [point.threshold for point in points] == [1.0, 0.8, 0.4, 0.35, 0.1]
