"""Finds texts that the product's search would show for a question, other than its own.

What is found and does not answer is what the reader meets most, so it learns on it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.training.reader.marked_question import MarkedQuestion
from index.embedding.embedder import Embedder

# Texts that are kept for each question; the first are left out: news has several reports of an
# event, and one of them may well answer.
KEPT, SKIPPED = 8, 2
_TITLE_AND_START = 900  # characters of a text
_AT_ONCE = 512


def find_neighbours(questions: Sequence[MarkedQuestion], embedder: Embedder) -> list[list[int]]:
    """For each question the numbers of others, of the same part, whose texts are near it."""
    firsts: dict[tuple[str, ...], int] = {}
    for number, each in enumerate(questions):
        firsts.setdefault(each.sentences, number)
    numbers = list(firsts.values())
    texts = embedder.embed_passages(
        [
            " ".join((questions[n].title, *questions[n].sentences))[:_TITLE_AND_START]
            for n in numbers
        ]
    )
    found: list[list[int]] = []
    for start in range(0, len(questions), _AT_ONCE):
        some = questions[start : start + _AT_ONCE]
        similarities = embedder.embed_passages([each.question for each in some]) @ texts.T
        for each, row in zip(some, similarities, strict=True):
            near = (numbers[i] for i in np.argsort(-row)[: 4 * KEPT])
            other = [n for n in near if questions[n].group != each.group]
            found.append(other[SKIPPED : SKIPPED + KEPT])
    return found
