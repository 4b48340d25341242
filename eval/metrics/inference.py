"""Computes confidence intervals of figures, and tests whether two figures differ.

Everything is seeded and sorts its input, so intervals do not depend on the order of the results.
All measures lie in 0..1. Knows nothing of questions.

Intervals are 95 % percentile bootstraps (Efron and Tibshirani 1993) over the questions; a measure
of two classes resamples each class separately. A bootstrap of all-zero data has zero width, so for
values of 0 and 1 the interval is widened to Wilson's (1927), which is better near the ends (Brown,
Cai and DasGupta 2001).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.metrics.result import Figure

Numbers = NDArray[np.float64]
Values = Sequence[float] | Numbers

CONFIDENCE_LEVEL = 0.95
# With this number the limits move by less than a tenth of the interval's width between seeds.
_RESAMPLES = 2_000
# The smallest possible p-value is 1 in 10,000, far below any level in use.
_PERMUTATIONS = 9_999
_SEED = 7
# Numbers per batch of resamples: 32 MB.
_BATCH = 4_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference of a measure from its baseline, with its interval and two-sided p-value."""

    value: float
    low: float
    high: float
    p: float


def estimate_mean(values: Sequence[float]) -> Figure:
    """The mean with its interval, which is 0..1 for a single value."""
    numbers = np.sort(np.asarray(values, dtype=np.float64))
    mean, count = float(numbers.mean()), len(numbers)
    is_share = bool(np.isin(numbers, (0.0, 1.0)).all())
    if is_share:
        low, high = wilson_interval(round(float(numbers.sum())), count)
    elif count == 1:
        low, high = 0.0, 1.0
    if count > 1:
        bounds = bootstrap_interval((numbers,), _mean)
        low, high = (min(low, bounds[0]), max(high, bounds[1])) if is_share else bounds
    # The mean of equal numbers can have a rounding error.
    return Figure(mean, min(low, mean), max(high, mean), count)


def estimate_auroc(yes: Sequence[float], no: Sequence[float]) -> Figure:
    """The area under the ROC curve: the probability that a score of `yes` exceeds one of `no`."""
    from sklearn.metrics import roc_auc_score

    ones, zeros = np.sort(np.asarray(yes, float)), np.sort(np.asarray(no, float))
    truth = np.r_[np.ones(len(ones)), np.zeros(len(zeros))]
    value = float(roc_auc_score(truth, np.r_[ones, zeros]))
    low, high = 0.0, 1.0
    fewer = min(len(ones), len(zeros))
    if fewer > 1:
        low, high = bootstrap_interval((ones, zeros), auroc)
        if low == high:  # every resample separates the classes
            low, high = wilson_interval(round(value * fewer), fewer)
    return Figure(value, min(low, value), max(high, value), len(truth))


def wilson_interval(successes: int, count: int) -> tuple[float, float]:
    """Wilson's score interval of a proportion."""
    from scipy.stats import binomtest

    limits = binomtest(successes, count).proportion_ci(CONFIDENCE_LEVEL, method="wilson")
    return float(limits.low), float(limits.high)


def bootstrap_interval(
    samples: Sequence[NDArray[Any]],
    statistic: Callable[..., Numbers],
    *,
    paired: bool = False,
    method: str = "percentile",
) -> tuple[float, float]:
    """The bootstrap interval of `statistic(*samples, axis=)`.

    Samples are resampled independently, or together if `paired`. Each holds at least two numbers;
    `method` is one of scipy's ("percentile", "basic").
    """
    limits = _resample(samples, statistic, paired=paired, method=method).confidence_interval
    return float(limits.low), float(limits.high)


def compare_means(values: Values, baseline: Values) -> Difference:
    """Compare two means over the same questions by a randomisation test, which swaps the runs at
    random for each question (Smucker, Allan and Carterette 2007)."""
    from scipy.stats import permutation_test

    changes = np.sort(np.asarray(values, float) - np.asarray(baseline, float))
    # Zeros have no sign to flip; without them, exact enumeration is possible more often.
    nonzero = changes[changes != 0]
    if len(nonzero) < 2:
        return _make_difference(changes, 1.0)
    outcome = permutation_test(
        (nonzero,),
        _mean,
        permutation_type="samples",
        vectorized=True,
        n_resamples=_PERMUTATIONS,
        batch=_batch_size(len(nonzero)),
        rng=np.random.default_rng(_SEED),
    )
    return _make_difference(changes, float(outcome.pvalue))


