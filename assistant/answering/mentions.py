"""Chooses sentences that mention a name: what an archive has about it. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidate import SentenceCandidate
from assistant.answering.evidence import Evidence
from assistant.answering.sentence_choice import MAX_SENTENCES
from index.language.en.names.name_variants import is_mentioned
from index.language.en.sentence_form import is_complete, is_question, needs_previous


def choose_mentions(evidence: Evidence, name: Sequence[str]) -> list[list[SentenceCandidate]]:
    """The first sentence with the whole name of each of the best articles that have one, each
    alone, in the order of the hits: news introduces a name where it first has it."""
    articles = list(dict.fromkeys(hit.passage.article_id for hit in evidence.hits))
    first: dict[str, SentenceCandidate] = {}
    for candidate in sorted(evidence.candidates, key=lambda each: each.start):
        if candidate.place[0] not in first and _mentions(evidence, candidate, name):
            first[candidate.place[0]] = candidate
    chosen = {first[each].text: first[each] for each in reversed(articles) if each in first}
    return [[candidate] for candidate in reversed(chosen.values())][:MAX_SENTENCES]


def _mentions(evidence: Evidence, candidate: SentenceCandidate, name: Sequence[str]) -> bool:
    stems, text = evidence.context.stems, candidate.text
    has_name = all(is_mentioned(word, candidate.stems, stems) for word in name)
    return has_name and is_complete(text) and not is_question(text) and not needs_previous(text)
