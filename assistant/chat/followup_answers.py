"""Answers a resolved question as a stream of events.

Most questions go to the assistant. A question about an earlier quotation ("who said that?") is
answered verbatim from that article if the sentences around the quotation answer it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.verification import verify_quotes
from assistant.chat.context_lookup import find_supporting_sentences
from assistant.chat.resolved_question import QuoteReference, ResolvedQuestion
from assistant.core.answer import Answer, AnswerSentence, Citation, Status
from assistant.news.date_note import add_date_note
from assistant.news.event_time import add_event_times
from assistant.news.way_judge import HITS
from assistant.pipeline import Assistant, Event, HitsReady, SentenceReady
from index.core.article import Article, Filters, Hit, Span
from index.core.errors import DatelineError
from index.core.periods import Period
from index.language.en.answer_type import AnswerType
from index.language.en.dates.question_time import QuestionTime
from index.library import Library
from index.search.query import MAX_QUERY_CHARACTERS

_DAY = len("2025-03-17")


def stream_answer(
    question: ResolvedQuestion, assistant: Assistant, library: Library
) -> Iterator[Event]:
    """Stream the answer in the events of `Assistant.stream`, with the same errors."""
    # Around a quotation stand the words of others.
    is_anybody = not question.filters.speaker_name
    answer = _answer_from_article(question, library) if question.about and is_anybody else None
    if answer is None:
        filters, time = question.filters, find_time(question)
        if question.phrase:
            # The dates are the period of the question, and limit no search.
            filters = replace(filters, after=None, before=None)
        yield from assistant.stream(question.question, filters, time)
        return
    yield HitsReady(answer.hits)
    for sentence in answer.sentences:
        yield SentenceReady(sentence, tuple(answer.citations[n - 1] for n in sentence.citations))
    yield answer


def find_time(question: ResolvedQuestion) -> QuestionTime | None:
    """The time of a resolved question, None if its own words tell."""
    if question.phrase:
        period = Period(question.filters.after, question.filters.before)
        return QuestionTime.with_period(question.question, period, question.phrase)
    return None if question.reads_dates else QuestionTime.ignore(question.question)


def _answer_from_article(question: ResolvedQuestion, library: Library) -> Answer | None:
    """Answer from the sentences around the quotation; None if they do not answer."""
    about = question.about
    assert about is not None
    quote = about.citation
    try:
        article = library.get(quote.article_id)
    except DatelineError:
        return None  # the article was removed; another may answer
    if not quote.quote or article.text[quote.start : quote.end] != quote.quote:
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
    answer = _build_answer(question, about, sentences, citations, hits)
    return add_date_note(answer) if about.wanted is AnswerType.TIME else answer


def _find_hits(article: Article, quote: Citation, library: Library) -> tuple[Hit, ...]:
    """Find the article's passages nearest to the quotation, first by its outlet and day."""
    # A date in another time zone or a malformed one may differ by a day: then search without dates.
    day = (article.published or "")[:_DAY] or None
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
    about: QuoteReference,
    sentences: tuple[AnswerSentence, ...],
    citations: tuple[Citation, ...],
    hits: tuple[Hit, ...],
) -> Answer:
    return Answer(
        question=question.question,
        status=Status.ANSWERED,
        # The confidence of the answer that contained the quotation.
        confidence=about.confidence,
        sentences=sentences,
        citations=citations,
        hits=hits,
    )
