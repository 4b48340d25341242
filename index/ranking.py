"""Candidates -> scores. Pure.

Convex combination of min-max scaled scores: S. Bruch, S. Gai, A. Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval", ACM TOIS 42(1), 2023.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.article import Hit, ScoredSentence, Signals
from index.stored import StoredPassage

Scores = NDArray[np.float64]

# A copy's passage that shares this much of its wording with the article shown is not shown, too.
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


def ranked(
    stored: dict[str, StoredPassage],
    vector: NDArray[np.float32],
    lexical: dict[str, float],
    weights: FusionWeights,
) -> list[Hit]:
    """Hits of the candidates by passage id, best first; `lexical` holds their BM25 scores.

    `vector` is the query's, of shape (d,). Dense scores come from the stored vectors for every
    candidate, whichever index found it, so that they compare.
    """
    ids = sorted(stored)
    similarities = [stored[i].vectors @ vector for i in ids]
    dense = np.array([s[0] for s in similarities], dtype=np.float64)
    best_sentence = np.array([s[1:].max() for s in similarities], dtype=np.float64)
    bm25 = np.array([lexical.get(i, 0.0) for i in ids], dtype=np.float64)
    scores = fuse(dense, bm25, best_sentence, weights)
    return [
        _hit(
            rank,
            float(scores[i]),
            stored[ids[i]],
            Signals(float(dense[i]), float(bm25[i]), float(best_sentence[i])),
            [float(value) for value in similarities[i][1:]],
        )
        for rank, i in enumerate(order(scores, ids), start=1)
    ]


def _hit(
    rank: int, score: float, stored: StoredPassage, signals: Signals, similarities: list[float]
) -> Hit:
    spans = stored.passage.sentences
    return Hit(
        rank=rank,
        score=score,
        passage=stored.passage,
        title=stored.title,
        source=stored.source,
        published=stored.published,
        url=stored.url,
        signals=signals,
        sentences=tuple(
            ScoredSentence(span.start, span.end, similarity)
            for span, similarity in zip(spans, similarities, strict=True)
        ),
        story_id=stored.story,
    )


def collapsed(hits: Sequence[Hit], text_of: Callable[[str], str]) -> list[Hit]:
    """The hits without what is only a copy, ranked anew.

    Each story is shown by the article whose hit ranks first. A passage of another copy stays only
    where it says what has not been shown: what an editor added, or the end that one cut off.
    `text_of` gives an article's text by its id.
    """
    leaders: dict[str, str] = {}
    shown: dict[str, set[tuple[str, ...]]] = {}
    kept: list[Hit] = []
    for hit in hits:
        article_id = hit.passage.article_id
        story = hit.story_id or article_id
        if leaders.setdefault(story, article_id) != article_id:
            if story not in shown:
                shown[story] = _runs(text_of(leaders[story]))
            runs = _runs(hit.passage.text)
            if len(runs & shown[story]) >= MOSTLY * len(runs):
                continue
            shown[story] |= runs
        kept.append(replace(hit, rank=len(kept) + 1))
    return kept


def _runs(text: str) -> set[tuple[str, ...]]:
    """Runs of three words, or the whole where it has fewer."""
    words = _WORD.findall(text.casefold())
    return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
