"""Prefers the newest of several answers. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.core.article import Hit
from index.core.dates import earliest

# Article id and offset of a sentence.
Place = tuple[str, int]

# Of the hits that the reader does not read by itself, it reads so many of the newest ones.
FURTHER = 3
# A sentence answers, too, if it is so much less likely than the best one, or likelier than not.
_MARGIN, _LIKELY = 1.0, 0.0


def choose_newest_hits(hits: Sequence[Hit], read: int) -> list[Hit]:
    """The newest of the hits after the first `read`, which are read anyway."""
    rest = [hit for hit in hits[read:] if hit.published is not None]
    return sorted(rest, key=_get_second, reverse=True)[:FURTHER]


def rate_recency(hits: Sequence[Hit], scores: Mapping[Place, float]) -> dict[Place, float]:
    """Rate sentences by the dates of their articles: 0 for those of the newest article that
    answers, and for all that do not answer; older answers are absent.

    `scores` are log-odds by place. Undated articles are never newer than others.
    """
    best = max(scores.values(), default=0.0)
    lowest = min(best - _MARGIN, max(_LIKELY, best - 3 * _MARGIN))
    seconds = {hit.passage.article_id: _get_second(hit) for hit in hits}
    answers = {place for place, score in scores.items() if score >= lowest}
    newest = max((seconds[article] for article, _ in answers), default=0)
    return {place: 0.0 for place in scores if place not in answers or seconds[place[0]] == newest}


def _get_second(hit: Hit) -> int:
    """The first second of a hit's date; one before all others if it is undated."""
    return -(2**62) if hit.published is None else earliest(hit.published)
