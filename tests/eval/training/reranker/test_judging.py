"""What scores are worth, by worked numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from eval.metrics.ranking import average_precision
from eval.training.reranker.examples import Example
from eval.training.reranker.judging import collect_pairs, judge
from eval.training.training_questions import QuestionKind


@pytest.mark.parametrize(
    ("gold", "expected"),
    [
        ([True], 1.0),
        ([False, True], 1 / 2),
        ([True, False, True], (1 + 2 / 3) / 2),
        ([False, False, False, True, True], (1 / 4 + 2 / 5) / 2),
        ([False, False], 0.0),
        ([], 0.0),
    ],
)
def test_average_precision(gold: Sequence[bool], expected: float) -> None:
    assert average_precision(gold) == pytest.approx(expected)


def example(gold: Sequence[bool], scores: Sequence[float]) -> tuple[Example, Sequence[float]]:
    kind = QuestionKind.OWN if any(gold) else QuestionKind.NEAR
    signals = (0.0,) * len(gold)
    return Example("", kind, "Which?", tuple(map(str, scores)), signals, tuple(gold)), scores


def judged(*pairs: tuple[Example, Sequence[float]]) -> dict[str, float]:
    found = judge([one for one, _ in pairs], [np.array(own, np.float32) for _, own in pairs])
    return {name: getattr(found, name) for name in found.__dataclass_fields__}


def test_figures_by_hand() -> None:
    found = judged(
        example([True, False], [0.0, 0.0]),  # of equal scores the first comes first
        example([True, False, True], [1.0, 2.0, 0.0]),  # ranks 2 and 3
        example([False, False], [1.0, -1.0]),
        example([False], [-1.0]),
    )
    assert found["first"] == 1 / 2
    assert found["mean_precision"] == pytest.approx((1 + (1 / 2 + 2 / 3) / 2) / 2)
    assert found["reciprocal_rank"] == pytest.approx((1 + 1 / 2) / 2)
    # Best scores 0 and 2 against 1 and -1: of four pairs three are in order.
    assert found["auroc"] == pytest.approx(3 / 4)
    e = math.e
    losses = [
        math.log(3),  # one of three equal ones, "none of these" being the third
        math.log((e + e**2 + 1 + 1) / (e + 1)),
        math.log(e + 1 / e + 1),
        math.log(1 / e + 1),
    ]
    assert found["loss"] == pytest.approx(sum(losses) / 4)


def test_a_scorer_without_fault_has_figures_of_one() -> None:
    found = judged(example([False, True], [-90.0, 90.0]), example([False], [-90.0]))
    assert found.pop("loss") == pytest.approx(0.0)
    assert set(found.values()) == {1.0}


def test_questions_are_asked_with_their_candidates_as_they_stand() -> None:
    pairs = [example([True, False], [1.0, 2.0]), example([False], [3.0])]
    assert collect_pairs([one for one, _ in pairs]) == [
        ("Which?", ("1.0", "2.0")),
        ("Which?", ("3.0",)),
    ]
