"""Finds the sentences of an article that say who said a quotation, when or where. Pure.

It reads the quotation's own sentence and its nearest neighbours, and adds no words.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.core.article import Span
from index.language.en.asking.answer_type import AnswerType, score_answer_type
from index.language.en.attribution import (
    find_speakers,
    has_pronoun_speaker,
    is_attributed,
    is_bare_attribution,
    is_reported_speech,
)

# The distance of an attribution from its quotation, in sentences: "… Peskov said this."
_REACH = 2
# A date or a place two sentences before often belongs to something else.
_REACH_BEFORE = {AnswerType.PERSON: 2, AnswerType.TIME: 1, AnswerType.PLACE: 1}


def find_supporting_sentences(
    text: str, sentences: Sequence[Span], quote: Span, wanted: AnswerType
) -> list[Span]:
    """Find the sentences that answer, in reading order; empty if none does.

    The quotation's own sentence comes first if it answers, then an attribution after it, else the
    nearest sentence before it that answers. `sentences` are in order.
    """
    own = [
        n for n, span in enumerate(sentences) if span.start < quote.end and span.end > quote.start
    ]
    quotation = text[slice(*quote)]
    is_narration = wanted is AnswerType.PERSON and not is_reported_speech(quotation)
    if not own or is_narration:
        return []
    texts = [text[slice(*span)] for span in sentences]
    numbers = _find_own(texts, own, quotation, wanted) + _find_after(texts, own[-1], wanted)
    if not numbers:
        before = _find_before(texts, own[0], quotation, wanted)
        # Sentences before the quotation are shown together with it.
        numbers = before + own if before else []
    return [sentences[number] for number in sorted(numbers)]


def _find_own(
    texts: Sequence[str], own: Sequence[int], quotation: str, wanted: AnswerType
) -> list[int]:
    """The quotation's own sentences, if they answer."""
    if wanted is AnswerType.PERSON and is_attributed(quotation):
        return list(own)
    return [number for number in own if _has_answer(texts[number], wanted)]


def _find_after(texts: Sequence[str], last: int, wanted: AnswerType) -> list[int]:
    """Attributions that follow the quotation and answer."""
    return [
        number
        for number in range(last + 1, min(last + 1 + _REACH, len(texts)))
        if is_bare_attribution(texts[number]) and _has_answer(texts[number], wanted)
    ]


def _find_before(texts: Sequence[str], first: int, quotation: str, wanted: AnswerType) -> list[int]:
    """The nearest sentence before the quotation that answers."""
    before = range(first - 1, max(first - 1 - _REACH_BEFORE[wanted], -1), -1)
    numbers = [number for number in before if _has_answer(texts[number], wanted)]
    if not numbers and wanted is AnswerType.PERSON and has_pronoun_speaker(quotation):
        # No sentence names a speaker: take one with a name that "he" may refer to.
        numbers = [n for n in before if score_answer_type(wanted, texts[n], "") >= 0.5]
    return numbers[:1]


def _has_answer(sentence: str, wanted: AnswerType) -> bool:
    if wanted is AnswerType.PERSON:
        return is_reported_speech(sentence) and bool(find_speakers(sentence))
    return score_answer_type(wanted, sentence, "") >= 1.0
