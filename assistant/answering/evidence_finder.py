"""Ranks and reads the sentences of hits, and says how likely they answer a question.

Which question is asked, of which articles, and what becomes of the sentences, is decided by the
pipeline.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.answering.answerability import (
    estimate_answerability,
    load_answerability_model,
)
from assistant.answering.answerability_features import measure_answerability
from assistant.answering.basis import Basis
from assistant.answering.evidence import Decision, Evidence
from assistant.answering.question import Question
from assistant.answering.question_context import QuestionContext
from assistant.answering.reader.reader import Place, Reader
from assistant.answering.sentence_choice import apply_reading, load_sentence_weights, rank_sentences
from assistant.core.answer_options import Strictness
from index.core.article import Hit
from index.library import Library


class EvidenceFinder:
    """Ranks and reads the hits of a question. Safe to use from several threads."""

    def __init__(self, library: Library, reader: Reader, strictness: Strictness) -> None:
        self._library = library
        self._reader = reader
        self._strictness = strictness

    @property
    def basis(self) -> Basis:
        """What sentences are chosen by."""
        return self._reader.basis

    def rank(
        self, question: str, hits: Sequence[Hit], time_words: Set[str] = frozenset()
    ) -> Evidence:
        """Rank the sentences of hits by their features. What is left out of a text is no evidence
        if it is one of the `time_words`."""
        terms = self._library.terms(question)
        weighted = Question.weigh(question, terms, self._library.passage_count, time_words)
        context = QuestionContext.build(weighted, hits, self._library.stems)
        return Evidence(context, tuple(hits), tuple(rank_sentences(context)))

    def read(
        self, evidence: Evidence, further: Sequence[Hit] = (), *, only_further: bool = False
    ) -> Evidence:
        """Keep the sentences that the reader has read, sorted by what it makes of them: of the best
        hits, and of `further` ones. Without a reader, nothing changes."""
        if self.basis is Basis.FEATURES:
            return evidence
        question = evidence.context.question.text
        log_odds = {} if only_further else dict(self._reader.read(question, evidence.hits).log_odds)
        for hit in further:
            if not all(place in log_odds for place in _list_places(hit)):
                log_odds.update(self._reader.read(question, [hit]).log_odds)
        weights = load_sentence_weights(self.basis)
        read = apply_reading(evidence.candidates, log_odds, weights)
        return replace(evidence, candidates=tuple(read))

    def decide(self, evidence: Evidence, basis: Basis | None = None) -> Decision:
        """Compare the probability that the archive holds an answer with the threshold, by the
        basis in use or by another one."""
        features, missing = measure_answerability(evidence.context, evidence.candidates)
        if evidence.is_spoken is not None:
            # What the words of the sentences tell is less certain.
            features = replace(features, silent=float(not evidence.is_spoken))
        model = load_answerability_model(basis or self.basis)
        confidence = 0.0
        if evidence.candidates:
            confidence = round(estimate_answerability(features, model), 4)
        return Decision(confidence, confidence >= model.thresholds[self._strictness], missing)

    def accept(self, decision: Decision) -> Decision:
        """The decision to answer whatever the probability, because the evidence was admitted by
        itself."""
        threshold = load_answerability_model(self.basis).thresholds[self._strictness]
        return replace(decision, confidence=max(decision.confidence, threshold), is_answerable=True)


def _list_places(hit: Hit) -> list[Place]:
    return [(hit.passage.article_id, sentence.start) for sentence in hit.sentences]
