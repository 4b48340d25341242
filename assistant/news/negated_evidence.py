"""Answers questions of what is not so from sentences of that polarity. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence
from assistant.answering.rates import add_rates
from index.language.en.country_aliases import Stemmer
from index.language.en.polarity import find_negated_verb, has_negation

# Log-odds that a sentence loses if it negates nothing: "died" may answer who did not live.
_AFFIRMATIVE = -1.0


def keep_polarity(evidence: Evidence) -> Evidence:
    """Leave out the sentences that affirm what the question negates; others without a negation
    count less."""
    stems = evidence.context.stems
    verb = frozenset(stems(find_negated_verb(evidence.context.question.text)))
    rates = {
        each.place: 0.0 if has_negation(each.text) else _AFFIRMATIVE
        for each in evidence.candidates
        if not _affirms(each, verb, stems)
    }
    return replace(evidence, candidates=tuple(add_rates(evidence.candidates, rates)))


def _affirms(candidate: SentenceCandidate, verb: frozenset[str], stems: Stemmer) -> bool:
    """Does the sentence have the verb, and no negation?"""
    if not verb or has_negation(candidate.text):
        return False
    return verb <= frozenset(stems(candidate.text))
