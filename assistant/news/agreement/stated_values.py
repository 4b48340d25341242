"""The value that a sentence states in answer to a question: a figure, a day, or a name. Pure.

A figure answers "how many soldiers were killed?" only beside a word of the question or a synonym:
"12 soldiers", "killed 12". A sentence with two such figures states neither for certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Meaning, StatedValue
from assistant.answering.question_context import QuestionContext
from assistant.news.agreement.stated_claims import has_words, read_name, state_value
from index.core.article import Span
from index.core.periods import parse_day
from index.language.en.asking.answer_type import AnswerType
from index.language.en.dates.sentence_times import find_spoken_times
from index.language.en.figures import Figure, find_figures
from index.language.en.query_terms import content_words

# Words before and behind a figure that can say what it counts.
_WORDS_BEFORE, _WORDS_AFTER = 2, 3
_NEAR = 60
_ASKS_FOR_SHARE = re.compile(r"%|\bper ?cent|\bpercentage|\bshare\b|\bproportion", re.IGNORECASE)
_ASKS_FOR_MONEY = re.compile(
    r"\bhow much\b|\b(?:price|cost|budget|salary|fine|amount)\b", re.IGNORECASE
)
_MEASURE = re.compile(
    r"percent\w*|per|cent|share|proportion|price|cost|costs|budget|salary|fine|amount|money|many|much",
    re.IGNORECASE,
)
# A month or a year is too wide to contradict a day.
_MAX_DAYS = 7


@dataclass(frozen=True, slots=True)
class Range:
    """The values that words leave open, of numbers, or of days as proleptic ordinals."""

    low: float
    high: float

    def agrees_with(self, other: Meaning) -> bool:
        """Do the ranges overlap?"""
        if not isinstance(other, Range):
            return True
        return self.low <= other.high and other.low <= self.high


def read_value(context: QuestionContext, candidate: SentenceCandidate) -> StatedValue | None:
    """Read the value that a sentence gives as an answer; None if it gives none, or several."""
    if context.answer_type is AnswerType.NUMBER:
        value = _read_range(candidate, list(_read_figures(context, candidate)))
    elif context.answer_type is AnswerType.TIME:
        value = _read_range(candidate, list(_read_days(candidate)))
    else:
        value = read_name(context, candidate)
    return value


def _read_range(
    candidate: SentenceCandidate, values: Sequence[tuple[Span, float, float]]
) -> StatedValue | None:
    if not values or any(values[0][1:] != other[1:] for other in values[1:]):
        return None
    span, low, high = values[0]
    return state_value(candidate, span, Range(low, high))


def _read_figures(
    context: QuestionContext, candidate: SentenceCandidate
) -> Iterator[tuple[Span, float, float]]:
    sentence, unit = candidate.text, _find_unit(context.question.text)
    # Any sum is a sum of money: only the words tell what it is for.
    if unit and not has_words(context, candidate, _list_matter(context)):
        return
    wanted = _collect_wanted(context)
    for figure in find_figures(sentence):
        is_counted = unit != "" or _is_beside(wanted, context, sentence, figure)
        if figure.unit == unit and is_counted:
            yield figure.span, figure.low, figure.high


def _find_unit(question: str) -> str:
    if _ASKS_FOR_SHARE.search(question):
        return "percent"
    return "money" if _ASKS_FOR_MONEY.search(question) else ""


def _list_matter(context: QuestionContext) -> list[str]:
    """The words that say what a sum or a share is of: all but "price" and "percentage"."""
    words = [word.text for word in content_words(context.question.text)]
    return [word for word in words if not _MEASURE.fullmatch(word)]


def _collect_wanted(context: QuestionContext) -> frozenset[str]:
    """The stems of what is counted, and of what became of it, with their synonyms."""
    own = {term.stem for term in context.question.terms if not term.is_name}
    return frozenset(own.union(*(context.synonyms.get(stem, ()) for stem in own)))


def _is_beside(
    wanted: frozenset[str], context: QuestionContext, sentence: str, figure: Figure
) -> bool:
    before = sentence[max(0, figure.span.start - _NEAR) : figure.span.start]
    after = sentence[figure.span.end : figure.span.end + _NEAR]
    near = [*before.split()[-_WORDS_BEFORE:], *after.split()[:_WORDS_AFTER]]
    return not wanted.isdisjoint(context.stems(" ".join(near)))


def _read_days(candidate: SentenceCandidate) -> Iterator[tuple[Span, float, float]]:
    for time in find_spoken_times(candidate.text, parse_day(candidate.hit.published)):
        if time.is_of_speech or time.is_aside or None in (time.period.after, time.period.before):
            continue
        first, last = time.period.first_day.toordinal(), time.period.last_day.toordinal()
        if last - first < _MAX_DAYS:
            yield time.span, float(first), float(last)
