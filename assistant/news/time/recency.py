"""Prefers the newest of several answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.core.article import Hit
from index.core.dates import earliest

# Article id and offset of a sentence.
Place = tuple[str, int]

# Passages that are searched for the newest answer. Of those that the reader does not read by itself
# it reads so many of the newest, if their cosine is at least this share of the best.
NEWEST_HITS = 30
_FURTHER, _NEAR_BEST = 3, 0.8
# A sentence answers, too, if its log-odds are so much below the best one's.
_MARGIN = 1.5


def choose_newest_hits(hits: Sequence[Hit], read: int) -> list[Hit]:
    """The newest of the hits after the first `read`, which are read anyway."""
    nearest = max((hit.signals.dense for hit in hits), default=0.0)
    rest = [
        hit
        for hit in hits[read:]
        if hit.published is not None and hit.signals.dense >= _NEAR_BEST * nearest
    ]
    return sorted(rest, key=_get_second, reverse=True)[:_FURTHER]


def rate_recency(hits: Sequence[Hit], scores: Mapping[Place, float]) -> dict[Place, float]:
    """Rate sentences by the dates of their articles: 0 for those of the newest article that
    answers, and for all that do not answer; older answers are absent.

    `scores` are log-odds by place. Undated articles are never newer than others.
    """
    lowest = max(scores.values(), default=0.0) - _MARGIN
    seconds = {hit.passage.article_id: _get_second(hit) for hit in hits}
    answers = {place for place, score in scores.items() if score >= lowest}
    newest = max((seconds[article] for article, _ in answers), default=0)
    return {place: 0.0 for place in scores if place not in answers or seconds[place[0]] == newest}


def _get_second(hit: Hit) -> int:
    """The first second of a hit's date; one before all others if it is undated."""
    return -(2**62) if hit.published is None else earliest(hit.published)
