"""Computes measures of one ranked list. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def average_precision(gold: Sequence[bool]) -> float:
    """Average precision: the mean precision at the ranks of the relevant items; 0 if none."""
    ranks = [rank for rank, right in enumerate(gold, start=1) if right]
    return sum(n / rank for n, rank in enumerate(ranks, start=1)) / max(1, len(ranks))
