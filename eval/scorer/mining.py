"""Sentences of other texts that look as if they could answer: hard negatives.

First by the words that they share with the question; later, of these, those that the model in
training takes for answers. What it takes for a better answer than the answer itself is left out: it
may be one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from eval.scorer.examples import candidate
from eval.scorer.judging import Score
from eval.scorer.marked import Marked

# Of each question's foreign sentences so many are kept, and so many once a model has chosen.
POOL, HARD = 8, 4


class Pool:
    """For each question the foreign sentences that look most like answers."""

    def __init__(self, questions: Sequence[Marked], more: Sequence[Marked] = ()) -> None:
        texts = list({each.group: each for each in (*questions, *more)}.values())
        places = [(text, n) for text in texts for n, s in enumerate(text.sentences) if s]
        found = _nearest(
            [each.question for each in questions],
            [text.sentences[n] for text, n in places],
            2 * POOL,
        )
        self._pools = {
            _key(each): [
                candidate(*places[i]) for i in nearest if places[i][0].group != each.group
            ][:POOL]
            for each, nearest in zip(questions, found, strict=True)
        }

    @property
    def state(self) -> dict[tuple[str, str], list[str]]:
        """All that it holds, to be kept and put back."""
        return self._pools

    @state.setter
    def state(self, pools: dict[tuple[str, str], list[str]]) -> None:
        self._pools = pools

    def __call__(self, asked: Marked) -> Sequence[str]:
        """The foreign sentences of a question, hardest first."""
        return self._pools.get(_key(asked), ())

    def harden(self, questions: Sequence[Marked], score: Score) -> None:
        """Keep what the model takes for answers, but not for better ones than the answer."""
        asked = [
            (q.question, [*(candidate(q, n) for n in sorted(q.answers)), *self(q)])
            for q in questions
        ]
        for question, (_, texts), scores in zip(questions, asked, score(asked), strict=True):
            known = len(question.answers)
            bound = float(scores[:known].max()) if known else np.inf
            rated = sorted(zip(scores[known:], texts[known:], strict=True), reverse=True)
            self._pools[_key(question)] = [text for s, text in rated if s < bound][:HARD]


def _key(asked: Marked) -> tuple[str, str]:
    return asked.group, asked.question


def _nearest(questions: Sequence[str], sentences: Sequence[str], count: int) -> list[list[int]]:
    """Indices of the sentences that share most with each question, rare words counting more."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(sublinear_tf=True, stop_words="english")
    known = vectoriser.fit_transform(sentences)
    found = []
    asked = vectoriser.transform(questions)
    for start in range(0, len(questions), 256):
        likeness = (asked[start : start + 256] @ known.T).toarray()
        best = np.argpartition(-likeness, min(count, likeness.shape[1] - 1), axis=1)[:, :count]
        for row, places in zip(likeness, best, strict=True):
            found.append(sorted((int(i) for i in places), key=lambda i: -row[i]))
    return found
