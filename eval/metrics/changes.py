"""Tests which measures changed significantly between two runs over the same questions. Pure.

All tests are paired by question. Means are tested by randomisation, yes/no measures by McNemar's
test, and measures over all questions together (AUROC, calibration error) by a paired bootstrap.
Holm's correction over all measures keeps the family-wise error rate at 5 %.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from eval.metrics.inference import (
    Difference,
    Numbers,
    compare_auroc,
    compare_by_bootstrap,
    compare_means,
    compare_shares,
    correct_by_holm,
)
from eval.metrics.measures import (
    LOWER_IS_BETTER,
    TOGETHER,
    YES_OR_NO,
    has_both_kinds,
    values_by_figure,
)
from eval.metrics.reliability import assign_bins, calibration_error
from eval.metrics.result import QuestionResult

Verdict = Literal["better", "worse", "no difference"]

SIGNIFICANT = 0.05

# Each question in this run and in the baseline.
Pairs = Sequence[tuple[QuestionResult, QuestionResult]]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Change:
    """A measure over the questions in both reports: its value, its baseline, and their difference
    with a 95 % interval. Of the `count` questions, `changed` have another value. `p` is
    uncorrected; the verdict uses `p_holm`."""

    value: float
    baseline: float
    difference: float
    low: float
    high: float
    p: float
    p_holm: float
    count: int
    changed: int
    verdict: Verdict


def judge_changes(pairs: Pairs, names: Sequence[str]) -> dict[str, Change]:
    """Test the named figures, and return their changes with verdicts, in the given order.

    A figure without a question in both runs is absent.
    """
    changes = _measure_changes(pairs, names)
    p_values = {
        name: change.p for name, change in changes.items() if _can_be_significant(name, change)
    }
    corrected = correct_by_holm(p_values)
    judged = {}
    for name, change in changes.items():
        p = corrected.get(name, change.p)
        judged[name] = replace(change, p_holm=p, verdict=_decide_verdict(name, change, p))
    return judged


def _can_be_significant(name: str, change: Change) -> bool:
    """Could this number of changed questions be significant if all changed in one direction?

    If not, the measure does not count in the correction (Tarone 1990).
    """
    return change.changed > 0 and (name in TOGETHER or 2 * 0.5**change.changed < SIGNIFICANT)


def _measure_changes(pairs: Pairs, names: Sequence[str]) -> dict[str, Change]:
    """Measure the changes, without verdicts."""
    values = [(values_by_figure(now), values_by_figure(before)) for now, before in pairs]
    changes = {}
    for name in names:
        if name in TOGETHER:
            change = _compare_together(name, pairs)
        else:
            both = [(a[name], b[name]) for a, b in values if name in a and name in b]
            change = _compare_means(name, both)
        if change:
            changes[name] = change
    return changes


def _compare_means(name: str, both: Sequence[tuple[float, float]]) -> Change | None:
    if not both:
        return None
    now, before = np.array(both, dtype=np.float64).T
    test = compare_shares if name in YES_OR_NO else compare_means
    means = float(now.mean()), float(before.mean())
    return _make_change(means, test(now, before), len(both), int((now != before).sum()))


def _compare_together(name: str, pairs: Pairs) -> Change | None:
    now, before = [a for a, _ in pairs], [b for _, b in pairs]
    if not has_both_kinds(now):
        return None
    new, old = _confidences(now), _confidences(before)
    difference = _DIFFERENCES[name](new, old, np.array([row.answerable for row in now]))
    if difference is None:
        return None
    values = TOGETHER[name](now).value, TOGETHER[name](before).value
    return _make_change(values, difference, len(pairs), int((new != old).sum()))


def _confidences(rows: Sequence[QuestionResult]) -> Numbers:
    return np.array([row.confidence for row in rows], dtype=np.float64)


def _compare_auroc(now: Numbers, before: Numbers, answerable: Flags) -> Difference | None:
    if min(answerable.sum(), (~answerable).sum()) < 2:
        return None
    return compare_auroc(
        (now[answerable], now[~answerable]), (before[answerable], before[~answerable])
    )


def _compare_calibration(now: Numbers, before: Numbers, answerable: Flags) -> Difference | None:
    gaps = now - answerable.astype(float), before - answerable.astype(float)
    bins = assign_bins(list(now)), assign_bins(list(before))

    def difference(i: NDArray[np.intp], axis: int) -> Numbers:
        new = calibration_error(gaps[0][i], bins[0][i], axis)
        return new - calibration_error(gaps[1][i], bins[1][i], axis)

    return compare_by_bootstrap((np.arange(len(now)),), difference, paired=False)


_DIFFERENCES: Mapping[str, Callable[[Numbers, Numbers, Flags], Difference | None]] = {
    "answerability_auroc": _compare_auroc,
    "calibration_error": _compare_calibration,
}


def _make_change(
    values: tuple[float, float], difference: Difference, count: int, changed: int
) -> Change:
    """Make a change without a verdict."""
    return Change(
        value=values[0],
        baseline=values[1],
        difference=difference.value,
        low=difference.low,
        high=difference.high,
        p=difference.p,
        p_holm=difference.p,
        count=count,
        changed=changed,
        verdict="no difference",
    )


def _decide_verdict(name: str, change: Change, p: float) -> Verdict:
    if p >= SIGNIFICANT or not change.difference:
        return "no difference"
    is_gain = (change.difference > 0) != (name in LOWER_IS_BETTER)
    return "better" if is_gain else "worse"
