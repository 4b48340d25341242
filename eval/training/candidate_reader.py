"""Reads the candidate sentences of training questions as the product does, with reranker scores.

The reranker scores each question once; the scores are reused with other weights.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering.answerability_features import AnswerabilityFeatures, measure_answerability
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question_context import QuestionContext
from assistant.answering.reranker import Reranker, Scores
from assistant.answering.sentence_choice import rank_sentences, rerank
from eval.training.training_questions import TrainingQuestion
from index.language.en.country_aliases import Stemmer


class CandidateReader:
    """Reads with one scorer; `stems` gives words as the lexical index knows them."""

    def __init__(self, scorer: Reranker, stems: Stemmer) -> None:
        self._scorer = scorer
        self._stems = stems
        self._outputs: dict[int, tuple[TrainingQuestion, Scores]] = {}

    def read_candidates(self, question: TrainingQuestion) -> list[SentenceCandidate]:
        """The sentences that could be quoted, with their signals, in no order that matters."""
        return self._rerank(
            question, QuestionContext.build(question.question, question.hits, self._stems), {}
        )

    def measure_evidence(
        self, question: TrainingQuestion, weights: Mapping[str, float]
    ) -> AnswerabilityFeatures:
        """The evidence for an answer, where sentences are chosen by these weights."""
        context = QuestionContext.build(question.question, question.hits, self._stems)
        return measure_answerability(context, self._rerank(question, context, weights))[0]

    def _rerank(
        self, question: TrainingQuestion, context: QuestionContext, weights: Mapping[str, float]
    ) -> list[SentenceCandidate]:
        candidates = rank_sentences(context)
        if id(question) not in self._outputs:
            outputs = self._scorer.score(question.question.text, candidates)
            # The question is kept, so that its id stays its own.
            self._outputs[id(question)] = question, outputs
        return rerank(candidates, self._outputs[id(question)][1].tolist(), weights)
