"""Ranks the sentences that an archive has for a training question, as the product does without a
reader. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answering.answerability_features import AnswerabilityFeatures, measure_answerability
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question_context import QuestionContext
from assistant.answering.sentence_choice import rank_sentences
from eval.training.training_questions import TrainingQuestion
from index.language.en.names.country_aliases import Stemmer


def rank_candidates(question: TrainingQuestion, stems: Stemmer) -> list[SentenceCandidate]:
    """The sentences that could be quoted, with their features, best first by the shipped weights.
    `stems` gives words as the lexical index knows them."""
    return rank_sentences(_analyse(question, stems))


def measure_evidence(
    question: TrainingQuestion, stems: Stemmer, weights: Mapping[str, float]
) -> AnswerabilityFeatures:
    """The evidence for an answer, where sentences are chosen by these weights."""
    context = _analyse(question, stems)
    return measure_answerability(context, rank_sentences(context, weights))[0]


def _analyse(question: TrainingQuestion, stems: Stemmer) -> QuestionContext:
    return QuestionContext.build(question.question, question.hits, stems)
