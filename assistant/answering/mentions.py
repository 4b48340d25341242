"""Chooses sentences that mention a name: what an archive has about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence
from assistant.answering.sentence_choice import MAX_SENTENCES
from index.language.en.name_variants import is_mentioned
from index.language.en.sentence_form import begins_with_person, is_complete, is_question


def choose_mentions(evidence: Evidence, name: Sequence[str]) -> list[list[SentenceCandidate]]:
    """The best sentence with the whole name of each of the first articles that have one, each
    alone, best first."""
    chosen: dict[str, SentenceCandidate] = {}
    texts: set[str] = set()
    for candidate in evidence.candidates:
        article_id = candidate.place[0]
        if article_id in chosen or candidate.text in texts or not _can_stand(candidate.text):
            continue
        if all(is_mentioned(word, candidate.stems, evidence.context.stems) for word in name):
            chosen[article_id] = candidate
            texts.add(candidate.text)
    return [[candidate] for candidate in list(chosen.values())[:MAX_SENTENCES]]


def _can_stand(text: str) -> bool:
    return is_complete(text) and not is_question(text) and not begins_with_person(text)
