"""Chooses the hit that has the question's words, where its meaning alone ranks it low. Pure.

The vector of a long passage says little of one sentence in it: "What did Orvikova unveil?" is
near to whatever else she did.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.core.article import Hit

# Passages among which the one with the words is looked for.
MATCH_HITS = 30


def choose_best_match(hits: Sequence[Hit], first: int) -> list[Hit]:
    """The hit after the first ones that matches the words better than each of these, by BM25."""
    best = max(hits[first:], key=_get_score, default=None)
    if best is None or _get_score(best) <= max(map(_get_score, hits[:first]), default=0.0):
        return []
    return [best]


def keep_best_match(hits: Sequence[Hit], first: int) -> tuple[Hit, ...]:
    """The first hits, and behind them the one that matches the words better than each of these."""
    return (*hits[:first], *choose_best_match(hits, first))


def _get_score(hit: Hit) -> float:
    return hit.signals.lexical
