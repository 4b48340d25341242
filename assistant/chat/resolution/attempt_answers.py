"""Asks a follow-up in its several ways, and keeps the first answer that speaks of what was asked.

A way that is near is asked of the articles just quoted, found by their outlet and day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.chat.resolved_question import Attempt, ResolvedQuestion
from assistant.core.answer import Answer, Citation, Status
from assistant.pipeline import Assistant
from index.core.article import Filters
from index.core.periods import Period
from index.language.en.dates.question_time import QuestionTime
from index.language.en.names.country_aliases import expand_aliases
from index.language.en.names.name_variants import find_acronyms, is_mentioned
from index.language.en.query_terms import content_words
from index.library import Library

DAY = len("2025-03-17")


def answer_by_attempts(
    question: ResolvedQuestion, assistant: Assistant, library: Library
) -> Answer:
    """The first answer that one of the ways gets, else the refusal of the whole archive."""
    refusal: Answer | None = None
    for way in question.attempts.ways:
        for filters in _list_filters(way, question):
            answer = _ask(way, filters, question, assistant)
            if answer.status is Status.ANSWERED and not _speaks_of_focus(answer, question, library):
                answer = _refuse(answer, question.attempts.focus)
            if answer.status is Status.ANSWERED:
                return replace(answer, question=question.question)
            if refusal is None or (way.question == question.question and not way.is_near):
                refusal = answer
    assert refusal is not None
    return replace(refusal, question=question.question)


def find_time(question: ResolvedQuestion, wording: str = "") -> QuestionTime | None:
    """The time of a resolved question or another wording, None if its own words tell."""
    words = wording or question.question
    if question.phrase:
        period = Period(question.filters.after, question.filters.before)
        return QuestionTime.with_period(words, period, question.phrase)
    return None if question.reads_dates else QuestionTime.ignore(words)


def find_filters(question: ResolvedQuestion) -> Filters:
    """The filters of a resolved question for the whole archive."""
    if not question.phrase:
        return question.filters
    # The dates are the period of the question, and limit no search.
    return replace(question.filters, after=None, before=None)


def narrow_to_article(filters: Filters, citation: Citation) -> Filters:
    """The filters that admit the article of a citation, and hardly any other."""
    day = (citation.published or "")[:DAY] or None
    sources = (citation.source,) if citation.source else filters.sources
    return replace(filters, after=day, before=day, sources=sources)


def _list_filters(way: Attempt, question: ResolvedQuestion) -> Iterator[Filters]:
    if not way.is_near:
        yield find_filters(question)
        return
    for citation in question.attempts.articles:
        yield narrow_to_article(question.filters, citation)


def _ask(
    way: Attempt, filters: Filters, question: ResolvedQuestion, assistant: Assistant
) -> Answer:
    # The day of an article that is known needs no period.
    time = QuestionTime.ignore(way.question) if way.is_near else find_time(question, way.question)
    return assistant.ask(way.question, filters, time, question.attempts.without)


def _speaks_of_focus(answer: Answer, question: ResolvedQuestion, library: Library) -> bool:
    """Does a passage or a title that the answer quotes mention what was asked about?"""
    words = content_words(question.attempts.focus)
    cited = {citation.passage_id for citation in answer.citations}
    texts = [f"{hit.title} {hit.passage.text}" for hit in answer.hits if hit.passage.id in cited]
    stems = expand_aliases(" ".join(texts), library.stems) | find_acronyms(" ".join(texts))
    return all(is_mentioned(word.text, stems, library.stems) for word in words)


def _refuse(answer: Answer, focus: str) -> Answer:
    return replace(
        answer,
        status=Status.NO_EVIDENCE,
        sentences=(),
        citations=(),
        independence=None,
        difference=None,
        note="",
        reason=f"nothing was found that tells this of “{focus}”",
    )
