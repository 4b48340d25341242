"""Answers a resolved question as a stream of events.

Most questions go to the assistant. A question about an earlier quotation ("who said that?") is
answered verbatim from that article if the sentences around the quotation answer it, and "tell me
more" with those behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.verification import verify_quotes
from assistant.chat.resolution.attempt_answers import (
    DAY,
    answer_by_attempts,
    find_filters,
    find_time,
)
from assistant.chat.resolution.context_lookup import find_supporting_sentences
from assistant.chat.resolved_question import QuoteReference, ResolvedQuestion
from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from assistant.news.time.date_note import add_date_note
from assistant.news.time.event_time import add_event_times
from assistant.news.weighing import HITS
from assistant.pipeline import Assistant, Event, HitsReady, SentenceReady
from index.core.article import Article, Filters, Hit, Span
from index.core.errors import DatelineError
from index.language.en.asking.answer_type import AnswerType
from index.language.en.sentence_form import can_be_quoted
from index.library import Library
from index.search.query import MAX_QUERY_CHARACTERS

# "Tell me more" gets so many sentences; that they stand there is certain.
_NEXT_SENTENCES = 3
_CERTAIN = 1.0


def stream_answer(
    question: ResolvedQuestion, assistant: Assistant, library: Library
) -> Iterator[Event]:
    """Stream the answer in the events of `Assistant.stream`, with the same errors."""
    # Around a quotation stand the words of others.
    is_anybody = not question.filters.speaker_name
    answer: Answer | None = None
    if is_anybody and question.about is not None:
        answer = _answer_from_article(question, question.about, library)
    elif is_anybody and question.attempts.rest is not None:
        answer = _continue_article(question, question.attempts.rest, library)
    if answer is None and not question.attempts.ways:
        yield from assistant.stream(question.question, find_filters(question), find_time(question))
        return
    answer = answer or answer_by_attempts(question, assistant, library)
    yield HitsReady(answer.hits, answer.period)
    for sentence in answer.sentences:
        yield SentenceReady(sentence, tuple(answer.citations[n - 1] for n in sentence.citations))
    yield answer


def _continue_article(
    question: ResolvedQuestion, quote: Citation, library: Library
) -> Answer | None:
    """The next sentences of the article behind a quotation; None if there are none."""
    article = _get_article(quote, library)
    if article is None:
        return None
    hits = _find_hits(article, quote, library)
    spans = sorted({span for hit in hits for span in hit.passage.sentences})
    given = question.attempts.without
    behind = [
        span
        for span in spans
        if span.start >= quote.end
        and (article.id, span.start) not in given
        and can_be_quoted(article.text[span.start : span.end])
    ]
    sentences, citations = verify_quotes(
        *_quote_spans(behind[:_NEXT_SENTENCES], article, hits), {article.id: article}
    )
    if not sentences:
        return None
    return _build_answer(question, _CERTAIN, sentences, citations, hits)


def _get_article(quote: Citation, library: Library) -> Article | None:
    """The article of a quotation, None if it is gone or says something else now."""
    try:
        article = library.get(quote.article_id)
    except DatelineError:
        return None  # the article was removed; another may answer
    is_same = bool(quote.quote) and article.text[quote.start : quote.end] == quote.quote
    return article if is_same else None


def _answer_from_article(
    question: ResolvedQuestion, about: QuoteReference, library: Library
) -> Answer | None:
    """Answer from the sentences around the quotation; None if they do not answer."""
    quote = about.citation
    article = _get_article(quote, library)
    if article is None:
        return None
    hits = _find_hits(article, quote, library)
    spans = sorted({span for hit in hits for span in hit.passage.sentences})
    place = Span(quote.start, quote.end)
    supporting = find_supporting_sentences(article.text, spans, place, about.wanted)
    if about.wanted is AnswerType.TIME and not supporting:
        # Nothing states a time, so the article's date must do.
        supporting = [span for span in spans if span.start < place.end and place.start < span.end]
    sentences, citations = verify_quotes(
        *_quote_spans(supporting, article, hits), {article.id: article}
    )
    if not sentences:
        return None
    citations = add_event_times(citations, question.standing)
    # The confidence of the answer that contained the quotation.
    answer = _build_answer(question, about.confidence, sentences, citations, hits)
    return add_date_note(answer) if about.wanted is AnswerType.TIME else answer


def _find_hits(article: Article, quote: Citation, library: Library) -> tuple[Hit, ...]:
    """Find the article's passages nearest to the quotation, first by its outlet and day."""
    # A date in another time zone or a malformed one may differ by a day: then search without dates.
    day = (article.published or "")[:DAY] or None
    outlet = (article.source,) if article.source else ()
    for filters in (Filters(day, day, outlet), Filters()):
        candidates = library.search(quote.quote[:MAX_QUERY_CHARACTERS], HITS, filters)
        hits = tuple(hit for hit in candidates if hit.passage.article_id == article.id)
        if any(hit.passage.start <= quote.start < hit.passage.end for hit in hits):
            return hits
    return ()


def _quote_spans(
    spans: Sequence[Span], article: Article, hits: Sequence[Hit]
) -> tuple[list[AnswerSentence], list[Citation]]:
    """Quote sentences of an article, each with its citation."""
    citations: list[Citation] = []
    for span in spans:
        hit = next(hit for hit in hits if span in hit.passage.sentences)
        quote = article.text[span.start : span.end]
        citations.append(Citation.of(len(citations) + 1, hit, span, quote))
    return [AnswerSentence(one.quote, (one.number,)) for one in citations], citations


def _build_answer(
    question: ResolvedQuestion,
    confidence: float,
    sentences: tuple[AnswerSentence, ...],
    citations: tuple[Citation, ...],
    hits: tuple[Hit, ...],
) -> Answer:
    return Answer(
        question=question.question,
        status=Status.ANSWERED,
        confidence=confidence,
        sentences=sentences,
        citations=citations,
        hits=hits,
    )
