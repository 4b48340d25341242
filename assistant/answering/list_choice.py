"""Scores the sentences that may stand in a list: of events about a topic, or of what somebody said.

A list is not one answer: a sentence is admitted by itself, whatever the others are. Pure. Which of
them are shown, and in which order, is decided by their dates in `assistant.news`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence
from assistant.answering.question_context import HitContext, QuestionContext
from index.core.article import Hit
from index.language.en.asking.list_requests import ListKind, ListRequest
from index.language.en.attribution import has_pronoun_speaker, has_unnamed_speaker
from index.language.en.sentence_form import (
    begins_with_person,
    can_be_quoted,
    get_sentence,
    is_complete,
    is_cut_off,
    is_question,
    needs_previous,
)

# Article id and offset of a sentence.
Place = tuple[str, int]

# A passage is about a topic if it has this share of its words, by their rarity, this cosine with
# it, and this share of the best passage's cosine: the fewer words, the nearer its meaning must be.
# Seen on a few topics of the samples and the dated golden articles; no collection has labels.
_ABOUT = ((0.6, 0.2, 0.0), (0.4, 0.33, 0.6), (0.25, 0.45, 0.75))
# The lead of an article sums it up.
_LEAD_BONUS, _LEAD_SENTENCES = 0.3, 1
_WORDS_BONUS = 0.25
# Log-odds from which a sentence counts as what the speaker said, of a topic or of anything, and the
# share of the topic's words that must stand in or near it.
_SAID_OF_TOPIC, _SAID = -3.0, -3.5
_OF_TOPIC = 0.5
# "Nothing, in his view, would change": of somebody whom another sentence names.
_OF_SOMEBODY = re.compile(
    r"\b(?:in|according to) (?:his|her|their) (?:view|words|opinion)\b|\bto him\b"
)


def score_list(evidence: Evidence, request: ListRequest) -> dict[Place, float]:
    """Score the sentences that may stand in the list of a request."""
    if not request.question:
        return score_leads(evidence.hits)
    if request.kind is ListKind.EVENTS:
        return score_events(evidence.context, evidence.candidates)
    return score_statements(evidence, request.speaker, request.topic)


def score_leads(hits: Sequence[Hit]) -> dict[Place, float]:
    """Score the first whole sentence of each hit with 1: what an article begins with."""
    places: dict[Place, float] = {}
    for hit in hits:
        for number, sentence in enumerate(hit.sentences):
            if _can_lead(get_sentence(hit, number)) and not is_cut_off(hit, number):
                places[hit.passage.article_id, sentence.start] = 1.0
                break
    return places


def score_events(
    context: QuestionContext, candidates: Sequence[SentenceCandidate]
) -> dict[Place, float]:
    """Score the sentences of passages that are about the question's topic, in about 0..2."""
    best = max((read.hit.signals.dense for read in context.hits), default=0.0)
    admitted = {
        read.hit.passage.id for read in context.hits if _is_about_topic(context, read, best)
    }
    return {
        each.place: each.features.similarity
        + _WORDS_BONUS * each.features.context
        + _LEAD_BONUS * _is_lead(each)
        for each in candidates
        if each.hit.passage.id in admitted and _stands_alone(each)
    }


def score_statements(evidence: Evidence, speaker: str, topic: str) -> dict[Place, float]:
    """Score the sentences in which the speaker speaks, about the topic unless it is "".

    The candidates have been read by the reader, or have scores of features alone, whose reader's
    log-odds are 0.
    """
    context = evidence.context
    names, stems = set(context.stems(speaker)), set(context.stems(topic))
    pairs = zip(context.question.terms, context.question.weights, strict=True)
    weights = {term.stem: weight for term, weight in pairs if term.stem in stems}
    return {
        each.place: each.features.reader + each.features.speech
        for each in evidence.candidates
        if _stands_alone(each)
        and (_is_on_topic(each) if topic else _is_by(each, names))
        and _cover_topic(context, each, weights) >= _OF_TOPIC
    }


def group_places(
    candidates: Sequence[SentenceCandidate], places: Sequence[Place]
) -> list[list[SentenceCandidate]]:
    """The candidates at these places, each alone, in the order of the places."""
    by_place = {each.place: each for each in candidates}
    return [[by_place[place]] for place in places if place in by_place]


def _is_about_topic(context: QuestionContext, read: HitContext, best: float) -> bool:
    stems = read.title_stems.union(*(each.statement_stems for each in read.sentences))
    words = context.question.compute_coverage(stems)
    dense = read.hit.signals.dense
    meaning = max(dense, read.hit.signals.sentence)
    return any(
        words >= least_words and meaning >= least_meaning and dense >= share * best
        for least_words, least_meaning, share in _ABOUT
    )


def _can_lead(text: str) -> bool:
    return (
        can_be_quoted(text)
        and is_complete(text)
        and not needs_previous(text)
        and not is_question(text)
    )


def _is_lead(candidate: SentenceCandidate) -> bool:
    return candidate.hit.passage.start == 0 and candidate.number < _LEAD_SENTENCES


def _is_on_topic(candidate: SentenceCandidate) -> bool:
    """Does the speaker speak, and may it answer what was said?"""
    return candidate.features.speech > 0.0 and candidate.features.reader >= _SAID_OF_TOPIC


def _is_by(candidate: SentenceCandidate, names: Set[str]) -> bool:
    """Does the speaker speak? The sentence names a person as the speaker, or an institution at all;
    `names` are their stems."""
    speech = candidate.features.speech
    is_named = speech == 1.0 or (speech > 0.0 and names <= candidate.statement_stems)
    return is_named and candidate.features.reader >= _SAID


def _cover_topic(
    context: QuestionContext, candidate: SentenceCandidate, weights: Mapping[str, float]
) -> float:
    """The share of the topic's words, by their weights, in or near the sentence; 1 without any."""
    total = sum(weights.values())
    if total == 0.0:
        return 1.0
    read = next(each for each in context.hits if each.hit is candidate.hit)
    near = read.collect_nearby_stems(candidate.number)
    return sum(weight for stem, weight in weights.items() if stem in near) / total


def _stands_alone(candidate: SentenceCandidate) -> bool:
    """Is it a whole statement that needs no other sentence to be understood?"""
    text = candidate.text
    return not (
        candidate.features.fragment
        or is_question(text)
        or needs_previous(text)
        or begins_with_person(text)
        or has_unnamed_speaker(text)
        or has_pronoun_speaker(text)
        or _OF_SOMEBODY.search(text) is not None
    )
