"""Answers questions of what is not so from sentences that say that something is not so. Pure."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.evidence import Evidence
from index.language.en.polarity import has_negation


def keep_polarity(evidence: Evidence) -> Evidence:
    """Keep the sentences that negate something or decline it."""
    kept = tuple(each for each in evidence.candidates if has_negation(each.text))
    return replace(evidence, candidates=kept)
