"""What speaks for a sentence as the answer to a question, in numbers. Pure.

Everything comes from what the hits hold: nothing is embedded or read anew. What the numbers weigh
is learned elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise

from assistant.candidate import SentenceSignals
from assistant.expectation import Kind, offers
from assistant.reading import ReadHit, Reading, ReadSentence
from assistant.sentence import is_complete, is_question
from assistant.speech import voice

_NEAR = 3  # words, within which two of the question's words stand together


def signals_of(reading: Reading, read: ReadHit, number: int) -> SentenceSignals:
    """What speaks for a sentence of a hit."""
    sentence = read.sentences[number]
    kinds = {kind.value: 0.0 for kind in Kind}
    if reading.kind is not None:
        kinds[reading.kind.value] = offers(reading.kind, sentence.text, reading.question.text)
    return SentenceSignals(
        similarity=sentence.similarity,
        above=sentence.similarity - read.mean,
        passage=read.hit.score,
        context=reading.question.coverage(read.around(number)),
        **_shares(reading, read, sentence),
        together=_together(reading.wanted, sentence.words),
        **kinds,
        fresh=len(sentence.stems.difference(reading.wanted)) / max(1, len(sentence.stems)),
        asks=float(is_question(sentence.text)),
        fragment=float(not is_complete(sentence.text)),
        speech=heard(reading, sentence),
    )


def _shares(reading: Reading, read: ReadHit, sentence: ReadSentence) -> dict[str, float]:
    """Shares of the question's words that the sentence has, or has kin of."""
    question, told = reading.question, sentence.told
    weights = dict(zip((term.stem for term in question.terms), question.weights, strict=True))
    rest = {stem: weight for stem, weight in weights.items() if stem not in read.title}
    kin = {s for s, of in reading.kin.items() if s not in told and not told.isdisjoint(of)}
    return {
        "rest": _share(rest, told.__contains__),
        "kin": _share(rest, kin.__contains__),
    }


def _share(weights: Mapping[str, float], has: Callable[[str], bool]) -> float:
    """The share of the weights that is had; 0 where there are none."""
    total = sum(weights.values())
    return sum(weight for stem, weight in weights.items() if has(stem)) / total if total else 0.0


def _together(order: tuple[str, ...], words: tuple[str, ...]) -> float:
    """The share of neighbouring words of the question that stand near each other here."""
    if len(order) < 2:
        return 0.0
    wanted = frozenset(order)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if word in wanted:
            places.setdefault(word, []).append(place)
    near = sum(
        any(abs(a - b) <= _NEAR for a in places.get(one, ()) for b in places.get(other, ()))
        for one, other in pairwise(order)
    )
    return near / (len(order) - 1)


def heard(reading: Reading, sentence: ReadSentence) -> float:
    """Whether the one whose words are asked for speaks in the sentence (1), or somebody else
    (-1); 0 if nobody's are."""
    if reading.speaker is None:
        return 0.0
    return voice(sentence.told_text, reading.speaker, sentence.told, reading.stems)
