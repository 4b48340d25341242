"""Rates of sentences by other evidence than their words, such as their dates. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from assistant.answering.candidate import SentenceCandidate

# Article id and offset of a sentence.
Place = tuple[str, int]


def add_rates(
    candidates: Iterable[SentenceCandidate], rates: Mapping[Place, float]
) -> list[SentenceCandidate]:
    """Keep the candidates that have a rate, add it to their log-odds, and sort them best first."""
    rated = (_add(each, rates[each.place]) for each in candidates if each.place in rates)
    return sorted(rated, key=lambda each: (-each.score, each.place))


def _add(candidate: SentenceCandidate, rate: float) -> SentenceCandidate:
    features = replace(candidate.features, reader=candidate.features.reader + rate)
    return replace(candidate, features=features, score=candidate.score + rate)
