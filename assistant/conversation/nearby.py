"""What an article itself says about a quotation of it: who said it, when and where. Pure.

Looks at the sentence of the quotation and its nearest neighbours, and chooses; adds no word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.expectation import Kind, offers
from assistant.speech import is_bare_attribution, is_spoken, speakers
from index.article import Span

# Sentences that an attribution stands apart from what it attributes: "… Peskov said this."
_REACH = 2
# A date or a place two sentences before is as likely that of something else.
_REACH_BEFORE = {Kind.PERSON: 2, Kind.TIME: 1, Kind.PLACE: 1}
# What follows a mark that nothing closes is read once, and stays.
_QUOTED = re.compile(r"[“\"„«][^”\"»]*+[”\"»]|([“\"„«].*+)", re.DOTALL)
_BY_PRONOUN = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t) (?:\w+ ){0,2}?(?:said|says|told|added|wrote|warned|called"
    r"|stressed|insisted|asked|announced|noted|explained|replied|continued|concluded|argued"
    r"|claimed|declared)\b"
)


def telling(text: str, sentences: Sequence[Span], quote: Span, wanted: Kind) -> list[Span]:
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
        return _tells(text[slice(*sentences[number])], wanted)

    quotation = text[slice(*quote)]
    if wanted is Kind.PERSON and not is_spoken(quotation):
        return []  # the article says it itself
    attributed = wanted is Kind.PERSON and _is_attributed(quotation)
    found = own if attributed else [number for number in own if tells(number)]
    after = range(last + 1, min(last + 1 + _REACH, len(sentences)))
    for number in after:
        sentence = text[slice(*sentences[number])]
        if is_bare_attribution(sentence) and tells(number):
            found.append(number)
    if not found:
        before = range(first - 1, max(first - 1 - _REACH_BEFORE[wanted], -1), -1)
        found = [number for number in before if tells(number)][:1]
        if wanted is Kind.PERSON and not found and _BY_PRONOUN.search(quotation):
            # Nobody speaks there, but somebody is named whom "he" may be.
            named = [n for n in before if offers(wanted, text[slice(*sentences[n])], "") >= 0.5]
            found = named[:1]
        # What only neighbours say is shown with the quotation that it belongs to.
        found += own if found else []
    return [sentences[number] for number in sorted(found)]


def _is_attributed(quotation: str) -> bool:
    """Does it say itself who speaks, if only "the minister", rather than "he" or nobody?"""
    told = _QUOTED.sub(r"\1", quotation)
    return is_spoken(told) and not _BY_PRONOUN.search(told)


def _tells(sentence: str, wanted: Kind) -> bool:
    if wanted is Kind.PERSON:
        return is_spoken(sentence) and bool(speakers(sentence))
    return offers(wanted, sentence, "") >= 1.0
