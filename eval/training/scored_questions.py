"""Questions that were asked, read as the product reads them, with what a scorer says of sentences.

A scorer is asked once for a question, whatever weights its sentences are then chosen by.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering.answerability_features import AnswerabilityFeatures, measure_answerability
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question_context import QuestionContext
from assistant.answering.reranker import Reranker, Scores
from assistant.answering.sentence_choice import rank_sentences, rerank
from eval.training.material import Asked
from index.language.en.country_aliases import Stemmer


class Reader:
    """Reads with one scorer; `stems` gives words as the lexical index knows them."""

    def __init__(self, scorer: Reranker, stems: Stemmer) -> None:
        self._scorer = scorer
        self._stems = stems
        self._outputs: dict[int, tuple[Asked, Scores]] = {}

    def found(self, asked: Asked) -> list[SentenceCandidate]:
        """The sentences that could be quoted, with their signals, in no order that matters."""
        return self._rescored(
            asked, QuestionContext.build(asked.question, asked.hits, self._stems), {}
        )

    def evidence(self, asked: Asked, weights: Mapping[str, float]) -> AnswerabilityFeatures:
        """The evidence for an answer, where sentences are chosen by these weights."""
        reading = QuestionContext.build(asked.question, asked.hits, self._stems)
        return measure_answerability(reading, self._rescored(asked, reading, weights))[0]

    def _rescored(
        self, asked: Asked, reading: QuestionContext, weights: Mapping[str, float]
    ) -> list[SentenceCandidate]:
        found = rank_sentences(reading)
        if id(asked) not in self._outputs:
            outputs = self._scorer.score(asked.question.text, found)
            # The question is kept, so that its id stays its own.
            self._outputs[id(asked)] = asked, outputs
        return rerank(found, self._outputs[id(asked)][1].tolist(), weights)
