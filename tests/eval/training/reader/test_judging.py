"""The figures of a reader on whole texts, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from eval.training.reader.judging import ReadText, judge


def read(scores: list[float], gold: list[int]) -> ReadText:
    marks = tuple(number in gold for number in range(len(scores)))
    return ReadText("news", "", np.array(scores, np.float32), marks)


def test_figures_of_three_texts() -> None:
    found = judge(
        [
            read([2.0, 1.0, -1.0], [0, 2]),  # right, wrong, and one missed
            read([-3.0, -2.0, -4.0], [0]),  # the second best answers, and nothing is shown
            read([1.5, -1.0], []),
        ]
    )
    assert found.count == 3
    assert found.first == 1 / 2
    # At ranks 1 and 3: (1/1 + 2/3) / 2. At rank 2: 1/2.
    assert found.mean_precision == pytest.approx((5 / 6 + 1 / 2) / 2)
    assert found.precision == 1 / 2
    assert found.recall == 1 / 3
    # The best scores 2 and -2 against 1.5.
    assert found.auroc == 1 / 2


def test_the_loss_is_that_of_every_label() -> None:
    # The odds are 3, 1/3 and 1: the labels have the probabilities 3/4, 3/4 and 1/2.
    found = judge([read([math.log(3), -math.log(3), 0.0], [0])])
    assert found.loss == pytest.approx(2 * math.log(4 / 3) + math.log(2))


def test_a_figure_that_nothing_was_measured_for_is_not_shown() -> None:
    found = judge([read([1.0], [0])])
    assert math.isnan(found.auroc)
    assert str(found).startswith("count 1  first 1  mean_precision 1  precision 1  recall 1  loss ")


def test_equal_scores_rank_as_they_stand() -> None:
    assert judge([read([0.5, 0.5], [1])]).first == 0.0
    assert judge([read([0.5, 0.5], [1])]).mean_precision == 1 / 2
