"""Whether passages tell of the event that a question takes for granted, or deny it. Pure.

It is told if a sentence has words of the event and does not negate them, and the subject stands in
it, before it or in the title. That is generous: a premise that is wrongly missed costs an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from index.core.article import Hit
from index.language.en.asking.premises import Premise
from index.language.en.names.country_aliases import Stemmer, expand_aliases
from index.language.en.names.name_variants import find_acronyms, is_mentioned
from index.language.en.query_terms import content_words
from index.language.en.sentence_form import get_sentence

Place = tuple[str, int]
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nor|neither|without|cannot|\w{1,12}n[’']t|denied|denies|deny|denying)"
    r"|\b(?:declin|refus|fail|rul(?:ed|es|ing) out)\w*(?: to| out)?)"
    r"(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_REACH = 60  # characters before the words of an event
_REFUSALS = re.compile(r"\b(?:refus|declin|reject|oppos)", re.IGNORECASE)


class Standing(StrEnum):
    """What passages make of a premise."""

    TOLD = "told"
    DENIED = "denied"
    NOWHERE = "nowhere"


def judge_premise(
    premise: Premise, hits: Sequence[Hit], stems: Stemmer
) -> tuple[Standing, list[Place]]:
    """What the hits make of a premise, and the places of the sentences that deny it, in order."""
    denials: list[Place] = []
    for hit in hits:
        for number, standing in _judge_sentences(premise, hit, stems):
            if standing is Standing.TOLD:
                return Standing.TOLD, []
            denials.append((hit.passage.article_id, hit.sentences[number].start))
    return (Standing.DENIED if denials else Standing.NOWHERE), list(dict.fromkeys(denials))


def _judge_sentences(premise: Premise, hit: Hit, stems: Stemmer) -> Iterator[tuple[int, Standing]]:
    """The sentences of a hit that tell of the event of the subject, or deny it."""
    before = hit.title
    for number in range(len(hit.sentences)):
        text = get_sentence(hit, number)
        around = _collect_stems(f"{hit.title} {before} {text}", stems)
        own = _collect_stems(text, stems)
        before = text
        found = premise.event.tells(text)
        is_negated = found is not None and _is_negated(text, found, premise)
        if found is not None and not is_negated and _has_any(premise.subject, around, stems):
            yield number, Standing.TOLD
        is_contrary = is_negated or (found is None and premise.event.tells_contrary(text))
        names = f"{premise.subject} {_list_names(premise.object)}"
        if is_contrary and _has_all(names, own, stems):
            yield number, Standing.DENIED


def _is_negated(text: str, found: re.Match[str], premise: Premise) -> bool:
    # "Did not" is what tells of a refusal.
    if _REFUSALS.search(" ".join(premise.event.verbs)):
        return False
    return _NEGATED.search(text[max(0, found.start() - _REACH) : found.start()]) is not None


def _list_names(text: str) -> str:
    return " ".join(word.text for word in content_words(text) if word.is_name)


def _collect_stems(text: str, stems: Stemmer) -> frozenset[str]:
    return expand_aliases(text, stems) | find_acronyms(text)


def _has_any(words: str, found: frozenset[str], stems: Stemmer) -> bool:
    wanted = content_words(words)
    return not wanted or any(is_mentioned(word.text, found, stems) for word in wanted)


def _has_all(words: str, found: frozenset[str], stems: Stemmer) -> bool:
    return all(is_mentioned(word.text, found, stems) for word in content_words(words))
