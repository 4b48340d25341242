"""Questions that were asked, read as the product reads them, with what a scorer says of sentences.

A scorer is asked once for a question, whatever weights its sentences are then chosen by.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.candidate import Candidate
from assistant.evidence import Evidence, weigh
from assistant.extractive import candidates, rescored
from assistant.names import Stems
from assistant.reading import Reading
from assistant.scorer import Scorer, Scores
from eval.training.material import Asked


class Reader:
    """Reads with one scorer; `stems` gives words as the lexical index knows them."""

    def __init__(self, scorer: Scorer, stems: Stems) -> None:
        self._scorer = scorer
        self._stems = stems
        self._outputs: dict[int, tuple[Asked, Scores]] = {}

    def found(self, asked: Asked) -> list[Candidate]:
        """The sentences that could be quoted, with their signals, in no order that matters."""
        return self._rescored(asked, Reading.of(asked.question, asked.hits, self._stems), {})

    def evidence(self, asked: Asked, weights: Mapping[str, float]) -> Evidence:
        """The evidence for an answer, where sentences are chosen by these weights."""
        reading = Reading.of(asked.question, asked.hits, self._stems)
        return weigh(reading, self._rescored(asked, reading, weights))[0]

    def _rescored(
        self, asked: Asked, reading: Reading, weights: Mapping[str, float]
    ) -> list[Candidate]:
        found = candidates(reading)
        if id(asked) not in self._outputs:
            outputs = self._scorer.score(asked.question.text, found)
            # The question is kept, so that its id stays its own.
            self._outputs[id(asked)] = asked, outputs
        return rescored(found, self._outputs[id(asked)][1].tolist(), weights)
