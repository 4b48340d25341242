"""Answers from attributions: only the speaker's words count, and requests for statements get them.

Nothing changes for questions that ask for nobody's words, and in archives that were not read for
who says what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Decision, Evidence, Outcome, leave_out, select_hits
from assistant.answering.evidence_finder import EvidenceFinder
from assistant.answering.rates import add_rates
from assistant.answering.sentence_choice import choose_by_basis
from assistant.core.answer import Order
from assistant.news.plan import Plan, Way
from assistant.news.speech.speaker_filter import explain_unknown_speaker
from assistant.news.speech.statements import Statement, StatementQuery, find_statements
from assistant.news.speech.voice import (
    Place,
    Voice,
    choose_spoken_hits,
    filter_voice,
    find_voice,
    rate_speech,
)
from assistant.news.speech.who_said import find_author, rate_authors
from assistant.news.time.date_list import MAX_ENTRIES
from index.core.article import Hit, Span
from index.core.attribution import Attribution
from index.language.en.attribution import has_unnamed_speaker
from index.language.en.sentence_form import begins_with_person
from index.language.en.speech.author_questions import AuthorQuestion
from index.library import Library

# Of a question for anything that somebody said, so many statements answer.
_FEW = 5
# Sentences of one statement that are quoted.
_SENTENCES = 2
# Of quotations with a speaker, so many have the right one (F1 on the development part of PolNeAR).
_CONFIDENCE = 0.92


class SpokenEvidence:
    """Finds and judges what somebody says. Safe to use from several threads."""

    def __init__(self, library: Library, finder: EvidenceFinder) -> None:
        self._library = library
        self._finder = finder

    def add_voice(self, plan: Plan) -> Plan:
        """Add whose words the question or its filters ask for: nobody's if nobody of this archive
        is named. With a filter on somebody unknown there the voice has a fault."""
        question, request = plan.time.rest, plan.ways[0].list_request
        voice: Voice | None
        if speaker := plan.within.speaker_name:
            voice = filter_voice(question, request, speaker, self._library.find_speakers(speaker))
            unknown = explain_unknown_speaker(speaker, voice.speakers, self._library)
            voice = replace(voice, fault=unknown or voice.fault)
        else:
            voice = find_voice(question, request, self._library.speakers())
        return replace(plan, voice=voice)

    def choose_hits(self, voice: Voice, hits: Sequence[Hit]) -> list[Hit]:
        """The hits in which the speaker says something."""
        return choose_spoken_hits(hits, self._read_attributions(hits), voice)

    def judge(self, voice: Voice, evidence: Evidence) -> Evidence:
        """Keep what the speaker says; what nobody is known to say counts less, or if a filter names
        the speaker, not at all."""
        by_article = self._read_attributions(evidence.hits)
        rates = rate_speech(evidence.hits, by_article, voice)
        own = {place for place, rate in rates.items() if rate > 0.0}
        candidates = tuple(add_rates(evidence.candidates, rates))
        if voice.is_shared or not voice.is_asked:
            return replace(evidence, candidates=candidates)
        is_spoken = any(each.place in own for each in candidates[:1])
        return replace(evidence, candidates=candidates, is_spoken=is_spoken)

    def choose_exact_hits(self, asked: AuthorQuestion, hits: Sequence[Hit]) -> list[Hit]:
        """The hits in which somebody who is named says the quoted words of the question."""
        exact = rate_authors(hits, self._read_attributions(hits), asked).exact
        return [hit for hit in hits if not exact.isdisjoint(_list_places(hit))]

    def choose_author(self, asked: AuthorQuestion, evidence: Evidence, most: int) -> Outcome:
        """The sentences in which somebody who is named says these words, direct speech first, with
        the one that names the speaker."""
        by_article = self._read_attributions(evidence.hits)
        found = rate_authors(evidence.hits, by_article, asked)
        candidates = tuple(add_rates(evidence.candidates, found.rates))
        exact = [each for each in candidates if each.place in found.exact]
        if exact:
            candidates = (*exact, *(each for each in candidates if each not in exact))
        evidence = replace(evidence, candidates=candidates)
        decision = self._finder.decide(evidence)
        if exact:
            decision = self._finder.accept(decision)
        groups = [[each] for each in exact[:1]] or choose_by_basis(candidates, self._finder.basis)
        shown = _add_names(groups, candidates, by_article)
        return Outcome(select_hits(evidence.hits, shown, most), decision, shown)

    def list_statements(self, plan: Plan, way: Way, hits: tuple[Hit, ...]) -> Outcome | None:
        """What the speaker says, one entry a statement; None if that is nothing. If a filter names
        the speaker, nothing else can be listed, and the `hits` are the closest passages."""
        assert plan.voice is not None
        voice, question = plan.voice, plan.question
        query = StatementQuery(voice.name, voice.topic, way.filters, limit=200, is_exact=True)
        found = [
            each
            for each in find_statements(self._library, query).statements
            if not any(
                article_id == each.article.id and each.quote.start <= start < each.quote.end
                for article_id, start in plan.without
            )
        ]
        chosen = _choose(found, MAX_ENTRIES if voice.wants_list else _FEW)
        if way.order is Order.NEWEST:
            chosen.reverse()
        own_hits = self._library.hits_at([(each.article.id, each.quote.start) for each in chosen])
        evidence = self._finder.rank(question, own_hits)
        if voice.is_filter:
            evidence = self.judge(voice, evidence)
        groups = [
            [candidate]
            for statement in chosen
            for candidate in _find_sentences(evidence.candidates, statement)
        ]
        if not groups:
            refusal = Outcome(hits, Decision(0.0, is_answerable=False), ())
            return refusal if voice.is_filter else None
        decision = Decision(_CONFIDENCE, is_answerable=True)
        shown = add_context(groups, leave_out(evidence, plan.without).candidates)
        return Outcome(tuple(own_hits), decision, shown, way.order)

    def _read_attributions(self, hits: Sequence[Hit]) -> dict[str, list[Attribution]]:
        ids = list(dict.fromkeys(hit.passage.article_id for hit in hits))
        return self._library.find_attributions(ids)


def _list_places(hit: Hit) -> list[Place]:
    return [(hit.passage.article_id, sentence.start) for sentence in hit.sentences]


def add_context(
    groups: Sequence[Sequence[SentenceCandidate]], candidates: Sequence[SentenceCandidate]
) -> list[Sequence[SentenceCandidate]]:
    """The groups; behind each sentence that does not name its speaker comes the one before it,
    which mostly does."""
    by_place = {each.place: each for each in candidates}
    shown = {group[0].place for group in groups}
    found: list[Sequence[SentenceCandidate]] = []
    for group in groups:
        found.append(group)
        before = _find_before(group[0], by_place)
        if before is not None and before.place not in shown:
            shown.add(before.place)
            found.append([before])
    return found


def _add_names(
    groups: Sequence[Sequence[SentenceCandidate]],
    candidates: Sequence[SentenceCandidate],
    by_article: Mapping[str, Sequence[Attribution]],
) -> list[Sequence[SentenceCandidate]]:
    """The groups; behind the first sentence, if it does not name its speaker, comes the nearest one
    before it that does."""
    best = groups[0][0] if groups else None
    if best is None:
        return []
    span = Span(best.start, best.end)
    last = find_author(by_article.get(best.place[0], ()), span).rpartition(" ")[2]
    by_place = {each.place: each for each in candidates}
    before = (
        by_place.get((best.place[0], best.hit.sentences[number].start))
        for number in range(best.number - 1, -1, -1)
    )
    naming = next((each for each in before if each and last in each.text), None)
    if not last or last in best.text or naming is None:
        return add_context(groups, candidates)
    return [groups[0], [naming], *(group for group in groups[1:] if group[0] != naming)]


def _find_before(
    candidate: SentenceCandidate, by_place: Mapping[Place, SentenceCandidate]
) -> SentenceCandidate | None:
    if candidate.number == 0 or not _is_unnamed(candidate.text):
        return None
    previous = candidate.hit.sentences[candidate.number - 1]
    before = by_place.get((candidate.place[0], previous.start))
    return None if before is None or _is_unnamed(before.text) else before


def _is_unnamed(text: str) -> bool:
    return begins_with_person(text) or has_unnamed_speaker(text)


def _choose(found: Sequence[Statement], most: int) -> list[Statement]:
    """The statements to show, oldest first: direct speech before other, the newest before older
    ones, and of one article at most half of them."""
    kept: list[Statement] = []
    by_article: dict[str, int] = {}
    ranked = sorted(enumerate(found), key=lambda each: (not each[1].attribution.direct, -each[0]))
    for _, statement in ranked:
        count = by_article.get(statement.article.id, 0)
        if len(kept) < most and count < max(2, most // 2):
            kept.append(statement)
            by_article[statement.article.id] = count + 1
    return sorted(kept, key=found.index)


def _find_sentences(
    candidates: Sequence[SentenceCandidate], statement: Statement
) -> list[SentenceCandidate]:
    """The sentences of a statement that can be quoted, in their order."""
    inside = [
        each
        for each in candidates
        if each.place[0] == statement.article.id
        and statement.quote.start <= each.start < statement.quote.end
    ]
    return sorted(inside, key=lambda each: each.start)[:_SENTENCES]
