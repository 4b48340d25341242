"""What an article itself says about a quotation of it: who said it, when and where. Pure.

Looks at the sentence of the quotation and its nearest neighbours, and chooses; adds no word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.expectation import AnswerType, score_answer_type
from assistant.speech import find_speakers, is_bare_attribution, is_reported_speech
from index.article import Span

# Sentences that an attribution stands apart from what it attributes: "… Peskov said this."
_REACH = 2
# A date or a place two sentences before is as likely that of something else.
_REACH_BEFORE = {AnswerType.PERSON: 2, AnswerType.TIME: 1, AnswerType.PLACE: 1}
_QUOTED = re.compile(r"[“\"„«][^”\"»]*[”\"»]")
_BY_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:\w+ ){0,2}?(?:said|says|told|added|wrote|warned|called"
    r"|stressed|insisted|asked|announced|noted|explained|replied|continued|concluded|argued"
    r"|claimed|declared)\b"
)


def find_supporting_sentences(
    text: str, sentences: Sequence[Span], quote: Span, wanted: AnswerType
) -> list[Span]:
    """The sentences that tell what is wanted of a quotation, in reading order.

    The quotation's own if it tells; what attributes it; else the nearest before it that does.
    Empty where none of them does. `sentences` are in order.
    """
    own = [
        n for n, span in enumerate(sentences) if span.start < quote.end and span.end > quote.start
    ]
    if not own:
        return []
    first, last = own[0], own[-1]

    def tells(number: int) -> bool:
        return _has_answer(text[slice(*sentences[number])], wanted)

    quotation = text[slice(*quote)]
    if wanted is AnswerType.PERSON and not is_reported_speech(quotation):
        return []  # the article says it itself
    attributed = wanted is AnswerType.PERSON and _is_attributed(quotation)
    numbers = own if attributed else [number for number in own if tells(number)]
    after = range(last + 1, min(last + 1 + _REACH, len(sentences)))
    for number in after:
        sentence = text[slice(*sentences[number])]
        if is_bare_attribution(sentence) and tells(number):
            numbers.append(number)
    if not numbers:
        before = range(first - 1, max(first - 1 - _REACH_BEFORE[wanted], -1), -1)
        numbers = [number for number in before if tells(number)][:1]
        if wanted is AnswerType.PERSON and not numbers and _BY_PRONOUN.search(quotation):
            # Nobody speaks there, but somebody is named whom "he" may be.
            naming = [
                n
                for n in before
                if score_answer_type(wanted, text[slice(*sentences[n])], "") >= 0.5
            ]
            numbers = naming[:1]
        # What only neighbours say is shown with the quotation that it belongs to.
        numbers += own if numbers else []
    return [sentences[number] for number in sorted(numbers)]


def _is_attributed(quotation: str) -> bool:
    """Does it say itself who speaks, if only "the minister", rather than "he" or nobody?"""
    unquoted = _QUOTED.sub("", quotation)
    return is_reported_speech(unquoted) and not _BY_PRONOUN.search(unquoted)


def _has_answer(sentence: str, wanted: AnswerType) -> bool:
    if wanted is AnswerType.PERSON:
        return is_reported_speech(sentence) and bool(find_speakers(sentence))
    return score_answer_type(wanted, sentence, "") >= 1.0
