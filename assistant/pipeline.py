"""A question in, an Answer out: the whole product, top to bottom.

    search    find the passages that fit the question best        index.library
    rank      compute the features of every sentence of these     answering.sentence_choice
    read      let the reader read the best passages               answering.reader
    decide    estimate how likely the archive holds an answer     answering.answerability
    quote     choose the sentences of the answer                  answering.sentence_choice
    verify    read every quotation again from the catalog         answering.verification

The pipeline needs no language model and is deterministic: the same home and the same question give
the same answer. Conversations, formatting and servers are not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answering.answerability import (
    estimate_answerability,
    load_answerability_model,
)
from assistant.answering.answerability_features import measure_answerability
from assistant.answering.basis import Basis
from assistant.answering.candidate import SentenceCandidate
from assistant.answering.question import Question
from assistant.answering.question_context import QuestionContext
from assistant.answering.reader.reader import NoReader, Reader
from assistant.answering.sentence_choice import (
    apply_reading,
    choose_by_basis,
    load_sentence_weights,
    quote_sentences,
    rank_sentences,
)
from assistant.answering.verification import verify_quotes
from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from assistant.core.answer_options import Strictness
from index.core.article import Article, Filters, Hit
from index.core.errors import DatelineError
from index.core.stopwatch import Stopwatch
from index.library import Library
from index.search.query import check_query

# The number of passages whose sentences are considered, and that an Answer shows.
HITS = 10


@dataclass(frozen=True, slots=True)
class HitsReady:
    """The first event of a stream: the passages, before any sentence is chosen."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SentenceReady:
    """A verified sentence with its citations."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


Event = HitsReady | SentenceReady | Answer
Quotes = tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class _Decision:
    """How likely the archive holds an answer, whether that is enough, and words that explain a
    refusal."""

    confidence: float
    is_answerable: bool
    missing: tuple[str, ...]


class Assistant:
    """Answers questions from a library. Safe to use from several threads.

    Without a reader, sentences are chosen by their features alone.
    """

    def __init__(
        self,
        library: Library,
        strictness: Strictness = Strictness.BALANCED,
        reader: Reader | None = None,
    ) -> None:
        self._library = library
        self._strictness = strictness
        self._reader = reader or NoReader()

    @property
    def notice(self) -> str:
        """One plain sentence for everybody if a part does less than it should; "" otherwise, and
        before the models are loaded."""
        return self._reader.notice

    def warm_up(self) -> None:
        """Load the models now rather than at the first question. Raises DatelineError if one
        cannot be loaded."""
        self._library.warm_up()
        self._reader.warm_up()

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Answer a question. Raises DatelineError if it is empty or too long."""
        answer = list(self.stream(question, filters))[-1]
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str, filters: Filters | None = None) -> Iterator[Event]:
        """Answer a question step by step: the hits, then each sentence, then the whole Answer."""
        watch = Stopwatch()
        question = check_query(question)

        hits = tuple(self._library.search(question, HITS, filters, watch))
        yield HitsReady(hits)

        with watch.stage("choose"):
            context = self._analyse(question, hits)
            candidates = rank_sentences(context)
        with watch.stage("read"):
            candidates = self._read(question, hits, candidates)
        with watch.stage("weigh"):
            decision = self._decide(context, candidates)

        quotes: Quotes = ((), ())
        if decision.is_answerable:
            with watch.stage("verify"):
                quotes = self._quote(candidates)
            sentences, citations = quotes
            for sentence in sentences:
                yield SentenceReady(sentence, tuple(citations[n - 1] for n in sentence.citations))

        yield _build_answer(question, hits, decision, quotes, watch.timings_ms())

    def _analyse(self, question: str, hits: Sequence[Hit]) -> QuestionContext:
        """Analyse the words of the question and of its hits."""
        terms = self._library.terms(question)
        weighted = Question.weigh(question, terms, self._library.passage_count)
        return QuestionContext.build(weighted, hits, self._library.stems)

    def _read(
        self, question: str, hits: Sequence[Hit], candidates: list[SentenceCandidate]
    ) -> list[SentenceCandidate]:
        """Keep the sentences that the reader has read, and sort them by what it makes of them."""
        if self._reader.basis is Basis.FEATURES:
            return candidates
        reading = self._reader.read(question, hits)
        weights = load_sentence_weights(self._reader.basis)
        return apply_reading(candidates, reading.log_odds, weights)

    def _decide(
        self, context: QuestionContext, candidates: Sequence[SentenceCandidate]
    ) -> _Decision:
        """Compare the probability that the archive holds an answer with the threshold."""
        features, missing = measure_answerability(context, candidates)
        model = load_answerability_model(self._reader.basis)
        confidence = round(estimate_answerability(features, model), 4) if candidates else 0.0
        return _Decision(confidence, confidence >= model.thresholds[self._strictness], missing)

    def _quote(self, candidates: Sequence[SentenceCandidate]) -> Quotes:
        """Choose the sentences of the answer, and keep those that stand in the stored articles."""
        chosen = choose_by_basis(candidates, self._reader.basis)
        sentences, citations = quote_sentences(chosen)
        return verify_quotes(sentences, citations, self._load_articles(citations))

    def _load_articles(self, citations: Sequence[Citation]) -> dict[str, Article]:
        articles: dict[str, Article] = {}
        for article_id in {citation.article_id for citation in citations}:
            try:
                articles[article_id] = self._library.get(article_id)
            except DatelineError:
                # The article was removed after the search: its quotations fail the check.
                continue
        return articles


def _build_answer(
    question: str,
    hits: tuple[Hit, ...],
    decision: _Decision,
    quotes: Quotes,
    timings_ms: Mapping[str, float],
) -> Answer:
    """The answer, or a refusal if no sentence passed the threshold and the verification."""
    sentences, citations = quotes
    # Sentences that fail the verification are no evidence.
    has_failed = decision.is_answerable and not sentences
    return Answer(
        question=question,
        status=Status.ANSWERED if sentences else Status.NO_EVIDENCE,
        confidence=0.0 if has_failed else decision.confidence,
        sentences=sentences,
        citations=citations,
        hits=hits,
        missing=() if sentences else decision.missing,
        timings_ms=timings_ms,
    )
