"""A question with the sentences of a text, and which of them answer: data. Pure.

The part of a text (train, validation, held out) depends on its group alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.core.article import digest

# TREC QA's makers parted it: what is held out of it is in another file.
_ALWAYS_TRAINED = frozenset({"trecqa"})
# Of twenty parts of the texts, so many decide when to stop and calibrate, and so many are held out.
_VALIDATION, _HELD_OUT, _PARTS = 2, 2, 20


class Part(StrEnum):
    """What a text is used for."""

    TRAIN = "train"
    VALIDATION = "validation"
    HELD_OUT = "held out"


@dataclass(frozen=True, slots=True)
class MarkedQuestion:
    """A question, the sentences of its text, and the numbers of those that answer it, perhaps none.

    `kind` is the kind of question or of trap, "" where the collection names none. `published` is an
    ISO date or "". `group` is common to all texts that share sentences.
    """

    collection: str
    kind: str
    question: str
    title: str
    published: str
    sentences: tuple[str, ...]
    answers: frozenset[int]
    group: str = ""

    @property
    def part(self) -> Part:
        """The part of the question's text."""
        if self.collection in _ALWAYS_TRAINED:
            return Part.TRAIN
        number = int(digest("reader", self.group), 16) % _PARTS
        if number < _HELD_OUT:
            return Part.HELD_OUT
        return Part.VALIDATION if number < _HELD_OUT + _VALIDATION else Part.TRAIN
