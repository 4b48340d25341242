from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.metrics.inference import (
    auroc,
    compare_means,
    compare_shares,
    correct_by_holm,
    estimate_auroc,
    estimate_mean,
    wilson_interval,
)

UNIT = st.floats(0, 1, allow_subnormal=False)


@settings(max_examples=40)
@given(st.lists(UNIT, min_size=1, max_size=30), st.randoms())
def test_an_interval_holds_its_value_and_does_not_depend_on_the_order(
    values: list[float], chance: random.Random
) -> None:
    figure = estimate_mean(values)
    assert 0 <= figure.low <= figure.value <= figure.high <= 1
    assert figure.count == len(values)
    assert figure.value == pytest.approx(sum(values) / len(values))
    shuffled = list(values)
    chance.shuffle(shuffled)
    assert estimate_mean(shuffled) == figure


def test_the_interval_of_a_mean_is_about_two_standard_errors_each_way() -> None:
    values = np.linspace(0, 1, 400)
    figure = estimate_mean(list(values))
    error = values.std() / 20
    assert figure.value == pytest.approx(0.5)
    assert figure.low == pytest.approx(0.5 - 1.96 * error, abs=0.003)
    assert figure.high == pytest.approx(0.5 + 1.96 * error, abs=0.003)


def test_four_intervals_narrow_by_half_for_four_times_the_questions() -> None:
    few, many = estimate_mean([0.2, 0.8] * 50), estimate_mean([0.2, 0.8] * 200)
    assert (few.high - few.low) / (many.high - many.low) == pytest.approx(2, rel=0.1)


def test_nothing_in_a_hundred_is_not_never() -> None:
    # Wilson: z² / (n + z²) with z = 1.96.
    figure = estimate_mean([0.0] * 100)
    assert (figure.value, figure.low) == (0.0, 0.0)
    assert figure.high == pytest.approx(1.96**2 / (100 + 1.96**2), abs=1e-4)
    assert estimate_mean([0.0] * 99 + [1.0]).high > figure.high


@pytest.mark.parametrize(
    ("values", "bounds"), [([0.63], (0.0, 1.0)), ([1.0], wilson_interval(1, 1))]
)
def test_one_question_says_next_to_nothing(
    values: list[float], bounds: tuple[float, float]
) -> None:
    figure = estimate_mean(values)
    assert (figure.low, figure.high) == pytest.approx(bounds)


def test_the_area_of_four_points_is_three_quarters() -> None:
    # Of the four pairs, 0.35 is above 0.1 but not above 0.4, 0.8 is above both.
    figure = estimate_auroc([0.35, 0.8], [0.1, 0.4])
    assert figure.value == 0.75
    assert figure.count == 4
    assert 0 <= figure.low <= 0.75 <= figure.high <= 1


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=20),
    st.lists(st.integers(0, 6), min_size=1, max_size=20),
)
def test_the_area_counts_pairs_and_ties_by_half(yes: list[int], no: list[int]) -> None:
    pairs = [(a > b) + (a == b) / 2 for a in yes for b in no]
    found = float(auroc(np.array(yes, float), np.array(no, float)))
    assert found == pytest.approx(sum(pairs) / len(pairs))


def test_classes_that_are_apart_are_not_known_to_be_so_always() -> None:
    figure = estimate_auroc([0.9, 0.8, 0.7], [0.1, 0.2])
    assert (figure.value, figure.high) == (1.0, 1.0)
    assert figure.low == pytest.approx(wilson_interval(2, 2)[0])
    alone = estimate_auroc([0.9], [0.1])
    assert (alone.low, alone.high) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [
        # Exact binomial, both sides: 2 * (1 + 8 + 28) / 2**8, 2 / 2**6, 1.
        (6, 2, 74 / 256),
        (6, 0, 2 / 64),
        (0, 6, 2 / 64),
        (3, 3, 1.0),
        (0, 0, 1.0),
    ],
)
def test_mcnemar_looks_at_those_that_changed_only(gained: int, lost: int, p: float) -> None:
    unchanged = 40
    now = [1.0] * gained + [0.0] * lost + [1.0] * unchanged
    then = [0.0] * gained + [1.0] * lost + [1.0] * unchanged
    found = compare_shares(now, then)
    assert found.p == pytest.approx(p)
    assert found.value == pytest.approx((gained - lost) / len(now))
    assert found.low <= found.value <= found.high


def test_randomisation_of_few_questions_is_exact() -> None:
    # All five rose: of the 32 ways to turn their signs, two are as far from 0.
    found = compare_means([0.5, 0.6, 0.7, 0.8, 0.9], [0.4, 0.4, 0.4, 0.4, 0.4])
    assert found.p == pytest.approx(2 / 32)
    assert found.value == pytest.approx(0.3)


def test_yes_and_no_by_either_test_come_to_the_same() -> None:
    now, then = [1.0] * 6 + [0.0] * 2, [0.0] * 6 + [1.0] * 2
    assert compare_means(now, then).p == pytest.approx(compare_shares(now, then).p)


@pytest.mark.slow
def test_a_difference_by_chance_alone_has_small_p_values_no_more_often_than_it_should() -> None:
    chance = np.random.default_rng(3)
    drawn = [compare_means(chance.random(40), chance.random(40)).p for _ in range(100)]
    assert sum(p < 0.05 for p in drawn) <= 11  # P(more) < 1 %, were each 1 in 20
    assert sum(p < 0.5 for p in drawn) >= 35


@settings(max_examples=25)
@given(st.lists(st.tuples(UNIT, UNIT), min_size=1, max_size=20), st.randoms())
def test_a_difference_turns_with_its_sides_and_not_with_the_order(
    pairs: list[tuple[float, float]], chance: random.Random
) -> None:
    now, then = zip(*pairs, strict=True)
    found = compare_means(now, then)
    assert found.low <= found.value <= found.high
    assert 0 < found.p <= 1
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert compare_means(*zip(*shuffled, strict=True)) == found
    other = compare_means(then, now)
    assert other.value == pytest.approx(-found.value)
    assert other.p == pytest.approx(found.p, abs=0.03)


def test_holm_corrects_the_smallest_most() -> None:
    # 3 * 0.01, 2 * 0.03, then at least as much as the one before.
    assert correct_by_holm({"a": 0.04, "b": 0.01, "c": 0.03}) == pytest.approx(
        {"a": 0.06, "b": 0.03, "c": 0.06}
    )
    assert correct_by_holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}
    assert correct_by_holm({}) == {}
