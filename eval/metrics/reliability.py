"""Measures the calibration of confidences, and how well they separate answerable questions.

Computes the expected calibration error (Naeini et al. 2015) over bins of equal mass, which are less
biased than bins of equal width (Roelofs et al. 2022) if confidences are concentrated at the ends,
and the points of the reliability and ROC curves. Knows nothing of how a confidence is estimated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.metrics.inference import Numbers, bootstrap_interval, wilson_interval
from eval.metrics.result import Figure

BINS = 10
# The minimum of questions in a bin; few questions make fewer bins.
MIN_IN_BIN = 10
_SEED = 7
_DRAWS = 1_000


@dataclass(frozen=True, slots=True)
class Bin:
    """A bin of questions: mean confidence, and the share that is answerable with its 95 %
    interval."""

    confidence: float
    share: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class RocPoint:
    """A point of the ROC curve: the shares of unanswerable and of answerable questions that would
    be
    answered at this threshold."""

    threshold: float
    false_answers: float
    right_answers: float


def assign_bins(confidences: Sequence[float]) -> NDArray[np.intp]:
    """Assign each question to a bin, from 0, of equal size up to ties, which share a bin."""
    numbers = np.asarray(confidences, dtype=np.float64)
    bins = max(1, min(BINS, len(numbers) // MIN_IN_BIN))
    edges = np.quantile(numbers, np.linspace(0, 1, bins + 1)[1:-1], method="inverted_cdf")
    return np.searchsorted(np.unique(edges), numbers, side="left")


def reliability_curve(confidences: Sequence[float], answerable: Sequence[bool]) -> list[Bin]:
    """The bins of the reliability curve, in order of confidence."""
    numbers, truth = np.asarray(confidences, float), np.asarray(answerable, bool)
    bins = assign_bins(confidences)
    points = []
    for number in np.unique(bins):
        in_bin = bins == number
        count, yes = int(in_bin.sum()), int(truth[in_bin].sum())
        low, high = wilson_interval(yes, count)
        points.append(Bin(float(numbers[in_bin].mean()), yes / count, low, high, count))
    return points


def estimate_calibration(confidences: Sequence[float], answerable: Sequence[bool]) -> Figure:
    """Estimate the expected calibration error: the mean gap between confidence and share
    answerable,
    weighted by the size of the bins.

    The estimate is biased upwards by chance, and resampling adds the same bias again. Therefore the
    interval is the basic bootstrap, and starts at 0 if a perfectly calibrated confidence would
    reach this error in one of twenty samples.
    """
    order = np.lexsort((answerable, confidences))
    numbers = np.asarray(confidences, float)[order]
    gaps = numbers - np.asarray(answerable, float)[order]
    bins = assign_bins(list(numbers))
    value = float(calibration_error(gaps, bins))
    low, high = 0.0, 1.0
    if len(gaps) > 1:
        low, high = bootstrap_interval((gaps, bins), calibration_error, paired=True, method="basic")
    if value <= float(np.quantile(_draw_chance_errors(numbers, bins), 0.95)):
        low = 0.0
    return Figure(value, min(max(low, 0.0), value), max(min(high, 1.0), value), len(gaps))


def chance_calibration_error(confidences: Sequence[float]) -> float:
    """The mean calibration error of a perfectly calibrated model with these confidences; only the
    excess over it is miscalibration (Vaicenavicius et al. 2019)."""
    numbers = np.sort(np.asarray(confidences, float))
    return float(_draw_chance_errors(numbers, assign_bins(list(numbers))).mean())


def calibration_error(gaps: Numbers, bins: NDArray[np.intp], axis: int = -1) -> Numbers:
    """The error along an axis; a gap is the confidence minus 1 (answerable) or 0."""
    in_bins = [np.abs(np.where(bins == n, gaps, 0.0).sum(axis=axis)) for n in range(BINS)]
    error: Numbers = np.sum(in_bins, axis=0) / gaps.shape[axis]
    return error


def _draw_chance_errors(numbers: Numbers, bins: NDArray[np.intp]) -> Numbers:
    outcomes = np.random.default_rng(_SEED).random((_DRAWS, len(numbers))) < numbers
    return calibration_error(numbers - outcomes, bins)


def roc_points(confidences: Sequence[float], answerable: Sequence[bool]) -> list[RocPoint]:
    """The ROC curve, from no answers to all answers; needs questions of both classes."""
    from sklearn.metrics import roc_curve

    false, true, thresholds = roc_curve(answerable, confidences)
    # The first threshold is infinite: nothing reaches it.
    return [
        RocPoint(min(float(t), 1.0), float(x), float(y))
        for t, x, y in zip(thresholds, false, true, strict=True)
    ]
