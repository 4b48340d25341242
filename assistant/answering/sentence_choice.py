"""Ranks the sentences of the hits, and chooses and quotes those that answer.

A linear model with learned weights scores every sentence. The best one is quoted, with others that
are nearly as likely to answer, without near-repeats; a sentence that depends on a neighbour brings
it along. Pure and deterministic. Whether to answer at all is decided in `answerability`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from assistant.answering.article_order import order_by_article
from assistant.answering.basis import Basis
from assistant.answering.candidate import SentenceCandidate, SentenceFeatures
from assistant.answering.features import compute_features
from assistant.answering.question_context import HitContext, QuestionContext
from assistant.core.answer import AnswerSentence, Citation
from index.core.article import Span
from index.language.en.attribution import has_unnamed_speaker, is_bare_attribution
from index.language.en.sentence_form import (
    begins_with_person,
    can_be_quoted,
    is_announcement,
    is_cut_off,
    is_denial,
    needs_previous,
)

MAX_SENTENCES = 5
# At most this many from one article, so that a second source gets a place.
MAX_OF_ONE_ARTICLE = 3
# A further sentence must be at least this share as likely to answer as the first. Over five
# collections the F1 of gold sentences is flat from 0.25 to 0.5 (0.546, 0.544); at the low end one
# is quoted for 0.81 of the questions, at the high end for 0.74, with 2.3 and 1.7 sentences.
# The fourth and fifth sentence change F1 by 0.002: where few are likely, few are taken.
MIN_SHARE = 0.25
# With a reader, a sentence that is this near to the first one in log-odds is quoted as well: where
# two answer, neither may be likely alone. On held-out texts any quotation is right for .768 instead
# of .749 (news) and .792 instead of .773 (Wikipedia); of all quotations, .78 are right, not .80.
NEARLY_AS_LIKELY = 0.5
# Two sentences that share this much of their words (Jaccard index) say the same.
NEAR_REPEAT = 0.6


# Article id and offset of a sentence.
Place = tuple[str, int]


@cache
def load_sentence_weights(basis: Basis = Basis.FEATURES) -> Mapping[str, float]:
    """Load the shipped weight of each feature."""
    content = _load_weight_file(basis)
    weights: dict[str, float] = content["learned"] | content["by_hand"]
    return weights


def load_lowest_log_odds() -> float:
    """Load the reader's log-odds from which on any further sentence is quoted."""
    return float(_load_weight_file(Basis.READER)["lowest"])


@cache
def _load_weight_file(basis: Basis) -> dict[str, Any]:
    text = files("assistant.answering").joinpath(f"sentence_choice.{basis}.json").read_text("utf-8")
    content: dict[str, Any] = json.loads(text)
    return content


def rank_sentences(
    context: QuestionContext, weights: Mapping[str, float] | None = None
) -> list[SentenceCandidate]:
    """Score all quotable sentences of the hits and sort them best first; overlapping passages give
    each sentence once."""
    weights = load_sentence_weights() if weights is None else weights
    best: dict[tuple[str, int], SentenceCandidate] = {}
    for read in context.hits:
        for number, sentence in enumerate(read.sentences):
            if not can_be_quoted(sentence.text) or is_cut_off(read.hit, number):
                continue
            candidate = _score_sentence(context, read, number, weights)
            previous = best.get(candidate.place)
            if previous is None or candidate.score > previous.score:
                best[candidate.place] = candidate
    return _sort_best_first(best.values())


def apply_reading(
    candidates: Iterable[SentenceCandidate],
    log_odds: Mapping[Place, float],
    weights: Mapping[str, float],
) -> list[SentenceCandidate]:
    """Keep the candidates that a reader has read, with its log-odds that they answer, and sort them
    by the new score."""
    read = (
        replace(each, features=replace(each.features, reader=log_odds[each.place]))
        for each in candidates
        if each.place in log_odds
    )
    return _sort_best_first(
        replace(each, score=_compute_score(each.features, weights)) for each in read
    )


def choose_by_basis(
    candidates: Sequence[SentenceCandidate], basis: Basis
) -> list[list[SentenceCandidate]]:
    """Choose the sentences of the answer, as the reader or the features score them; the best comes
    first, and each is followed by the neighbours that it needs."""
    if basis is Basis.READER:
        return choose_by_reader(candidates, load_lowest_log_odds())
    return choose_sentences(candidates, _find_best_score(candidates) + math.log(MIN_SHARE))


def choose_by_reader(
    candidates: Sequence[SentenceCandidate], lowest: float
) -> list[list[SentenceCandidate]]:
    """Choose the sentences that a reader finds likely: from log-odds `lowest` on, or nearly as
    likely as the first."""
    nearly = _find_best_score(candidates) - NEARLY_AS_LIKELY
    return choose_sentences(candidates, min(lowest, nearly), only_persons=True)


