"""A question in, an Answer out: the whole product, top to bottom.

    search   the passages that fit the question best           index.library
    choose   the sentences of them that answer                 assistant.extractive
    score    a model reads the likeliest, where one is set     assistant.scorer
    weigh    is that enough evidence, or does the archive      assistant.evidence,
             not say?                                          assistant.refusal
    verify   every quote is read again from the catalog        assistant.verification

Nothing here needs a language model, and nothing is left to chance: the same home and the same
question give the same answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, AnswerSentence, Citation, Status
from assistant.evidence import weigh
from assistant.extractive import candidates, choose, quoted, rescored, sentence_weights
from assistant.question import Question
from assistant.reading import Reading
from assistant.refusal import Strictness, coefficients, probability
from assistant.scorer import BySignals, Scorer
from assistant.verification import verified
from index.article import Article, DatelineError, Filters, Hit
from index.library import Library
from index.query import checked_query
from index.stopwatch import Stopwatch

# Passages whose sentences are considered, and that an Answer shows.
HITS = 10


@dataclass(frozen=True, slots=True)
class HitsFound:
    """The first event of a stream: the passages, before a sentence is chosen."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SentenceFound:
    """A verified sentence with its citations."""

    sentence: AnswerSentence
    citations: tuple[Citation, ...]


Event = HitsFound | SentenceFound | Answer


class Assistant:
    """Answers questions from a library. Safe to use from several threads.

    Without a `scorer` sentences are chosen by their signals alone.
    """

    def __init__(
        self,
        library: Library,
        strictness: Strictness = Strictness.BALANCED,
        scorer: Scorer | None = None,
    ) -> None:
        self._library = library
        self._strictness = strictness
        self._scorer = scorer or BySignals()

    def warm_up(self) -> None:
        """Load the models now rather than with the first question. Raises DatelineError where one
        cannot be loaded."""
        self._library.warm_up()
        self._scorer.warm_up()

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """The answer to a question. Raises DatelineError for an empty or over-long one."""
        answer = list(self.stream(question, filters))[-1]
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str, filters: Filters | None = None) -> Iterator[Event]:
        """The answer as it comes: the hits, then each sentence, then the whole Answer."""
        watch = Stopwatch()
        question = checked_query(question)
        hits = tuple(self._library.search(question, HITS, filters, watch))
        yield HitsFound(hits)

        with watch.stage("choose"):
            asked = Question.of(
                question, self._library.terms(question), self._library.passage_count
            )
            reading = Reading.of(asked, hits, self._library.stems)
            found = candidates(reading)
        with watch.stage("score"):
            outputs = self._scorer.score(question, found).tolist()
            found = rescored(found, outputs, sentence_weights(self._scorer.basis))
        with watch.stage("weigh"):
            evidence, missing = weigh(reading, found)
            model = coefficients(self._scorer.basis)
            threshold = model.thresholds[self._strictness]
            confidence = round(probability(evidence, model), 4) if found else 0.0
        sentences: tuple[AnswerSentence, ...] = ()
        citations: tuple[Citation, ...] = ()
        if confidence >= threshold:
            with watch.stage("verify"):
                sentences, citations = self._verified(*quoted(choose(found)))
            for sentence in sentences:
                yield SentenceFound(sentence, tuple(citations[n - 1] for n in sentence.citations))
        yield Answer(
            question=question,
            status=Status.ANSWERED if sentences else Status.NO_EVIDENCE,
            # Evidence that does not stand in its article is none.
            confidence=confidence if sentences or confidence < threshold else 0.0,
            sentences=sentences,
            citations=citations,
            hits=hits,
            missing=() if sentences else missing,
            timings_ms=watch.timings_ms(),
        )

    def _verified(
        self, sentences: list[AnswerSentence], citations: list[Citation]
    ) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
        """What of the quotes stands in the articles as the catalog has them now."""
        articles: dict[str, Article] = {}
        for article_id in {citation.article_id for citation in citations}:
            try:
                articles[article_id] = self._library.get(article_id)
            except DatelineError:
                # Removed since the search: its quotes fail and are not shown.
                continue
        return verified(sentences, citations, articles)
