"""Score and rank candidates, and collapse near-duplicates. Pure.

Convex combination of min-max scaled scores: S. Bruch, S. Gai, A. Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 42(1), 2023.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.article import Hit, ScoredSentence, Signals
from index.storage.catalog_types import StoredPassage

Scores = NDArray[np.float64]

# A copy's passage that shares this much of its wording with the shown article is left out.
MOSTLY = 0.5

_WORD = re.compile(r"\w+")


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
        weights.dense * scale(dense)
        + weights.lexical * scale(lexical)
        + weights.sentence * scale(sentence)
    )
    fused: Scores = combined / total
    return fused


def scale(scores: Scores) -> Scores:
    """Min-max scaled scores in 0..1. Equal scores become 1, or 0 if none is above 0."""
    if scores.size == 0:
        return scores
    low, high = scores.min(), scores.max()
    if low == high:
        return np.full_like(scores, 1.0 if high > 0 else 0.0)
    moved: Scores = (scores - low) / (high - low)
    return moved


def sort_by_score(scores: Scores, ids: list[str]) -> list[int]:
    """Indices of candidates, best first; equal scores in the order of their ids."""
    negated = (-scores).tolist()
    return sorted(range(len(ids)), key=lambda i: (negated[i], ids[i]))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked passage; the best candidates become hits.

    `similarities` are those of the query with the passage and with each of its sentences, of shape
    (1 + sentences,).
    """

    stored: StoredPassage
    score: float
    signals: Signals
    similarities: NDArray[np.float32]

    def to_hit(self, rank: int, story_id: str, also_in: tuple[str, ...]) -> Hit:
        """The hit of this rank, with the name of its story and the other outlets that have it."""
        stored = self.stored
        return Hit(
            rank=rank,
            score=self.score,
            passage=stored.passage,
            title=stored.title,
            source=stored.source,
            published=stored.published,
            url=stored.url,
            signals=self.signals,
            sentences=tuple(
                ScoredSentence(span.start, span.end, similarity)
                for span, similarity in zip(
                    stored.passage.sentences, self.similarities[1:].tolist(), strict=True
                )
            ),
            story_id=story_id,
            also_in=also_in,
            terms=stored.terms,
        )


def rank(
    stored: dict[str, StoredPassage],
    vector: NDArray[np.float32],
    lexical: dict[str, float],
    weights: FusionWeights,
) -> list[Candidate]:
    """The candidates by passage id, best first; `lexical` holds their BM25 scores.

    `vector` is the query's, of shape (d,). Dense scores come from the stored vectors for every
    candidate, whichever index found it, so they are comparable.
    """
    ids = sorted(stored)
    similarities = [stored[i].vectors @ vector for i in ids]
    dense = np.array([s[0] for s in similarities], dtype=np.float64)
    best_sentence = np.array([s[1:].max() for s in similarities], dtype=np.float64)
    bm25 = np.array([lexical.get(i, 0.0) for i in ids], dtype=np.float64)
    scores = fuse(dense, bm25, best_sentence, weights)
    signals = list(map(Signals, dense.tolist(), bm25.tolist(), best_sentence.tolist()))
    return [
        Candidate(stored[ids[i]], float(scores[i]), signals[i], similarities[i])
        for i in sort_by_score(scores, ids)
    ]


def collapse_copies(
    candidates: Sequence[Candidate], k: int, text_of: Callable[[str], str]
) -> list[Candidate]:
    """The first k candidates without repetitions.

    The article whose passage ranks first represents its story. A passage of another copy stays only
    if it has new text: an editor's addition, or an end that was cut off. `text_of` gives an
    article's text by its id.
    """
    leaders: dict[str, str] = {}
    shown_runs: dict[str, set[tuple[str, ...]]] = {}
    chosen: list[Candidate] = []
    for candidate in candidates:
        if len(chosen) == k:
            break
        passage = candidate.stored.passage
        story = candidate.stored.story or passage.article_id
        if leaders.setdefault(story, passage.article_id) != passage.article_id:
            if story not in shown_runs:
                shown_runs[story] = _runs(text_of(leaders[story]))
            runs = _runs(passage.text)
            if len(runs & shown_runs[story]) >= MOSTLY * len(runs):
                continue
            shown_runs[story] |= runs
        chosen.append(candidate)
    return chosen


def _runs(text: str) -> set[tuple[str, ...]]:
    """Runs of three words, or the whole text if it has fewer."""
    words = _WORD.findall(text.casefold())
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
