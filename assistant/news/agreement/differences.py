"""Puts reports side by side that give different figures or days for the same. Pure.

Only sentences that answer as the quoted ones do are compared, and only values that cannot both be
right: "at least 12" and "15" agree. Names and negations are not compared.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence, StatedValue
from assistant.answering.quoting import Groups
from assistant.core.answer import Citation, Difference, DifferenceKind, DifferentValue
from assistant.news.agreement.stated_values import read_value
from index.core.periods import parse_day
from index.language.en.asking.answer_type import AnswerType

_Stated = tuple[StatedValue, SentenceCandidate]

# Reports that are further apart speak of different events.
_MAX_DAYS = 60
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
    """Add the sentences that give another value than the first quotation. Returns the values, too;
    none if no report differs."""
    if not groups or (value := read_value(evidence.context, groups[0][0])) is None:
        return groups, ()
    leading = groups[0][0]
    quoted = {group[0].place for group in groups}
    stated, seen = [(value, leading)], {_name_story(leading)}
    extra: list[list[SentenceCandidate]] = []
    for candidate in evidence.candidates:
        if candidate.score < leading.score - _MARGIN or len(extra) == _MAX_OTHERS:
            break
        if _name_story(candidate) in seen or not _is_same_event(evidence, leading, candidate):
            continue
        other = read_value(evidence.context, candidate)
        if other is None or not all(_differ(each, (other, candidate)) for each in stated):
            continue
        stated.append((other, candidate))
        seen.add(_name_story(candidate))
        if candidate.place not in quoted:
            extra.append([candidate])
    values = tuple(value for value, _ in stated)
    return ([*groups, *extra], values) if len(values) > 1 else (groups, ())


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
    return Difference(_find_kind([citation for citation, _ in cited]), stated)


def _find_kind(citations: Sequence[Citation]) -> DifferenceKind:
    """What the difference is, between reports in order of their dates."""
    days = [parse_day(citation.published) for citation in citations]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return DifferenceKind.DISPUTE
    last = citations[-1]
    if last.terms.correction and all(one.source == last.source for one in citations):
        return DifferenceKind.CORRECTION
    is_later = any((after - before).days > 1 for before, after in pairwise(known))
    is_one_outlet = bool(last.source) and len({one.source for one in citations}) == 1
    is_later = is_later or (is_one_outlet and known[0] != known[-1])
    return DifferenceKind.LATER if is_later else DifferenceKind.DISPUTE


def _differ(one: _Stated, other: _Stated) -> bool:
    """Do two reports differ: can they not both be right, or has "at least 4" become more since?"""
    if not one[0].agrees_with(other[0]):
        return True
    days = [parse_day(candidate.hit.published) for _, candidate in (one, other)]
    if None in days or days[0] == days[1]:
        return False
    older, newer = sorted((one, other), key=lambda each: each[1].hit.published or "")
    return older[0].high == math.inf and newer[0].low > older[0].low


def _name_story(candidate: SentenceCandidate) -> str:
    return candidate.hit.story_id or candidate.hit.passage.article_id


def _is_same_event(evidence: Evidence, one: SentenceCandidate, other: SentenceCandidate) -> bool:
    """Do both sentences answer for the same event, as far as words and dates tell?"""
    if other.features.context < one.features.context - _LACK:
        return False
    first, second = parse_day(one.hit.published), parse_day(other.hit.published)
    if first is not None and second is not None and abs((first - second).days) > _MAX_DAYS:
        return False
    if evidence.context.answer_type is not AnswerType.TIME:
        return True
    union = one.stems | other.stems
    return len(one.stems & other.stems) >= _SAME_EVENT * len(union)
