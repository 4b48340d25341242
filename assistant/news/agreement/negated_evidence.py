"""Answers questions of what is not so from sentences of that polarity. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence
from assistant.answering.rates import add_rates
from index.language.en.asking.polarity import find_negated_verb, has_negation
from index.language.en.names.country_aliases import Stemmer

# Log-odds that a sentence gains if it negates the verb of the question, and loses if it negates
# nothing: "died" may answer who did not live.
_NEGATES, _AFFIRMATIVE = 0.7, -1.0


def keep_polarity(evidence: Evidence) -> Evidence:
    """Leave out the sentences that affirm what the question negates; others without a negation
    count less."""
    stems = evidence.context.stems
    verb = frozenset(stems(find_negated_verb(evidence.context.question.text)))
    rates: dict[tuple[str, int], float] = {}
    for each in evidence.candidates:
        has_verb = _has_verb(each, verb, stems)
        if has_negation(each.text):
            rates[each.place] = _NEGATES if has_verb else 0.0
        elif not has_verb:
            rates[each.place] = _AFFIRMATIVE
    return replace(evidence, candidates=tuple(add_rates(evidence.candidates, rates)))


def _has_verb(candidate: SentenceCandidate, verb: frozenset[str], stems: Stemmer) -> bool:
    return bool(verb) and verb <= frozenset(stems(candidate.text))
