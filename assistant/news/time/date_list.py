"""Chooses the entries of a list by date: one sentence of each story. Pure.

Which sentences may stand in it is decided in `assistant.answering.list_choice`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.core.answer import Order
from index.core.article import Hit
from index.core.dates import earliest

# Article id and offset of a sentence.
Place = tuple[str, int]

# Entries of a list; passages that are searched for one; stories that the reader reads for one.
MAX_ENTRIES = 10
LIST_HITS = 60
READ_STORIES = 10


def choose_stories(hits: Sequence[Hit], most: int = READ_STORIES) -> list[Hit]:
    """The best hit of each of the first stories, which the reader reads."""
    stories: dict[str, Hit] = {}
    for hit in hits:
        stories.setdefault(_get_story(hit), hit)
    return list(stories.values())[:most]


def choose_entries(hits: Sequence[Hit], scores: Mapping[Place, float], order: Order) -> list[Place]:
    """The best sentence of each story, of at most MAX_ENTRIES stories, by date of publication.

    If there are more stories, the best are chosen, or for a list of the newest the newest. Undated
    articles come last.
    """
    best: dict[str, tuple[float, Hit, Place]] = {}
    for hit in hits:
        for sentence in hit.sentences:
            place = hit.passage.article_id, sentence.start
            score = scores.get(place)
            story = _get_story(hit)
            if score is not None and (story not in best or score > best[story][0]):
                best[story] = (score, hit, place)
    entries = list(best.values())
    if order is Order.NEWEST:
        entries = sorted(entries, key=lambda entry: _get_second(entry[1]), reverse=True)
        return [place for _, _, place in entries[:MAX_ENTRIES]]
    chosen = sorted(entries, key=lambda entry: -entry[0])[:MAX_ENTRIES]
    dated = [entry for entry in chosen if entry[1].published is not None]
    undated = [entry for entry in chosen if entry[1].published is None]
    return [
        place
        for _, _, place in [
            *sorted(dated, key=lambda entry: (_get_second(entry[1]), entry[2])),
            *undated,
        ]
    ]


def _get_story(hit: Hit) -> str:
    return hit.story_id or hit.passage.article_id


def _get_second(hit: Hit) -> int:
    """The first second of a hit's date; one before all others if it is undated."""
    return -(2**62) if hit.published is None else earliest(hit.published)
