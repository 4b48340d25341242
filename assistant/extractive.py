"""Hits -> the sentences that answer, without a language model. Pure and deterministic.

Every sentence of the best passages is scored by what speaks for it, with weights that were learned
on labelled questions. The best are taken while they are nearly as likely to answer as the first;
near-repeats are passed over, and sentences that cannot stand alone bring their neighbour along.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from assistant.answer import AnswerSentence, Citation
from assistant.candidate import Candidate, SentenceSignals
from assistant.reading import ReadHit, Reading
from assistant.scorer import Basis
from assistant.sentence import can_be_quoted, points_back, takes_back
from assistant.signals import signals_of
from assistant.speech import is_bare_attribution, leaves_speaker_unnamed

MAX_SENTENCES = 5
# Of one article, so that a second voice is heard where there is one.
MAX_OF_ONE_ARTICLE = 3
# A further sentence must be at least this share as likely to answer as the first. Over five
# collections the F1 of gold sentences is flat from 0.25 to 0.5 (0.546, 0.544); at the low end one
# is quoted for 0.81 of the questions, at the high end for 0.74, with 2.3 and 1.7 sentences.
# The fourth and fifth sentence change F1 by 0.002: where few are likely, few are taken.
MIN_SHARE = 0.25
# Two sentences that share this much of their words (Jaccard index) say the same.
NEAR_REPEAT = 0.6


@cache
def sentence_weights(basis: Basis = Basis.SIGNALS) -> Mapping[str, float]:
    """The weight of each signal, as they come with the program."""
    stored = json.loads(files("assistant").joinpath(f"choosing.{basis}.json").read_text("utf-8"))
    weights: dict[str, float] = stored["learned"] | stored["by_hand"]
    return weights


def candidates(reading: Reading, weights: Mapping[str, float] | None = None) -> list[Candidate]:
    """All sentences of the hits that can be quoted, best first, each place once."""
    weights = sentence_weights() if weights is None else weights
    best: dict[tuple[str, int], Candidate] = {}
    for read in reading.hits:
        for number, sentence in enumerate(read.sentences):
            if not can_be_quoted(sentence.text):
                continue
            found = _scored(reading, read, number, weights)
            known = best.get(found.place)
            if known is None or found.score > known.score:
                best[found.place] = found
    return _best_first(best.values())


def rescored(
    found: Sequence[Candidate], outputs: Sequence[float], weights: Mapping[str, float]
) -> list[Candidate]:
    """The candidates with what a scorer says of each, best first by what then speaks for them."""
    scored = (
        replace(candidate, signals=replace(candidate.signals, scorer=float(output)))
        for candidate, output in zip(found, outputs, strict=True)
    )
    return _best_first(replace(each, score=_sum(each.signals, weights)) for each in scored)


def _best_first(found: Iterable[Candidate]) -> list[Candidate]:
    return sorted(found, key=lambda each: (-each.score, each.place))


def _sum(signals: SentenceSignals, weights: Mapping[str, float]) -> float:
    score: float = sum(weight * getattr(signals, name) for name, weight in weights.items())
    return score


def _scored(
    reading: Reading, read: ReadHit, number: int, weights: Mapping[str, float]
) -> Candidate:
    signals = signals_of(reading, read, number)
    sentence = read.sentences[number]
    score = _sum(signals, weights)
    return Candidate(read.hit, number, signals, score, sentence.stems, sentence.told)


def choose(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """The sentences that answer, at most MAX_SENTENCES, article by article.

    The likeliest comes first, with the neighbours that it needs, the others in reading order.
    Each is a list of candidates with the same text: where several articles have it, all are cited.
    """
    quotable = {candidate.place: candidate for candidate in found}
    chosen: list[Candidate] = []
    copies: dict[tuple[str, int], list[Candidate]] = {}
    first = 0
    for candidate in found:
        if math.exp(candidate.score - found[0].score) < MIN_SHARE:
            break
        twin = _twin(candidate, chosen)
        if twin is not None:
            if twin.text == candidate.text and twin.place != candidate.place:
                copies.setdefault(twin.place, []).append(candidate)
            continue
        here = [c for c in chosen if c.place[0] == candidate.place[0]]
        if len(chosen) < MAX_SENTENCES and len(here) < MAX_OF_ONE_ARTICLE:
            chosen.append(candidate)
            for neighbour in _neighbours(candidate, quotable):
                if len(chosen) < MAX_SENTENCES and _twin(neighbour, chosen) is None:
                    chosen.append(neighbour)
            first = first or len(chosen)
    ordered = [*_in_reading_order(chosen[:first]), *_in_reading_order(chosen[first:], chosen)]
    return [[c, *copies.get(c.place, [])] for c in ordered]


def _twin(candidate: Candidate, chosen: Iterable[Candidate]) -> Candidate | None:
    """The first of the chosen that says the same, if there is one."""
    return next((c for c in chosen if _like(c, candidate) >= NEAR_REPEAT), None)


def _like(one: Candidate, other: Candidate) -> float:
    union = one.stems | other.stems
    return len(one.stems & other.stems) / len(union) if union else float(one.text == other.text)


def _neighbours(
    candidate: Candidate, quotable: Mapping[tuple[str, int], Candidate]
) -> Iterator[Candidate]:
    """The sentences beside it without which it is not understood, or misunderstood, if they can be
    quoted."""
    article_id, sentences = candidate.place[0], candidate.hit.sentences
    needs_before = points_back(candidate.text) or leaves_speaker_unnamed(candidate.text)
    if needs_before and candidate.number > 0:
        before = quotable.get((article_id, sentences[candidate.number - 1].start))
        if before is not None:
            yield before
    if candidate.number + 1 < len(sentences):
        after = quotable.get((article_id, sentences[candidate.number + 1].start))
        if after is not None and (is_bare_attribution(after.text) or takes_back(after.text)):
            yield after


def _in_reading_order(
    chosen: Sequence[Candidate], ranked: Sequence[Candidate] = ()
) -> list[Candidate]:
    """Article by article, in the order in which the ranked ones have them."""
    articles = list(dict.fromkeys(c.place[0] for c in (*ranked, *chosen)))
    return sorted(chosen, key=lambda c: (articles.index(c.place[0]), c.start))


def quoted(chosen: Iterable[Sequence[Candidate]]) -> tuple[list[AnswerSentence], list[Citation]]:
    """Answer sentences with their citations, numbered from 1 in order of appearance."""
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    for copies in chosen:
        first = len(citations) + 1
        citations += [_citation(first + i, candidate) for i, candidate in enumerate(copies)]
        numbers = tuple(range(first, first + len(copies)))
        sentences.append(AnswerSentence(copies[0].text, numbers))
    return sentences, citations


def _citation(number: int, candidate: Candidate) -> Citation:
    hit = candidate.hit
    return Citation(
        number=number,
        article_id=hit.passage.article_id,
        title=hit.title,
        source=hit.source,
        published=hit.published,
        url=hit.url,
        passage_id=hit.passage.id,
        start=candidate.start,
        end=candidate.end,
        quote=candidate.text,
        also_in=hit.also_in,
    )