def compare_shares(values: Values, baseline: Values) -> Difference:
    """Compare two proportions over the same questions by McNemar's exact test (1947): among the
    changed questions, both directions are equally likely."""
    from scipy.stats import binomtest

    changes = np.sort(np.asarray(values, float) - np.asarray(baseline, float))
    gains, losses = int((changes > 0).sum()), int((changes < 0).sum())
    p = float(binomtest(gains, gains + losses).pvalue) if gains + losses else 1.0
    return _make_difference(changes, p)


def compare_by_bootstrap(
    samples: Sequence[NDArray[Any]], statistic: Callable[..., Numbers], *, paired: bool
) -> Difference:
    """Test a difference that `statistic(*samples, axis=)` computes over all questions together.

    The p-value is twice the share of resamples on the other side of 0; the interval is that of the
    percentiles. Samples are as in `bootstrap_interval`.
    """
    value = float(statistic(*samples, axis=-1))
    resample = _resample(samples, statistic, paired=paired, method="percentile")
    distribution = resample.bootstrap_distribution
    # The observed value counts as one resample, so that no p-value is 0.
    beyond = min(int((distribution <= 0).sum()), int((distribution >= 0).sum())) + 1
    limits = float(resample.confidence_interval.low), float(resample.confidence_interval.high)
    p = min(1.0, 2 * beyond / (len(distribution) + 1))
    return Difference(value, min(limits[0], value), max(limits[1], value), p)


def compare_auroc(now: tuple[Values, Values], before: tuple[Values, Values]) -> Difference:
    """Compare two AUROCs over the same answerable and unanswerable questions (at least two of each)
    by a bootstrap that is paired by question."""
    new, old = [[np.asarray(kind, float) for kind in run] for run in (now, before)]

    def difference(i: NDArray[np.intp], j: NDArray[np.intp], axis: int) -> Numbers:
        return auroc(new[0][i], new[1][j], axis) - auroc(old[0][i], old[1][j], axis)

    places = tuple(np.arange(len(kind)) for kind in new)
    return compare_by_bootstrap(places, difference, paired=False)


def correct_by_holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Correct p-values for multiple testing by Holm's method (1979)."""
    corrected: dict[str, float] = {}
    least = 0.0
    for rank, name in enumerate(sorted(p_values, key=lambda name: p_values[name])):
        least = max(least, min(1.0, (len(p_values) - rank) * p_values[name]))
        corrected[name] = least
    return corrected


def auroc(yes: Numbers, no: Numbers, axis: int = -1) -> Numbers:
    """The area under the ROC curve along the last axis, by ranks (Mann and Whitney 1947)."""
    from scipy.stats import rankdata

    count, others = yes.shape[-1], no.shape[-1]
    ranks = rankdata(np.concatenate((yes, no), axis=-1), axis=-1)[..., :count].sum(axis=-1)
    value: Numbers = (ranks - count * (count + 1) / 2) / (count * others)
    return value


def _make_difference(changes: Numbers, p: float) -> Difference:
    value = float(changes.mean())
    if len(changes) == 1 or not changes.any():
        return Difference(value, value, value, p)
    low, high = bootstrap_interval((changes,), _mean)
    return Difference(value, min(low, value), max(high, value), p)


def _resample(
    samples: Sequence[NDArray[Any]], statistic: Callable[..., Numbers], *, paired: bool, method: str
) -> Any:
    from scipy.stats import bootstrap

    return bootstrap(
        tuple(samples),
        statistic,
        paired=paired,
        vectorized=True,
        method=method,
        confidence_level=CONFIDENCE_LEVEL,
        n_resamples=_RESAMPLES,
        batch=_batch_size(max(len(sample) for sample in samples)),
        rng=np.random.default_rng(_SEED),
    )


def _batch_size(count: int) -> int:
    return max(1, _BATCH // count)


def _mean(numbers: Numbers, axis: int = -1) -> Numbers:
    value: Numbers = numbers.mean(axis=axis)
    return value
