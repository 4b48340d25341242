"""Candidates -> scores. Pure.

Convex combination of min-max scaled scores: S. Bruch, S. Gai, A. Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 42(1), 2023.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """Shares of the three signals. They need not add up to one."""

    dense: float = 0.7
    lexical: float = 0.3
    sentence: float = 0.5


def fuse(dense: Scores, lexical: Scores, sentence: Scores, weights: FusionWeights) -> Scores:
    """Scores in 0..1 of n candidates from their three signals, each of shape (n,)."""
    total = weights.dense + weights.lexical + weights.sentence
    combined = (
        weights.dense * scaled(dense)
        + weights.lexical * scaled(lexical)
        + weights.sentence * scaled(sentence)
    )
    fused: Scores = combined / total
    return fused


def scaled(scores: Scores) -> Scores:
    """Scores moved and stretched to 0..1; all 1 where there is nothing to tell them apart by.

    Where none of several candidates scores at all (no word matched), all are 0.
    """
    if scores.size == 0:
        return scores
    low, high = scores.min(), scores.max()
    if low == high:
        return np.full_like(scores, 1.0 if high > 0 else 0.0)
    moved: Scores = (scores - low) / (high - low)
    return moved


def order(scores: Scores, ids: list[str]) -> list[int]:
    """Indices of candidates, best first; equal scores in the order of their ids."""
    return sorted(range(len(ids)), key=lambda i: (-scores[i], ids[i]))
