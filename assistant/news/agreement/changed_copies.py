"""Finds copies of one story in which the value that answers was changed: a figure, a name, a day.

Search shows one copy of a story, so the others are looked up. Only the sentence that stands where
the quoted one does is compared, and only if all but the value is much the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rapidfuzz import fuzz

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence, StatedValue
from assistant.answering.quoting import Groups
from assistant.news.agreement.differences import is_different
from assistant.news.agreement.stated_claims import read_stance
from assistant.news.agreement.stated_values import read_value
from index.core.article import Filters, Hit, source_key
from index.core.dates import earliest
from index.core.errors import DatelineError
from index.language.en.sentence_form import get_sentence
from index.library import Library

# Of a story that hundreds print, so many copies are compared.
_MOST_COPIES = 20
_MOST_SHOWN = 2
# The least likeness of the place of a sentence in a copy, of 100, and of the words of both.
_ALIKE, _SHARED = 75.0, 0.6


def add_changed_copies(
    library: Library, filters: Filters, evidence: Evidence, groups: Groups
) -> tuple[tuple[Hit, ...], Groups, tuple[StatedValue, ...]]:
    """Add the sentences of copies that give another value than the first quotation. Returns the
    hits with their passages, the groups and the values; no values if no copy differs."""
    if not groups:
        return evidence.hits, groups, ()
    leading, context = groups[0][0], evidence.context
    for read in (read_value, read_stance):
        if (value := read(context, leading)) is None:
            continue
        stated = [(value, leading)]
        for copy in _find_counterparts(library, filters, evidence, leading):
            other = read(context, copy)
            # "Today" in a copy of the next day is the same day.
            if other is None or any(other.text == known.text for known, _ in stated):
                continue
            if all(is_different(each, (other, copy)) for each in stated):
                stated.append((other, copy))
            if len(stated) > _MOST_SHOWN:
                break
        if len(stated) > 1:
            return _add(evidence, groups, stated)
    return evidence.hits, groups, ()


def _add(
    evidence: Evidence, groups: Groups, stated: list[tuple[StatedValue, SentenceCandidate]]
) -> tuple[tuple[Hit, ...], Groups, tuple[StatedValue, ...]]:
    known = {hit.passage.id for hit in evidence.hits}
    quoted = {candidate.place for group in groups for candidate in group}
    further = tuple(one.hit for _, one in stated if one.hit.passage.id not in known)
    extra = [[one] for _, one in stated if one.place not in quoted]
    values = tuple(value for value, _ in stated)
    return (*evidence.hits, *further), [*groups, *extra], values


def _find_counterparts(
    library: Library, filters: Filters, evidence: Evidence, leading: SentenceCandidate
) -> Iterator[SentenceCandidate]:
    """The sentences of copies that stand where a sentence stands."""
    if not leading.hit.story_id or not _can_compare(filters):
        return
    for article_id, _ in library.copies(leading.hit.passage.article_id)[:_MOST_COPIES]:
        try:
            text = library.get(article_id).text
        except DatelineError:
            continue  # it was removed since
        found = fuzz.partial_ratio_alignment(leading.text, text, score_cutoff=_ALIKE)
        if found is None:
            continue
        middle = (found.dest_start + found.dest_end) // 2
        for hit in library.hits_at([(article_id, middle)]):
            counterpart = _choose_sentence(evidence, leading, hit, middle)
            if counterpart is not None and _admits(filters, hit):
                yield counterpart


def _choose_sentence(
    evidence: Evidence, leading: SentenceCandidate, hit: Hit, place: int
) -> SentenceCandidate | None:
    """The sentence of a hit at a place, if it has most words of the leading one."""
    for number, sentence in enumerate(hit.sentences):
        if sentence.start <= place < sentence.end:
            stems = frozenset(evidence.context.stems(get_sentence(hit, number)))
            if len(stems & leading.stems) < _SHARED * len(stems | leading.stems):
                return None
            return replace(leading, hit=hit, number=number, stems=stems, statement_stems=stems)
    return None


def _can_compare(filters: Filters) -> bool:
    """Do the filters ask for nothing but dates and outlets?"""
    plain = Filters(filters.after, filters.before, filters.sources, filters.as_of)
    return filters == plain


def _admits(filters: Filters, hit: Hit) -> bool:
    """Does an article pass filters on dates and outlets? An undated one passes no date filter."""
    if filters.sources and source_key(hit.source) not in filters.source_keys:
        return False
    first, last = filters.first_second, filters.last_second
    if first is None and last is None:
        return True
    if hit.published is None:
        return False
    second = earliest(hit.published)
    return (first is None or second >= first) and (last is None or second <= last)
