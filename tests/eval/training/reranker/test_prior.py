"""What the signals know alone, and how much of a model is added, by worked numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from eval.training.reranker.examples import Example
from eval.training.reranker.network import listwise
from eval.training.reranker.prior import Mix, Prior, Scores, fit_mix, fit_prior, loss
from eval.training.training_questions import QuestionKind

CANDIDATES = st.lists(st.tuples(st.booleans(), st.floats(-60, 60, width=32)), max_size=12)


def example(signals: Sequence[float], gold: Sequence[bool]) -> Example:
    kind = QuestionKind.OWN if any(gold) else QuestionKind.NEAR
    return Example("c", kind, "Which?", ("",) * len(signals), tuple(signals), tuple(gold))


def mean_loss(examples: Sequence[Example], prior: Prior) -> float:
    return float(np.mean([loss(each.gold, prior.of(each)) for each in examples]))


def test_it_is_what_the_signals_make_of_each_scaled_and_shifted() -> None:
    found = Prior(0.5, -3.0).of(example([10.0, 6.0, -2.0], [True, False, False]))
    assert found.tolist() == [2.0, 0.0, -4.0]
    assert found.dtype == np.float32


@pytest.mark.parametrize(
    ("odds", "gold", "expected"),
    [
        # Of the odds of all, with 1 for "none of these", those of the right ones.
        ([1, 1], [True, False], math.log(3)),
        ([2, 3], [False, True], math.log(6 / 3)),
        ([2, 3], [True, True], math.log(6 / 5)),
        ([2, 3], [False, False], math.log(6)),
        ([7], [True], math.log(8 / 7)),
    ],
)
def test_a_right_one_must_beat_the_others_and_none_of_these(
    odds: Sequence[float], gold: Sequence[bool], expected: float
) -> None:
    assert loss(gold, np.log(np.array(odds, np.float32))) == pytest.approx(expected, abs=1e-6)


@given(CANDIDATES.filter(bool))
def test_what_is_fitted_is_judged_as_what_is_learned(found: list[tuple[bool, float]]) -> None:
    gold, scores = [right for right, _ in found], np.array([s for _, s in found], np.float32)
    learned = listwise(torch.from_numpy(scores), torch.tensor(gold), [len(found)])
    assert loss(gold, scores) == pytest.approx(float(learned), rel=1e-5, abs=1e-4)


def test_of_single_candidates_it_is_fitted_to_their_shares() -> None:
    # Of four with a signal of 8 one is right, odds of 1 to 3; of two with a signal of 10 one is.
    examples = [example([8.0], [n == 0]) for n in range(4)]
    examples += [example([10.0], [n == 0]) for n in range(2)]
    found = fit_prior(examples)
    scale = math.log(3) / 2
    assert found.scale == pytest.approx(scale, abs=0.01)
    assert found.shift == pytest.approx(-10 * scale, abs=0.1)


def chosen(dice: np.random.Generator, truth: Prior) -> Example:
    """Six candidates, of which one is right or none, as they would be were the prior true."""
    signals = dice.normal(9.0, 2.0, 6)
    odds = np.append(np.exp(truth.scale * signals + truth.shift), 1.0)
    right = dice.choice(7, p=odds / odds.sum())
    return example(signals.tolist(), [n == right for n in range(6)])


def test_it_is_found_again_and_nothing_beside_it_is_better() -> None:
    truth, dice = Prior(0.8, -8.0), np.random.default_rng(3)
    examples = [chosen(dice, truth) for _ in range(500)]
    found = fit_prior(examples)
    # Some three standard errors.
    assert found.scale == pytest.approx(truth.scale, abs=0.2)
    assert found.shift == pytest.approx(truth.shift, abs=2.2)
    least = mean_loss(examples, found)
    assert least <= mean_loss(examples, truth)
    for more, up in product((-0.03, 0.0, 0.03), (-0.1, 0.0, 0.1)):
        beside = Prior(found.scale + more, found.shift + up)
        assert mean_loss(examples, beside) >= least - 1e-5


def test_where_the_signals_say_nothing_it_trusts_them_in_nothing() -> None:
    # Whichever the signals like, one of two is right in two of three cases.
    examples = [
        example(signals, gold)
        for signals in ([9.0, 11.0], [11.0, 9.0], [10.0, 10.0])
        for gold in ([True, False], [False, True], [False, False])
    ]
    found = fit_prior(examples)
    assert found.scale == pytest.approx(0.0, abs=0.01)
    # Each is as likely as that there is no answer: odds of 1.
    assert found.scale * 10 + found.shift == pytest.approx(0.0, abs=0.01)


def test_a_mix_is_a_prior_and_a_share_of_a_model() -> None:
    of = example([1.0, 2.0], [True, False])
    found = Mix(Prior(2.0, -3.0), 0.5).of(of, np.array([4.0, -1.0], np.float32))
    assert found.tolist() == [1.0, 0.5]
    assert found.dtype == np.float32


def test_a_mix_takes_of_a_model_what_helps() -> None:
    examples = [example([2.0, 1.0], [n % 2 == 0, n % 2 == 1]) for n in range(20)]
    knowing = [np.array(each.gold, np.float32) * 4 for each in examples]
    noise = [np.array([n % 3, n % 5], np.float32) for n in range(20)]
    helped, unhelped = fit_mix(examples, knowing), fit_mix(examples, noise)
    assert helped.share > 1
    assert abs(unhelped.share) < 0.5
    alone = mean_loss(examples, fit_prior(examples))
    assert mean(examples, helped, knowing) < 0.2 * alone
    assert mean(examples, unhelped, noise) <= alone + 1e-3


def mean(examples: Sequence[Example], mix: Mix, outputs: Sequence[Scores]) -> float:
    scored = zip(examples, outputs, strict=True)
    return float(np.mean([loss(e.gold, mix.of(e, o)) for e, o in scored]))
