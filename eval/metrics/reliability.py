"""Does `confidence` mean what it says, and does it tell the answerable from the others?

The expected calibration error (Naeini et al. 2015) over bins of equal mass, which are less biased
than bins of equal width (Roelofs et al. 2022) where confidence crowds at the ends; the points of
the reliability curve and of the ROC curve. Knows nothing of how a confidence was come by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics.inference import Numbers, interval, wilson
from eval.metrics.result import Figure

BINS = 10
# Questions that a bin has at least, so that its share is one; fewer questions make fewer bins.
MIN_IN_BIN = 10
_SEED = 7
_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: its mean, and the share of them that is answerable, with its
    95 % interval."""

    confidence: float
    share: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from a confidence of `threshold` on would do: the shares of the unanswerable
    and of the answerable questions that were answered."""

    threshold: float
    false_answers: float
    right_answers: float


def bin_numbers(confidences: Sequence[float]) -> NDArray[np.intp]:
    """The bin of each question, from 0: as many in each as ties allow, which share one."""
    numbers = np.asarray(confidences, dtype=np.float64)
    bins = max(1, min(BINS, len(numbers) // MIN_IN_BIN))
    edges = np.quantile(numbers, np.linspace(0, 1, bins + 1)[1:-1], method="inverted_cdf")
    return np.searchsorted(np.unique(edges), numbers, side="left")


def curve(confidences: Sequence[float], answerable: Sequence[bool]) -> list[Bin]:
    """The reliability curve, in order of confidence."""
    numbers, truth = np.asarray(confidences, float), np.asarray(answerable, bool)
    bins = bin_numbers(confidences)
    found = []
    for number in np.unique(bins):
        here = bins == number
        count, yes = int(here.sum()), int(truth[here].sum())
        low, high = wilson(yes, count)
        found.append(Bin(float(numbers[here].mean()), yes / count, low, high, count))
    return found


def calibration_figure(confidences: Sequence[float], answerable: Sequence[bool]) -> Figure:
    """The mean distance of confidence and share over the bins, weighted by their questions.

    It is never 0: chance alone parts the two in every bin, and a resample adds as much again. So
    the interval is the bootstrap's mirrored at the figure ("basic"), and begins at 0 where a
    perfectly calibrated confidence would come out as large in one of twenty sets.
    """
    order = np.lexsort((answerable, confidences))
    numbers = np.asarray(confidences, float)[order]
    gaps = numbers - np.asarray(answerable, float)[order]
    bins = bin_numbers(list(numbers))
    value = float(calibration_error(gaps, bins))
    low, high = 0.0, 1.0
    if len(gaps) > 1:
        low, high = interval((gaps, bins), calibration_error, paired=True, method="basic")
    if value <= float(np.quantile(_by_chance(numbers, bins), 0.95)):
        low = 0.0
    return Figure(value, min(max(low, 0.0), value), max(min(high, 1.0), value), len(gaps))


def chance_level(confidences: Sequence[float]) -> float:
    """The calibration error that a perfectly calibrated confidence has on average, with these
    questions' confidences: what is above it is the model's (Vaicenavicius et al. 2019)."""
    numbers = np.sort(np.asarray(confidences, float))
    return float(_by_chance(numbers, bin_numbers(list(numbers))).mean())


def calibration_error(gaps: Numbers, bins: NDArray[np.intp], axis: int = -1) -> Numbers:
    """The error along the last axis, of each question's confidence less 1 if answerable."""
    in_bins = [np.abs(np.where(bins == n, gaps, 0.0).sum(axis=axis)) for n in range(BINS)]
    found: Numbers = np.sum(in_bins, axis=0) / gaps.shape[axis]
    return found


def _by_chance(numbers: Numbers, bins: NDArray[np.intp]) -> Numbers:
    drawn = np.random.default_rng(_SEED).random((_DRAWS, len(numbers))) < numbers
    return calibration_error(numbers - drawn, bins)


def roc(confidences: Sequence[float], answerable: Sequence[bool]) -> list[Point]:
    """The ROC curve from nothing answered to everything answered; both classes must be there."""
    from sklearn.metrics import roc_curve

    false, true, thresholds = roc_curve(answerable, confidences)
    # The first threshold is infinite: nothing reaches it.
    return [
        Point(min(float(t), 1.0), float(x), float(y))
        for t, x, y in zip(thresholds, false, true, strict=True)
    ]
