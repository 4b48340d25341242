"""Combines the score of the features with the output of the reranker. Pure.

The product adds the two. The reranker trains without the features; the weights of the sum are
fitted afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from eval.training.reranker.examples import Example

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Prior:
    """Log-odds that a candidate answers, against there being no answer, by its signals alone:
    `scale` times their score, and `shift`."""

    scale: float
    shift: float

    def of(self, example: Example) -> Scores:
        """Of shape (len(example.candidates),)."""
        return (self.scale * np.array(example.signals) + self.shift).astype(np.float32)


def fit_prior(examples: Sequence[Example]) -> Prior:
    """The prior with the least mean loss over examples."""
    return Prior(*_least((1.0, -10.0), examples, lambda w, n: Prior(*w).of(examples[n])))


@dataclass(frozen=True, slots=True)
class Mix:
    """The prior, and how much of a model's output is added to it."""

    prior: Prior
    share: float

    def of(self, example: Example, output: Scores) -> Scores:
        """Of shape (len(example.candidates),), as the output is."""
        return (self.prior.of(example) + self.share * output).astype(np.float32)


def fit_mix(examples: Sequence[Example], outputs: Sequence[Scores]) -> Mix:
    """The mix with the least mean loss over examples with their outputs."""

    def mix(weights: Sequence[float]) -> Mix:
        scale, shift, share = weights
        return Mix(Prior(scale, shift), share)

    start = (1.0, -10.0, 1.0)
    return mix(_least(start, examples, lambda w, n: mix(w).of(examples[n], outputs[n])))


def _least(
    start: Sequence[float],
    examples: Sequence[Example],
    scores: Callable[[Sequence[float], int], Scores],
) -> list[float]:
    """The weights with which the scores of examples, by number, have the least mean loss."""
    from scipy.optimize import minimize

    def mean_loss(weights: Sequence[float]) -> float:
        return float(
            np.mean([loss(each.gold, scores(weights, n)) for n, each in enumerate(examples)])
        )

    found = minimize(mean_loss, np.array(start), method="Nelder-Mead", tol=1e-3).x
    return [float(weight) for weight in found]


def loss(gold: Sequence[bool], scores: Scores) -> float:
    """Minus the log-likelihood of a right candidate, or of none where none is right: a softmax over
    the candidates and a fixed zero."""
    right = scores[np.array(gold, dtype=bool)]
    wanted = float(np.logaddexp.reduce(right)) if len(right) else 0.0
    return float(np.logaddexp.reduce(np.append(scores, 0.0))) - wanted