def _find_best_score(candidates: Sequence[SentenceCandidate]) -> float:
    return max((each.score for each in candidates), default=0.0)


def _sort_best_first(candidates: Iterable[SentenceCandidate]) -> list[SentenceCandidate]:
    return sorted(candidates, key=lambda each: (-each.score, each.place))


def _compute_score(signals: SentenceFeatures, weights: Mapping[str, float]) -> float:
    score: float = sum(weight * getattr(signals, name) for name, weight in weights.items())
    return score


def _score_sentence(
    context: QuestionContext, read: HitContext, number: int, weights: Mapping[str, float]
) -> SentenceCandidate:
    signals = compute_features(context, read, number)
    sentence = read.sentences[number]
    score = _compute_score(signals, weights)
    return SentenceCandidate(
        read.hit, number, signals, score, sentence.stems, sentence.statement_stems
    )


def choose_sentences(
    candidates: Sequence[SentenceCandidate], lowest: float, *, only_persons: bool = False
) -> list[list[SentenceCandidate]]:
    """Choose the sentences of the answer, at most MAX_SENTENCES: the first, and others with a score
    of at least `lowest`, best first, each followed by the neighbours that it needs.

    With `only_persons`, a sentence needs the one before it only to say who "he" is. Each item lists
    candidates with the same text, so that every article with it is cited.
    """
    quotable = {candidate.place: candidate for candidate in candidates}
    choices: list[SentenceCandidate] = []
    copies: dict[tuple[str, int], list[SentenceCandidate]] = {}
    for candidate in candidates:
        if choices and candidate.score < lowest:
            break
        twin = _find_near_repeat(candidate, choices)
        if twin is not None:
            if twin.text == candidate.text and twin.place != candidate.place:
                copies.setdefault(twin.place, []).append(candidate)
            continue
        here = [c for c in choices if c.place[0] == candidate.place[0]]
        if len(choices) < MAX_SENTENCES and len(here) < MAX_OF_ONE_ARTICLE:
            choices.append(candidate)
            for neighbour in _find_neighbours(candidate, quotable, only_persons):
                if len(choices) < MAX_SENTENCES and _find_near_repeat(neighbour, choices) is None:
                    choices.append(neighbour)
    return [[c, *copies.get(c.place, [])] for c in choices]


def _find_near_repeat(
    candidate: SentenceCandidate, choices: Iterable[SentenceCandidate]
) -> SentenceCandidate | None:
    """The first chosen sentence that is a near-repeat of the candidate, or None."""
    return next((c for c in choices if _compute_overlap(c, candidate) >= NEAR_REPEAT), None)


def _compute_overlap(one: SentenceCandidate, other: SentenceCandidate) -> float:
    union = one.stems | other.stems
    return len(one.stems & other.stems) / len(union) if union else float(one.text == other.text)


def _find_neighbours(
    candidate: SentenceCandidate,
    quotable: Mapping[tuple[str, int], SentenceCandidate],
    only_persons: bool,
) -> Iterator[SentenceCandidate]:
    """The quotable sentences beside a candidate without which it is unclear or misleading; with
    `only_persons`, the one before only where the candidate does not say who "he" is."""
    article_id, sentences = candidate.place[0], candidate.hit.sentences
    if only_persons:
        needs_before = begins_with_person(candidate.text)
    else:
        needs_before = needs_previous(candidate.text) or has_unnamed_speaker(candidate.text)
    if needs_before and candidate.number > 0:
        before = quotable.get((article_id, sentences[candidate.number - 1].start))
        # "He" before "he" names nobody either.
        if before is not None and not (only_persons and begins_with_person(before.text)):
            yield before
    if candidate.number + 1 < len(sentences):
        after = quotable.get((article_id, sentences[candidate.number + 1].start))
        if after is not None and (
            is_bare_attribution(after.text)
            or is_denial(after.text)
            or (only_persons and is_announcement(candidate.text))
        ):
            yield after


def quote_sentences(
    groups: Sequence[Sequence[SentenceCandidate]],
) -> tuple[list[AnswerSentence], list[Citation]]:
    """Make the answer's sentences of ranked ones, in the order of their articles, and the
    citations, numbered from 1 in order of appearance."""
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    best = groups[0][0].place if groups else None
    for copies in order_by_article(groups):
        first = len(citations) + 1
        citations += [_cite(first + i, candidate) for i, candidate in enumerate(copies)]
        numbers = tuple(range(first, first + len(copies)))
        is_best = any(each.place == best for each in copies)
        sentences.append(AnswerSentence(copies[0].text, numbers, is_best=is_best))
    return sentences, citations


def _cite(number: int, candidate: SentenceCandidate) -> Citation:
    span = Span(candidate.start, candidate.end)
    return Citation.of(number, candidate.hit, span, candidate.text)
