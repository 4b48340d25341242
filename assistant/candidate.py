"""A sentence that may be quoted, what speaks for it, and its score. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.sentence import sentence_of
from index.article import Hit


@dataclass(frozen=True, slots=True)
class SentenceSignals:
    """What speaks for one sentence; each in about -1..1.

    `similarity`: cosine with the question; `above`: by how much that is more than the passage's
    mean. `passage`: the passage's score.
    Shares of the question's words: `context`, which the sentence has with its neighbours and the
    title, rare words counting more; `rest`, which it has itself of those that are not in the title;
    `kin`, of those, for which only a word of the same family stands; `together`: pairs of words
    that stand together in it as in the question.
    `person` to `cause`: whether it offers what the question asks for. `fresh`: the share of its
    words that the question has not. `asks`: it is a question itself. `fragment`: it is no whole
    sentence. `speech`: the one who is asked for speaks in it (1), or somebody else does (-1).
    `scorer`: a model's log-odds that it answers; 0 throughout where no model has been asked.
    """

    similarity: float
    above: float
    passage: float
    context: float
    rest: float
    kin: float
    together: float
    person: float
    time: float
    place: float
    number: float
    cause: float
    fresh: float
    asks: float
    fragment: float
    speech: float
    scorer: float = 0.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit, by its number among the hit's sentences.

    `score` is a logarithm of odds: of two candidates for one question, the one that is higher by
    0.69 is twice as likely to answer it. `stems` are its words; `told` has those of a bare
    attribution after it, too, and other names of the countries that the two mention.
    """

    hit: Hit
    number: int
    signals: SentenceSignals
    score: float = 0.0
    stems: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()

    @property
    def start(self) -> int:
        """Where the sentence begins in its article."""
        return self.hit.sentences[self.number].start

    @property
    def end(self) -> int:
        """Where the sentence ends in its article."""
        return self.hit.sentences[self.number].end

    @property
    def place(self) -> tuple[str, int]:
        """The sentence, whichever passage it was found in."""
        return self.hit.passage.article_id, self.start

    @property
    def text(self) -> str:
        """The sentence as it stands in its article."""
        return sentence_of(self.hit, self.number)
