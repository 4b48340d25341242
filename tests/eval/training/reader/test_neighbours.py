"""Texts that lie near a question are found, but not those of its group, and not the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from eval.training.reader.__main__ import load_neighbours
from eval.training.reader.neighbours import KEPT, SKIPPED, find_neighbours
from index.embedding.embedder import Embedder
from index.embedding.engine import Vectors
from tests.eval.training.reader.build import question_on

# Two questions on each of twenty texts; two texts are a group.
QUESTIONS = [
    question_on(f"Text {n}.", question=f"{n}.1 {word}", title=f"{n} is here", group=str(n // 2))
    for n in range(20)
    for word in ("who", "why")
]


class CircleEmbedder(Embedder):
    """A text begins with a number of degrees, and lies there on a circle."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.calls += 1
        angles = np.radians([float(text.split()[0]) for text in texts])
        return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


def test_the_nearest_of_other_groups_come_after_those_that_may_answer() -> None:
    found = find_neighbours(QUESTIONS, CircleEmbedder())
    assert (SKIPPED, KEPT) == (2, 8)
    # Beside texts 10 and 11, its own group, lie 9 and 12, which are skipped. Each text goes by its
    # first question.
    near = [2 * text for text in (8, 13, 7, 14, 6, 15, 5, 16)]
    assert found[20] == found[21] == near


def test_no_neighbour_is_of_the_same_group() -> None:
    for question, near in zip(QUESTIONS, find_neighbours(QUESTIONS, CircleEmbedder()), strict=True):
        assert len(near) == KEPT
        assert all(QUESTIONS[number].group != question.group for number in near)


def test_neighbours_are_found_once_for_the_same_questions(tmp_path: Path) -> None:
    file, embedder = tmp_path / "neighbours.json", CircleEmbedder()
    found = load_neighbours(file, QUESTIONS, embedder)
    calls = embedder.calls
    assert load_neighbours(file, QUESTIONS, embedder) == found
    assert embedder.calls == calls
    fewer = load_neighbours(file, QUESTIONS[:30], embedder)
    assert embedder.calls > calls
    assert fewer == find_neighbours(QUESTIONS[:30], embedder)
