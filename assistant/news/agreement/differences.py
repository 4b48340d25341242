"""Puts reports side by side that give different figures, days or names for the same, or of which
one denies what the other says. Pure.

Only sentences that answer as the quoted ones do are compared, and only values that cannot both be
right: "at least 12" and "15" agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence, StatedValue
from assistant.answering.question_context import QuestionContext
from assistant.answering.quoting import Groups
from assistant.core.agreement import Difference, DifferenceKind, DifferentValue
from assistant.core.answer import Citation
from assistant.news.agreement.stated_claims import StatedStance, read_stance
from assistant.news.agreement.stated_values import Range, read_value
from index.core.periods import parse_day
from index.language.en.asking.answer_type import AnswerType

Stated = tuple[StatedValue, SentenceCandidate]
_Read = Callable[[QuestionContext, SentenceCandidate], StatedValue | None]

# Reports that are further apart speak of different events.
_MAX_DAYS = 60
# Who won and who bought it is reported at once; the next race has another winner.
_MAX_DAYS_OF_NAMES = 21
# At most so many reports that differ are quoted beside an answer.
_MAX_OTHERS = 2
# How much less likely than the first, in log-odds, another report may be. The rules below decide
# whether it answers the same question.
_MARGIN = 2.5
# The share of the question's words, weighed by rarity, that another report may lack at most.
_LACK = 0.1
# Two sentences about the day of one event share so much of their words (Jaccard index).
_SAME_EVENT = 0.4


def add_different_reports(
    evidence: Evidence, groups: Groups
) -> tuple[Groups, tuple[StatedValue, ...]]:
    """Add the sentences that give another value than the first quotation, or that deny what a
    quotation says. Returns the values, too; none if no report differs."""
    quoted = [group[0] for group in groups]
    for read, leads in ((read_value, quoted[:1]), (read_stance, quoted)):
        stated = _find_different(evidence, leads, read)
        if len(stated) > 1:
            places = {candidate.place for candidate in quoted}
            extra = [[candidate] for _, candidate in stated if candidate.place not in places]
            return [*groups, *extra], tuple(value for value, _ in stated)
    return groups, ()


def _find_different(
    evidence: Evidence, leads: Sequence[SentenceCandidate], read: _Read
) -> list[Stated]:
    """The first of the leading sentences that gives a value, and those that give another one."""
    values = ((read(evidence.context, lead), lead) for lead in leads)
    first = next(((value, lead) for value, lead in values if value is not None), None)
    if first is None:
        return []
    stated, leading = [first], first[1]
    seen = {_name_story(leading)}
    for candidate in evidence.candidates:
        if candidate.score < leading.score - _MARGIN or len(stated) > _MAX_OTHERS:
            break
        if _name_story(candidate) in seen or not _is_same_event(evidence, first, candidate):
            continue
        other = read(evidence.context, candidate)
        if other is None or not all(is_different(each, (other, candidate)) for each in stated):
            continue
        stated.append((other, candidate))
        seen.add(_name_story(candidate))
    return stated


def find_difference(
    values: Sequence[StatedValue], citations: Sequence[Citation]
) -> Difference | None:
    """How the quoted reports differ, oldest first; None if fewer than two of them are quoted."""
    cited = [
        (citation, value)
        for value in values
        for citation in citations
        if citation.article_id == value.article_id and citation.start <= value.start < citation.end
    ]
    if len({citation.article_id for citation, _ in cited}) < 2:
        return None
    cited.sort(key=lambda pair: (pair[0].published or "", pair[0].number))
    stated = tuple(DifferentValue(value.text, citation.number) for citation, value in cited)
    kind = _find_kind(cited)
    by = next((value.denied_by for _, value in cited if value.denied_by), "")
    return Difference(kind, stated, by if kind is DifferenceKind.DENIAL else "")


def _find_kind(cited: Sequence[tuple[Citation, StatedValue]]) -> DifferenceKind:
    """What the difference is, between reports in order of their dates."""
    citations = [citation for citation, _ in cited]
    days = [parse_day(citation.published) for citation in citations]
    known = [day for day in days if day is not None]
    is_dated = len(known) == len(days)
    last = citations[-1]
    is_one_outlet = len({one.source for one in citations}) == 1
    if is_dated and is_one_outlet and last.terms.correction:
        return DifferenceKind.CORRECTION
    if any(value.denied_by for _, value in cited):
        return DifferenceKind.DENIAL
    # What did not happen may happen since; a later report that it did not undoes nothing.
    newest = cited[-1][1].meaning
    if not is_dated or (isinstance(newest, StatedStance) and newest.is_denial):
        return DifferenceKind.DISPUTE
    is_later = any((after - before).days > 1 for before, after in pairwise(known))
    is_later = is_later or (is_one_outlet and bool(last.source) and known[0] != known[-1])
    return DifferenceKind.LATER if is_later else DifferenceKind.DISPUTE


def is_different(one: Stated, other: Stated) -> bool:
    """Do two reports differ: can they not both be right, or has "at least 4" become more since?"""
    if not one[0].meaning.agrees_with(other[0].meaning):
        return True
    days = [parse_day(candidate.hit.published) for _, candidate in (one, other)]
    if None in days or days[0] == days[1]:
        return False
    older, newer = sorted((one, other), key=lambda each: each[1].hit.published or "")
    before, since = older[0].meaning, newer[0].meaning
    if not isinstance(before, Range) or not isinstance(since, Range):
        return False
    return before.high == math.inf and since.low > before.low


def _name_story(candidate: SentenceCandidate) -> str:
    return candidate.hit.story_id or candidate.hit.passage.article_id


def _is_same_event(evidence: Evidence, one: Stated, other: SentenceCandidate) -> bool:
    """Do both sentences answer for the same event, as far as words and dates tell?"""
    meaning, leading = one[0].meaning, one[1]
    most = _MAX_DAYS if isinstance(meaning, Range) else _MAX_DAYS_OF_NAMES
    if other.features.context < leading.features.context - _LACK:
        return False
    first, second = parse_day(leading.hit.published), parse_day(other.hit.published)
    if first is not None and second is not None and abs((first - second).days) > most:
        return False
    if not isinstance(meaning, Range) or evidence.context.answer_type is not AnswerType.TIME:
        return True
    union = leading.stems | other.stems
    return len(leading.stems & other.stems) >= _SAME_EVENT * len(union)
