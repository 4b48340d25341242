"""Fusion by worked numbers; equal scores keep a stable order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Hit, Passage, ScoredSentence, Signals, Span
from index.search.ranking import FusionWeights, fuse, rank, scale, sort_by_score
from index.storage.catalog_types import StoredPassage

SCORES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30).map(np.array)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([2.0, 4.0, 3.0], [0.0, 1.0, 0.5]),
        ([-1.0, 1.0, 0.0], [0.0, 1.0, 0.5]),
        ([5.0, 5.0], [1.0, 1.0]),
        ([0.4], [1.0]),
        ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0]),
        ([-0.2, -0.2], [0.0, 0.0]),
        ([], []),
    ],
)
def test_scores_are_stretched_to_0_and_1(scores: list[float], expected: list[float]) -> None:
    assert scale(np.array(scores)).tolist() == expected


@given(SCORES)
def test_scaling_keeps_the_order_and_the_bounds(scores: np.ndarray) -> None:
    scaled = scale(scores)
    assert scaled.min() >= 0.0
    assert scaled.max() <= 1.0
    ranks = np.argsort(scores, kind="stable")
    assert (np.diff(scaled[ranks]) >= 0).all()


def test_fusion_by_hand() -> None:
    dense = np.array([0.2, 0.6, 0.4])  # 0, 1, 1/2
    lexical = np.array([8.0, 0.0, 2.0])  # 1, 0, 1/4
    sentence = np.array([0.1, 0.5, 0.5])  # 0, 1, 1
    fused = fuse(dense, lexical, sentence, FusionWeights(dense=0.7, lexical=0.3, sentence=0.5))
    assert fused == pytest.approx([0.3 / 1.5, 1.2 / 1.5, (0.35 + 0.075 + 0.5) / 1.5])


def test_the_best_in_everything_scores_1_and_the_worst_0() -> None:
    rising = np.array([1.0, 2.0, 3.0])
    assert fuse(rising, rising, rising, FusionWeights()).tolist() == pytest.approx([0, 0.5, 1])


def test_a_weight_of_0_silences_a_signal() -> None:
    dense, other = np.array([1.0, 0.0]), np.array([0.0, 9.0])
    assert fuse(dense, other, other, FusionWeights(1.0, 0.0, 0.0)).tolist() == [1.0, 0.0]


def test_no_candidates() -> None:
    nothing = np.array([])
    assert fuse(nothing, nothing, nothing, FusionWeights()).size == 0
    assert sort_by_score(nothing, []) == []


def test_best_first_and_equal_scores_by_id() -> None:
    assert sort_by_score(np.array([0.1, 0.5, 0.9, 0.5]), ["d", "c", "b", "a"]) == [2, 3, 1, 0]


def stored_passage(name: str, *vectors: tuple[float, float]) -> StoredPassage:
    """A passage of sentences of two characters; the first vector is its own."""
    sentences = tuple(Span(2 * n, 2 * n + 2) for n in range(len(vectors) - 1))
    text = "ab" * len(sentences)
    passage = Passage(name, f"of {name}", 0, len(text), text, sentences)
    own = np.array(vectors, dtype=np.float32)
    return StoredPassage(passage, own, f"Title of {name}", "Wire", "2025", "u", f"story of {name}")


def test_candidates_are_ranked_and_what_is_shown_becomes_a_hit() -> None:
    passages = {
        "p": stored_passage("p", (0.0, 1.0), (0.5, 0.0), (0.25, 0.0)),
        "q": stored_passage("q", (1.0, 0.0), (0.0, 1.0)),
    }
    query = np.array([1.0, 0.0], dtype=np.float32)
    # Dense 0 and 1, lexical 1 and 0, sentence 1/2 and 0: the last two decide for p.
    first, second = rank(passages, query, {"p": 3.0}, FusionWeights(0.7, 0.3, 0.5))
    assert first.score == pytest.approx(0.8 / 1.5)
    assert second.score == pytest.approx(0.7 / 1.5)
    assert second.signals == Signals(1.0, 0.0, 0.0)
    assert first.to_hit(1, "story of p", ("Post",)) == Hit(
        rank=1,
        score=first.score,
        passage=passages["p"].passage,
        title="Title of p",
        source="Wire",
        published="2025",
        url="u",
        signals=Signals(0.0, 3.0, 0.5),
        sentences=(ScoredSentence(0, 2, 0.5), ScoredSentence(2, 4, 0.25)),
        story_id="story of p",
        also_in=("Post",),
    )


def test_nothing_is_ranked_where_nothing_was_found() -> None:
    assert rank({}, np.array([1.0, 0.0], dtype=np.float32), {}, FusionWeights()) == []
